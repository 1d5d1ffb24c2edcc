"""Backup and restore, really done; and what is refused."""

import io
import json
import stat
import tarfile
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.db import connection

from kernel import backups
from kernel.append_only import guarded_models
from kernel.models import Counter

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def places(settings, tmp_path):
    """Folders of this test alone."""
    settings.VAR = tmp_path
    settings.MEDIA_ROOT = str(tmp_path / "media")
    settings.STORAGES = {
        **settings.STORAGES,
        "private": {**settings.STORAGES["private"], "OPTIONS": {"location": tmp_path / "private"}},
    }
    return tmp_path


@pytest.fixture
def house():
    """A counter in the database, a private and a public file."""
    Counter.objects.create(prefix="APP-2026", last=41)
    storages["private"].save("2026/11/secret", ContentFile(b"private"))
    storages["default"].save("logo.svg", ContentFile(b"public"))


def content(alias, name):
    with storages[alias].open(name) as file:
        return file.read()


def run(command, *args, **options):
    out = StringIO()
    call_command(command, *args, stdout=out, **options)
    return out.getvalue()


def test_backup_is_restored_as_it_was(house, places) -> None:
    said = run("backup", str(places / "b.tar.gz"))
    assert "the database and 2 files" in said
    Counter.objects.update(last=99)
    storages["private"].delete("2026/11/secret")
    storages["private"].save("later", ContentFile(b"later"))
    said = run("restore", str(places / "b.tar.gz"), force=True)
    assert "All promises hold" in said
    assert Counter.objects.get().last == 41
    assert content("private", "2026/11/secret") == b"private"
    assert content("default", "logo.svg") == b"public"
    assert not storages["private"].exists("later")


def test_append_only_tables_refuse_changes_after_a_restore(house, places) -> None:
    run("backup", str(places / "b.tar.gz"))
    run("restore", str(places / "b.tar.gz"), force=True)
    assert guarded_models()
    run("check_integrity")


def test_backup_is_readable_by_its_owner_alone(house, places) -> None:
    run("backup", str(places / "b.tar.gz"))
    assert stat.S_IMODE((places / "b.tar.gz").stat().st_mode) == 0o600
    assert not list(places.glob("*.part"))


def test_restore_overwrites_nothing_unasked(house, places) -> None:
    run("backup", str(places / "b.tar.gz"))
    Counter.objects.update(last=99)
    with pytest.raises(CommandError, match="--force"):
        run("restore", str(places / "b.tar.gz"))
    assert Counter.objects.get().last == 99


def rewritten(source: Path, change) -> Path:
    """The archive with its members changed by `change(name, content) -> content or None`."""
    target = source.with_name("changed.tar.gz")
    with tarfile.open(source) as old, tarfile.open(target, "w:gz") as new:
        for member in old:
            content = change(member.name, old.extractfile(member).read())
            if content is not None:
                member.size = len(content)
                new.addfile(member, io.BytesIO(content))
    return target


def no_file(name, content):
    return None if "secret" in name else content


def other_file(name, content):
    return b"forged" if "secret" in name else content


def other_engine(name, content):
    return content if name != "manifest.json" else json.dumps({**json.loads(content), "engine": "oracle"}).encode()


def other_format(name, content):
    return content if name != "manifest.json" else json.dumps({**json.loads(content), "format": 9}).encode()


def no_manifest(name, content):
    return None if name == "manifest.json" else content


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (no_file, "does not agree with its manifest at “private/2026/11/secret”"),
        (other_file, "does not agree with its manifest at “private/2026/11/secret”"),
        (other_engine, "is of oracle"),
        (other_format, "is of format 9"),
        (no_manifest, "no complete backup"),
    ],
)
def test_changed_backup_changes_nothing(house, places, change, words) -> None:
    run("backup", str(places / "b.tar.gz"))
    Counter.objects.update(last=99)
    with pytest.raises(CommandError, match=words):
        run("restore", str(rewritten(places / "b.tar.gz", change)), force=True)
    assert Counter.objects.get().last == 99
    assert content("private", "2026/11/secret") == b"private"


def test_cut_backup_changes_nothing(house, places) -> None:
    run("backup", str(places / "b.tar.gz"))
    whole = (places / "b.tar.gz").read_bytes()
    (places / "cut.tar.gz").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(CommandError, match="no complete backup"):
        run("restore", str(places / "cut.tar.gz"), force=True)
    assert Counter.objects.get().last == 41


def test_archive_that_climbs_out_of_its_folder_is_refused(house, places) -> None:
    with tarfile.open(places / "evil.tar.gz", "w:gz") as archive:
        member = tarfile.TarInfo("../../outside")
        archive.addfile(member, io.BytesIO())
    with pytest.raises(backups.BackupRefused, match="no complete backup"):
        backups.restore(places / "evil.tar.gz", force=True)


def test_integrity_check_says_what_is_broken() -> None:
    name = guarded_models()[0]._meta.db_table
    with connection.cursor() as cursor:
        on = f" ON {name}" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER {name}_no_delete{on}")
    err = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("check_integrity", stderr=err)
    assert ended.value.code == 1
    assert err.getvalue() == f"append_only: The trigger {name}_no_delete is missing; run manage.py migrate.\n"


def test_setup_changes_nothing_the_second_time() -> None:
    before = run("setup")
    assert "territory" in before
    assert run("setup") == before


@pytest.mark.parametrize("name", ["../outside", "/outside", "private/../../outside"])
def test_a_file_that_leads_out_of_the_backup_is_refused(house, places, name) -> None:
    with tarfile.open(places / "evil.tar.gz", "w:gz") as archive:
        member = tarfile.TarInfo(name)
        member.size = 4
        archive.addfile(member, io.BytesIO(b"evil"))
    with pytest.raises(CommandError, match="does not belong into a backup"):
        run("restore", str(places / "evil.tar.gz"), force=True)
    assert not (places / "outside").exists()
