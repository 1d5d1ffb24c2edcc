"""Who else writes: seen by others for a few minutes, told by the open page, saved nowhere else."""

from datetime import timedelta

import pytest

from grants.actions.applications.presence import note_presence
from grants.models import DraftPresence
from grants.queries.applications.presence import others_here
from grants.receipts import token
from kernel import clock
from organizations.models import Role
from tests.factories.grants.applications import ApplicationFactory, SubmittedFactory, member


@pytest.fixture
def draft(db):
    return ApplicationFactory()


@pytest.fixture
def elena(draft):
    return member(draft.organization, user__name="Elena")


@pytest.fixture
def vera(draft):
    return member(draft.organization, Role.MEMBER, user__name="Vera")


def test_others_are_seen_for_three_minutes(draft, elena, vera):
    note_presence(draft, "facts", by=vera)
    now = clock.now()
    assert others_here(draft, "facts", besides=elena) == ["Vera is writing on this step now."]
    assert others_here(draft, "budget", besides=elena) == ["Vera is writing on another step now."]
    assert others_here(draft, "facts", besides=vera) == []
    with clock.at(now + timedelta(seconds=70)):
        assert others_here(draft, "facts", besides=elena) == ["Vera was writing on this step 1 minute ago."]
    with clock.at(now + timedelta(minutes=3, seconds=1)):
        assert others_here(draft, "facts", besides=elena) == []


def test_presence_is_one_row_written_seldom(draft, vera, django_assert_num_queries):
    note_presence(draft, "facts", by=vera)
    with django_assert_num_queries(1):
        note_presence(draft, "facts", by=vera)
    note_presence(draft, "budget", by=vera)
    assert DraftPresence.objects.get().step == "budget"


def test_an_open_page_hears_who_is_there_and_who_saved(client, draft, elena, vera):
    address = f"/workspace/applications/{draft.reference}/form/facts/"
    since = str(int(draft.saved_at.timestamp()))
    client.force_login(vera)
    with clock.at(clock.now() + timedelta(minutes=1)):
        saved = client.post(address, {"title": "Nou", "base-title": token("")}, headers={"Accept": "application/json"})
        assert saved.status_code == 200
        client.force_login(elena)
        said = client.post(address, {"ping": "1", "since": since}, headers={"Accept": "application/json"}).json()
    assert said["here"] == "Vera is writing on this step now."
    assert said["newer"].startswith("Vera saved this application at ")
    draft.refresh_from_db()
    assert (draft.title, draft.saved_by) == ("Nou", vera)


def test_nobody_is_present_in_what_is_submitted(client, db):
    submitted = SubmittedFactory()
    person = member(submitted.organization)
    client.force_login(person)
    address = f"/workspace/applications/{submitted.reference}/form/facts/"
    client.post(address, {"ping": "1"}, headers={"Accept": "application/json"})
    assert DraftPresence.objects.count() == 0
