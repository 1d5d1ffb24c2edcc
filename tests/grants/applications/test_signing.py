"""Drafter and signatory: ready for signature, sent back with a note that stays; only a representative submits."""

import pytest
from django.core import mail

from grants.actions.applications.applying import submit_application
from grants.actions.applications.signing import mark_ready, send_back
from grants.models import DraftReturn
from grants.queries.applications.signing import signing_of
from grants.queries.calls.tasks import drafts_for
from kernel.refusals import NotAllowed, NotNow, Refusal
from organizations.models import Role
from tests.factories.grants.applications import ApplicationFactory, CompleteDraftFactory, member


@pytest.fixture
def draft(db):
    return CompleteDraftFactory()


@pytest.fixture
def elena(draft):
    return member(draft.organization, user__name="Elena")


@pytest.fixture
def vera(draft):
    return member(draft.organization, Role.MEMBER, user__name="Vera")


def test_mark_ready_tells_the_representative_and_becomes_their_task(
    draft, elena, vera, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        row = mark_ready(draft, by=vera)
    assert (row.ready_by, row.status) == (vera, "draft")
    assert [message.to for message in mail.outbox] == [[elena.email]]
    [task] = drafts_for(elena)
    assert (task.label, task.url) == ("Read and submit", f"/workspace/applications/{draft.reference}/form/check/")
    [hers] = drafts_for(vera)
    assert hers.label == "Continue"


def test_mark_ready_of_an_incomplete_draft_says_what_is_missing(db):
    draft = ApplicationFactory()
    with pytest.raises(Refusal, match="The project has no title"):
        mark_ready(draft, by=member(draft.organization, Role.MEMBER))


def test_mark_ready_twice_is_refused(draft, vera):
    mark_ready(draft, by=vera)
    with pytest.raises(NotNow, match="asked already"):
        mark_ready(draft, by=vera)


def test_send_back_keeps_every_note_and_shows_the_last(draft, elena, vera, django_capture_on_commit_callbacks):
    for note in ("Bugetul e prea mare.", "Titlul e prea lung."):
        mark_ready(draft, by=vera)
        with django_capture_on_commit_callbacks(execute=True):
            send_back(draft, by=elena, note=note)
    draft.refresh_from_db()
    signing = signing_of(draft)
    assert (signing.is_ready, signing.last_return.note) == (False, "Titlul e prea lung.")
    assert DraftReturn.objects.filter(application=draft, asked_by=vera).count() == 2
    assert [message.to for message in mail.outbox] == [[vera.email], [vera.email]]
    assert "Titlul e prea lung." in mail.outbox[-1].body


def test_send_back_is_the_representatives_alone_and_has_a_note(draft, elena, vera):
    with pytest.raises(NotNow, match="Nobody has said"):
        send_back(draft, by=elena, note="De ce?")
    mark_ready(draft, by=vera)
    with pytest.raises(NotAllowed):
        send_back(draft, by=vera, note="Mai vreau.")
    with pytest.raises(Refusal, match="Write what is to be mended"):
        send_back(draft, by=elena, note="  ")


def test_a_member_cannot_submit_what_is_ready(draft, elena, vera):
    mark_ready(draft, by=vera)
    with pytest.raises(NotAllowed):
        submit_application(draft, by=vera, is_declared=True)
    submit_application(draft, by=elena, is_declared=True)
    draft.refresh_from_db()
    assert draft.status == "submitted"


def test_the_check_step_offers_each_their_part(client, draft, elena, vera):
    address = f"/workspace/applications/{draft.reference}/form/check/"
    client.force_login(vera)
    assert "Ready for signature" in client.get(address).content.decode()
    assert client.post(address, {"ready": "1"}).status_code == 302
    client.force_login(elena)
    page = client.get(address).content.decode()
    assert "Send it back with a note" in page
    assert client.post(address, {"note": ""}).status_code == 200
    assert client.post(address, {"note": "Mai scurt."}).status_code == 302
    client.force_login(vera)
    assert "Mai scurt." in client.get(f"/workspace/applications/{draft.reference}/form/facts/").content.decode()
