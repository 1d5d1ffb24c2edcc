"""Promises: the owner claims, others verify, dates stay visible."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from kernel import clock
from kernel.refusals import NotAllowed, NotNow
from monitoring.actions import commitments
from monitoring.models import Commitment
from monitoring.promises import PromiseTally, lateness, tally
from monitoring.queries.promises import promise_of, promises_around
from monitoring.refusals import Incomplete, WrongDates
from organizations.models import Role
from organizations.roles import forget
from tests.factories.monitoring.scorecards import ScorecardStory, noon
from tests.factories.organizations import MembershipFactory


@pytest.fixture
def story(db):
    return ScorecardStory()


def test_commitments_are_recorded_after_the_meeting_only(story):
    with pytest.raises(NotNow):
        story.commitment(story.in_reply())


def test_a_promise_is_not_due_before_it_was_made(story):
    with pytest.raises(WrongDates):
        story.commitment(story.met(), due_on=date(2026, 5, 11))


def test_the_owner_claims_and_another_verifies(story):
    promise = story.claimed()
    with pytest.raises(NotAllowed):
        commitments.verify_commitment(promise, by=story.officer, note="Am văzut.")
    with clock.at(noon(date(2026, 6, 25))):
        kept = commitments.verify_commitment(promise, by=story.monitor, note="Am văzut rampa.")
    assert (kept.status, promise_of(kept).days_late, promise_of(kept).claimed_on) == ("verified", 0, date(2026, 6, 20))


def test_nobody_of_the_owner_verifies_even_as_monitor(story):
    promise = story.claimed()
    MembershipFactory(user=story.monitor, organization=story.authority, role=Role.MEMBER)
    forget(story.monitor)
    with pytest.raises(NotAllowed):
        commitments.verify_commitment(promise, by=story.monitor, note="Am văzut.")


def test_the_database_refuses_a_verifier_who_claimed(story):
    promise = story.claimed()
    with pytest.raises(IntegrityError), transaction.atomic():
        Commitment.objects.filter(pk=promise.pk).update(verified_by=story.officer, verified_at=clock.now())


def test_others_do_not_claim_for_the_owner(story):
    promise = story.published().commitments.get()
    with pytest.raises(NotAllowed):
        commitments.claim_commitment(promise, by=story.facilitator, note="E gata.")


def test_a_returned_claim_leaves_the_promise_open(story):
    promise = commitments.return_claim(story.claimed(), by=story.monitor, reason="Lipsește balustrada.")
    assert (promise.status, promise.claimed_at, promise.claim_note) == ("made", None, "")


def test_postponing_needs_a_reason_and_keeps_both_dates(story):
    promise = story.published().commitments.get()
    with pytest.raises(Incomplete):
        commitments.postpone_commitment(promise, by=story.officer, due_on=date(2026, 8, 1), reason=" ")
    with pytest.raises(WrongDates):
        commitments.postpone_commitment(promise, by=story.officer, due_on=promise.due_on, reason="Ploaie")
    commitments.postpone_commitment(promise, by=story.officer, due_on=date(2026, 8, 1), reason="Ploaie")
    with clock.at(noon(date(2026, 8, 11))):
        shown = promise_of(Commitment.objects.get(pk=promise.pk))
    assert (shown.original_due_on, shown.due_on) == (date(2026, 7, 1), date(2026, 8, 1))
    assert (shown.days_late, shown.days_late_from_first) == (10, 41)
    assert [(each.from_on, each.to_on) for each in shown.postponements] == [(date(2026, 7, 1), date(2026, 8, 1))]


def test_a_promise_is_closed_as_not_kept_only_after_its_day(story):
    promise = story.published().commitments.get()
    with clock.at(noon(date(2026, 7, 1))), pytest.raises(NotNow):
        commitments.close_as_not_kept(promise, by=story.monitor, reason="Nimic nu s-a făcut.")
    with clock.at(noon(date(2026, 7, 2))):
        closed = commitments.close_as_not_kept(promise, by=story.monitor, reason="Nimic nu s-a făcut.")
    assert (closed.status, promise_of(closed).is_late, promise_of(closed).days_late) == ("not_kept", False, 1)


def test_promises_are_public_only_with_their_scorecard(story):
    cycle = story.met()
    story.commitment(cycle)
    assert promises_around(story.authority, None) == []


def test_lateness_and_tally():
    late = lateness(first_due_on=date(2026, 7, 1), due_on=date(2026, 7, 1), ended_on=None, today=date(2026, 7, 22))
    assert (late.days, late.days_from_first, late.is_late) == (21, 21, True)
    assert tally([("verified", True), ("made", True), ("not_kept", True), ("claimed", False)]) == PromiseTally(
        4, 1, 1, 1
    )
