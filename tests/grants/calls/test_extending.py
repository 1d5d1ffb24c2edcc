"""Later deadlines of both stages: only later, by two people, in their order; dropped; and what waits for whom."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from grants.actions.calls.amending import amend_part
from grants.actions.calls.extending import approve_extension, drop_extension, propose_extension
from grants.models import CallStatus, DeadlineExtension
from grants.queries.calls.tasks import changes_for
from grants.queries.calls.versions import difference, versions_of
from kernel import clock
from kernel.refusals import NotAllowed, NotNow, Refusal
from organizations.models import Role
from tests.factories.grants.applications import ApplicationFactory, member
from tests.factories.grants.calls import OpenCallFactory, staff

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def staged():
    now = clock.now()
    call = OpenCallFactory(stages=2, deadline_at=now + 10 * DAY, full_deadline_at=now + 30 * DAY)
    return call, staff(call.programme), staff(call.programme, Role.PROGRAMME_MANAGER)


def propose(call, by, stage, days, reason="Sărbători."):
    moment = call.deadline_of(stage) + days * DAY
    return propose_extension(call, by=by, stage=stage, new_deadline_at=moment, reason=reason)


@pytest.mark.parametrize("status", [CallStatus.PUBLISHED, CallStatus.CLOSED, CallStatus.IN_REVIEW])
def test_full_deadline_moves_until_it_comes(staged, status, django_capture_on_commit_callbacks):
    call, officer, manager = staged
    person = member(ApplicationFactory(call=call).organization)
    type(call).objects.filter(pk=call.pk).update(status=status)
    extension = propose(call, officer, 2, 5)
    with pytest.raises(NotAllowed):
        approve_extension(extension, by=officer)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        approve_extension(extension, by=manager)
    before = (call.deadline_at, call.full_deadline_at + 5 * DAY)
    call.refresh_from_db()
    assert (call.deadline_at, call.full_deadline_at) == before
    newer, older = versions_of(call)
    assert [change.field for change in difference(older, newer)] == ["Deadline of the full application"]
    assert [(each.to, "full applications" in each.body) for each in mail.outbox] == [([person.email], True)]


def test_full_deadline_that_has_come_stays_for_who_was_invited(staged):
    call, officer, manager = staged
    extension = propose(call, officer, 2, 5)
    ApplicationFactory(call=call, stage=2)
    with clock.at(call.full_deadline_at):
        with pytest.raises(NotNow, match="has passed"):
            approve_extension(extension, by=manager)
        with pytest.raises(NotNow, match="lies ahead"):
            propose(call, officer, 2, 9)
        assert list(changes_for(manager)) == []


def test_full_deadline_that_came_before_anybody_was_invited_is_still_moved(staged):
    call, officer, manager = staged
    type(call).objects.filter(pk=call.pk).update(status=CallStatus.IN_REVIEW)
    ApplicationFactory(call=call)
    with clock.at(call.full_deadline_at + 5 * DAY):
        with pytest.raises(Refusal, match="has passed: choose"):
            propose(call, officer, 2, 4)
        extension = propose(call, officer, 2, 9)
        assert [task.url for task in changes_for(manager)] == [f"{call.get_absolute_url()}#deadline"]
        assert approve_extension(extension, by=manager).full_deadline_at == call.full_deadline_at + 9 * DAY


def test_first_deadline_never_passes_the_full_one(staged):
    call, officer, manager = staged
    with pytest.raises(Refusal, match="full one first"):
        propose(call, officer, 1, 20)
    approve_extension(propose(call, officer, 2, 1), by=manager)
    approve_extension(propose(call, officer, 1, 20), by=manager)
    old = call.deadline_at
    call.refresh_from_db()
    assert call.deadline_at == old + 20 * DAY


def test_one_deadline_waits_for_each_stage_and_may_be_dropped(staged):
    call, officer, manager = staged
    first = propose(call, officer, 1, 2)
    propose(call, officer, 2, 2)
    with pytest.raises(NotNow, match="already waits"):
        propose(call, officer, 1, 3)
    with pytest.raises(NotAllowed):
        drop_extension(first, by=member(ApplicationFactory(call=call).organization))
    drop_extension(first, by=officer)
    with pytest.raises(NotNow, match="decided already"):
        approve_extension(first, by=manager)
    propose(call, officer, 1, 3)
    assert DeadlineExtension.objects.filter(dropped_at=None).count() == 2


def test_call_with_one_stage_has_no_second_deadline():
    call = OpenCallFactory()
    with pytest.raises(NotNow):
        propose_extension(call, by=staff(call.programme), stage=2, new_deadline_at=clock.now() + DAY, reason="x")


def test_changes_wait_for_another_manager(staged):
    call, officer, manager = staged
    propose(call, manager, 1, 2)
    amend_part(call.criteria.first(), {"weight": 3}, reason="Greșeală.", by=officer)
    other = staff(call.programme, Role.PROGRAMME_MANAGER)
    assert [task.title for task in changes_for(manager)] == [f"Amendment: {call.title}"]
    assert [task.title for task in changes_for(other)] == [f"Later deadline: {call.title}", f"Amendment: {call.title}"]
    assert [list(changes_for(each)) for each in (officer, staff(OpenCallFactory().programme))] == [[], []]


def test_stage_is_asked_where_two_deadlines_lie_ahead(staged, login):
    call, officer, manager = staged
    browser, address = login(officer), reverse("grants:call_extend", args=[call.pk])
    assert "Which deadline" in browser.get(address).text
    assert "required" in browser.post(address, {"new_deadline_at": "2099-01-01T12:00", "reason": "x"}).text
    browser.post(address, {"new_deadline_at": "2099-01-01T12:00", "reason": "x", "stage": "2"})
    extension = call.extensions.get()
    page = login(manager).get(call.get_absolute_url()).text
    assert ("Approve the later deadline" in page, "Deadline of the full application" in page) == (True, True)
    browser.post(reverse("grants:extension_end", args=[extension.pk, "drop"]))
    assert "Approve the later deadline" not in login(manager).get(call.get_absolute_url()).text
    assert browser.post(reverse("grants:extension_end", args=[extension.pk, "other"])).status_code == 404
    with clock.at(call.deadline_at):
        assert "Which deadline" not in browser.get(address).text
        browser.post(address, {"new_deadline_at": "2099-01-01T12:00", "reason": "Ninsoare"})
    assert call.extensions.latest("pk").stage == 2
