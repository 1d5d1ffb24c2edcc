"""Backups: the database and all files in one archive, with a manifest of digests that the restoring side checks.

The database is copied first: a file that is uploaded meanwhile is then one too many, never one too few.
"""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage, storages
from django.db import connection

from kernel import clock

MANIFEST = "manifest.json"
DATABASE = "database"
FORMAT = 1
STORAGES = {"media": "default", "private": "private"}


class BackupRefused(Exception):
    """The backup was not made or not restored; the text says why and what to do."""


def folders() -> dict[str, Path]:
    """The folders that are kept, by their name in the archive; raises BackupRefused for a storage that is no folder."""
    found = {}
    for name, alias in STORAGES.items():
        storage = storages[alias]
        if not isinstance(storage, FileSystemStorage):
            raise BackupRefused(f"The storage “{alias}” is no folder here; back it up with the tools of its provider.")
        found[name] = Path(storage.location)
    return found


def make(target: Path) -> dict[str, Any]:
    """Write everything to `target` (.tar.gz, readable by its owner alone); returns the manifest.

    The archive appears whole or not at all. Raises BackupRefused when a part cannot be copied.
    """
    part = target.with_name(target.name + ".part")
    with tempfile.TemporaryDirectory(prefix="raboj-backup-") as scratch:
        copy = Path(scratch) / DATABASE
        _copy_database(copy)
        entries = [(DATABASE, copy), *_files()]
        manifest = {
            "format": FORMAT,
            "made_at": clock.now().isoformat(),
            "engine": connection.vendor,
            "files": {name: {"sha256": digest(path), "size": path.stat().st_size} for name, path in entries},
        }
        listing = Path(scratch) / MANIFEST
        listing.write_text(json.dumps(manifest, indent=1), encoding="utf-8")
        try:
            descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "wb") as raw, tarfile.open(fileobj=raw, mode="w:gz") as archive:
                for name, path in [(MANIFEST, listing), *entries]:
                    archive.add(path, name, recursive=False)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    return manifest


def _files() -> Iterator[tuple[str, Path]]:
    for name, folder in folders().items():
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.is_symlink():
                yield f"{name}/{path.relative_to(folder).as_posix()}", path


def digest(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _copy_database(target: Path) -> None:
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(target)) as copy:
            connection.connection.backup(copy)
        return
    _run(["pg_dump", "--format=custom", "--no-owner", f"--file={target}", _address()])


def _address() -> str:
    return str(connection.settings_dict["NAME"])


def _run(command: list[str]) -> None:
    """Run one of PostgreSQL's tools on the installation's database."""
    facts = connection.settings_dict
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    environment = {**os.environ, **{name: str(facts[key]) for name, key in names.items() if facts.get(key)}}
    tool = shutil.which(command[0])
    if tool is None:
        raise BackupRefused(f"{command[0]} is missing; install the client tools of PostgreSQL.")
    done = subprocess.run([tool, *command[1:]], env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BackupRefused(f"{command[0]} failed: {done.stderr.strip()}")


def _take_out(archive: tarfile.TarFile, scratch: Path) -> None:
    """Write the files of `archive` under `scratch`; tarfile.TarError for a link, a device or a way out of the folder.

    By hand: the filters of `extractall` came with 3.11.4, and Debian's own Python is older.
    """
    for member in archive:
        target = (scratch / member.name).resolve()
        if member.isdir():
            continue
        if not member.isfile() or not target.is_relative_to(scratch.resolve()):
            raise tarfile.TarError(f"“{member.name}” does not belong into a backup.")
        target.parent.mkdir(parents=True, exist_ok=True)
        content = archive.extractfile(member)
        if content is not None:
            with content, target.open("wb") as kept:
                shutil.copyfileobj(content, kept)


def unpack(source: Path, scratch: Path) -> dict[str, Any]:
    """Unpack `source` into the empty folder `scratch` and prove it against its manifest, which is returned.

    Raises BackupRefused for an archive that is cut, changed, incomplete, of another format or of another database.
    """
    try:
        with tarfile.open(source, "r:gz") as archive:
            _take_out(archive, scratch)
        manifest = json.loads((scratch / MANIFEST).read_text(encoding="utf-8"))
        listed = {name: facts["sha256"] for name, facts in manifest["files"].items()}
    except (OSError, EOFError, tarfile.TarError, ValueError, KeyError, TypeError) as problem:
        raise BackupRefused(f"{source.name} is no complete backup: {problem}") from problem
    if manifest.get("format") != FORMAT:
        raise BackupRefused(f"{source.name} is of format {manifest.get('format')}; this version reads {FORMAT}.")
    if manifest["engine"] != connection.vendor:
        raise BackupRefused(f"The backup is of {manifest['engine']}, this installation runs on {connection.vendor}.")
    present = {path.relative_to(scratch).as_posix(): path for path in scratch.rglob("*") if path.is_file()}
    del present[MANIFEST]
    for name in sorted(listed.keys() | present.keys()):
        if name not in present or name not in listed or digest(present[name]) != listed[name]:
            raise BackupRefused(f"{source.name} does not agree with its manifest at “{name}”. Use another backup.")
    return manifest


def what_is_here() -> list[str]:
    """What a restore would overwrite: tables with rows and folders with files; empty on a new installation."""
    found = []
    if set(connection.introspection.table_names()) - {"django_migrations"}:
        found.append("the database")
    return found + [
        f"the folder {folder}" for folder in folders().values() if folder.exists() and any(folder.iterdir())
    ]


def restore(source: Path, *, force: bool = False) -> dict[str, Any]:
    """Put database and files back as they were in `source`, after proving it; returns the manifest.

    Raises BackupRefused, and changes nothing, when the archive is not sound, or when something is here already and
    `force` is not given.
    """
    present = what_is_here()
    if present and not force:
        raise BackupRefused(
            f"Here is already: {', '.join(present)}. Nothing was changed. To overwrite it, add --force."
        )
    with tempfile.TemporaryDirectory(prefix="raboj-restore-", dir=settings.VAR) as scratch:
        manifest = unpack(source, Path(scratch))
        _restore_database(Path(scratch) / DATABASE)
        for name, folder in folders().items():
            _replace(folder, Path(scratch) / name)
    return manifest


def _restore_database(copy: Path) -> None:
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(copy)) as source:
            source.backup(connection.connection)
        connection.close()
        return
    connection.close()
    options = ["--clean", "--if-exists", "--no-owner", "--exit-on-error", "--single-transaction"]
    _run(["pg_restore", *options, f"--dbname={_address()}", str(copy)])


def _replace(folder: Path, source: Path) -> None:
    """The content of `folder` becomes that of `source`; the folder itself may be a mount and stays."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.iterdir():
        shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
    if source.exists():
        shutil.copytree(source, folder, dirs_exist_ok=True)
