"""Files made in the background: by whom, how far, what becomes of a worker that dies, and until when they are kept."""

import hashlib
from datetime import timedelta

import pytest
from django.core import mail

from kernel import clock, exports
from kernel.exports import ExportKind, ExportRefused, ask_export, export_kinds, make_export, sweep_exports
from kernel.refusals import Refusal
from tests.factories.organizations import UserFactory
from tests.jobs import run_jobs

pytestmark = pytest.mark.django_db


class Kind:
    """A kind whose rule and writing a test changes."""

    def __init__(self):
        self.allowed, self.fails = True, []

    def may(self, facts, user):
        return self.allowed

    def write(self, facts, user, file, progress):
        progress.of(2)
        progress.step()
        if self.fails:
            raise self.fails.pop()
        file.write(f"{facts['what']} for {user.name}".encode())


@pytest.fixture
def kind(monkeypatch, settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "private": {"BACKEND": "kernel.storages.PrivateStorage", "OPTIONS": {"location": tmp_path}},
    }
    made = Kind()
    monkeypatch.setattr(export_kinds, "_entries", dict(export_kinds._entries))
    export_kinds.add(ExportKind("sample", may=made.may, write=made.write, filename=lambda facts: "sample.zip"))
    return made


@pytest.fixture
def ana():
    return UserFactory(name="Ana", language="en")


def test_a_file_is_made_by_the_worker_and_fetched_by_its_owner(kind, ana, login, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        export = ask_export("sample", {"what": "Files"}, by=ana, title="Sample")
        assert ask_export("sample", {"what": "Files"}, by=ana, title="Sample") == export
    person, url = login(ana), export.get_absolute_url()
    assert "It waits for its turn." in person.get(url).text
    assert person.get(f"{url}file/").status_code == 404
    with django_capture_on_commit_callbacks(execute=True):
        run_jobs()
    export.refresh_from_db()
    assert (export.done, export.total, export.tries) == (2, 2, 1)
    assert export.sha256 == hashlib.sha256(b"Files for Ana").hexdigest()
    response = person.get(f"{url}file/")
    assert response.getvalue() == b"Files for Ana"
    assert response.headers["Content-Disposition"] == 'attachment; filename="sample.zip"'
    assert [(message.to, message.subject) for message in mail.outbox] == [([ana.email], "Ready: Sample")]
    assert login(UserFactory()).get(f"{url}file/").status_code == 404


def test_whoever_may_not_gets_none_and_whoever_may_no_longer_does_not_fetch_it(kind, ana, login):
    export = ask_export("sample", {"what": "x"}, by=ana, title="Sample")
    run_jobs()
    kind.allowed = False
    person = login(ana)
    assert person.get(f"{export.get_absolute_url()}file/").status_code == 404
    assert "You may not read any more" in person.get(export.get_absolute_url()).text
    with pytest.raises(ExportRefused):
        ask_export("sample", {"what": "y"}, by=ana, title="Sample")


def test_a_worker_that_dies_in_the_middle_leaves_a_file_that_is_made_again(kind, ana):
    export = ask_export("sample", {"what": "x"}, by=ana, title="Sample")
    kind.fails = [KeyboardInterrupt()]
    with pytest.raises(KeyboardInterrupt):
        make_export.func(export.pk)
    export.refresh_from_db()
    assert not export.is_over
    make_export.func(export.pk)
    export.refresh_from_db()
    path = export.file.name
    assert export.is_there
    make_export.func(export.pk)
    export.refresh_from_db()
    assert (export.file.name, export.tries) == (path, 2)


def test_a_fault_is_tried_three_times_and_a_refusal_once(kind, ana):
    export = ask_export("sample", {"what": "x"}, by=ana, title="Sample")
    kind.fails = [ValueError("broken"), ValueError("broken"), ValueError("broken")]
    for _try in range(3):
        with pytest.raises(ValueError, match="broken"):
            make_export.func(export.pk)
    export.refresh_from_db()
    assert "fault of ours" in export.failure
    refused = ask_export("sample", {"what": "y"}, by=ana, title="Sample")
    kind.fails = [Refusal("Nothing in it.")]
    make_export.func(refused.pk)
    refused.refresh_from_db()
    assert (refused.failure, refused.tries) == ("Nothing in it.", 1)


def test_files_are_removed_after_their_time_and_stuck_ones_given_up(kind, ana, login):
    export = ask_export("sample", {"what": "x"}, by=ana, title="Sample")
    make_export.func(export.pk)
    stuck = ask_export("sample", {"what": "y"}, by=ana, title="Sample")
    assert sweep_exports() == 0
    with clock.at(clock.now() + exports.KEPT_FOR + timedelta(minutes=1)):
        assert sweep_exports() == 2
        assert sweep_exports() == 0
    export.refresh_from_db()
    stuck.refresh_from_db()
    assert not export.file.storage.exists(export.file.name)
    assert stuck.failed_at is not None
    assert "was removed" in login(ana).get(export.get_absolute_url()).text
