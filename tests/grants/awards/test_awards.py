"""Awards: proposed by one within the money, decided by another who judged nothing, answered by the representative."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from grants.actions.applications.applying import withdraw_application
from grants.actions.awards.answering import accept_award, decline_award, lapse_award
from grants.actions.awards.lists import approve_award_list, publish_results, return_award_list
from grants.actions.awards.proposing import Proposed, propose_award_list
from grants.models import ApplicationStatus, Award, AwardStatus, CallStatus
from grants.wiring.calls import overspent_calls
from kernel import clock
from kernel.refusals import NotAllowed, NotNow, Refusal
from organizations.models import Role
from tests.factories.grants.applications import BudgetLineFactory, InReviewFactory, member
from tests.factories.grants.calls import staff
from tests.factories.grants.reviews import AwardFactory, CallInReviewFactory, OpenAssignmentFactory, reviewed


@pytest.fixture
def call(db):
    return CallInReviewFactory(envelope=Decimal("15000.00"), max_amount=Decimal("12000.00"))


@pytest.fixture
def officer(call):
    return staff(call.programme)


@pytest.fixture
def manager(call):
    return staff(call.programme, Role.PROGRAMME_MANAGER)


@pytest.fixture
def three(call):
    """Three applications of 10,000 each, scored 5, 4 and 1 of 5."""
    found = [InReviewFactory(call=call) for _each in range(3)]
    for application, points in zip(found, (5, 4, 1), strict=True):
        reviewed(application, points, points)
    return found


def _propose(call, by, **choices):
    proposals = choices.pop("proposals", {})
    answer_by_on = choices.get("answer_by_on") or clock.today() + timedelta(days=14)
    return propose_award_list(call, proposals, by=by, answer_by_on=answer_by_on)


def _amount(application, amount):
    return {application.pk: Proposed("award", Decimal(amount))}


def test_propose_award_list_with_what_the_line_suggests(call, officer, three):
    award_list = _propose(call, officer, proposals=_amount(three[0], 10000))
    assert [(row.application, row.rank, row.decision, row.amount) for row in award_list.rows.all()] == [
        (three[0], 1, "award", Decimal("10000.00")),
        (three[1], 2, "reserve", None),
        (three[2], 3, "reserve", None),
    ]
    with pytest.raises(NotNow, match="already waits"):
        _propose(call, officer)


@pytest.mark.parametrize(
    ("amount", "words"), [("10000.01", "more than it can get, 10,000.00 MDL"), ("0", "amount that is awarded")]
)
def test_propose_award_list_refuses_an_amount(call, officer, three, amount, words):
    with pytest.raises(Refusal, match=words):
        _propose(call, officer, proposals=_amount(three[0], amount))


def test_propose_award_list_refuses_more_than_the_envelope_with_figures(call, officer, three):
    both = _amount(three[0], 10000) | _amount(three[1], "5000.01")
    with pytest.raises(Refusal, match=r"awards 15,000\.01 MDL.*0\.01 MDL more than the 15,000\.00 available"):
        _propose(call, officer, proposals=both)
    assert call.award_lists.count() == 0
    _propose(call, officer, proposals=_amount(three[0], 10000) | _amount(three[1], 5000))


def test_propose_award_list_asks_why_a_rank_is_passed_over(call, officer, three):
    over = {three[0].pk: Proposed("reserve")} | _amount(three[1], 10000)
    with pytest.raises(Refusal, match="say why it is passed over") as refused:
        _propose(call, officer, proposals=over)
    assert set(refused.value.fields) == {f"reason_{three[0].pk}"}
    over[three[0].pk] = Proposed("reserve", reason="Retras parțial")
    _propose(call, officer, proposals=over)


def test_propose_award_list_below_a_threshold_or_with_open_reviews(call, officer, three):
    criterion = call.criteria.first()
    criterion.threshold = Decimal(3)
    criterion.save()
    with pytest.raises(Refusal, match="below a threshold"):
        _propose(call, officer, proposals=_amount(three[0], 10000) | _amount(three[2], 1000))
    OpenAssignmentFactory(application=three[2])
    with pytest.raises(NotNow, match="1 review is not submitted"):
        _propose(call, officer)


def test_approve_award_list_never_by_the_proposer_nor_by_a_reviewer(call, manager, three):
    award_list = _propose(call, manager, proposals=_amount(three[0], 10000))
    with pytest.raises(NotAllowed):
        approve_award_list(award_list, by=manager)
    reviewer = staff(call.programme, Role.PROGRAMME_MANAGER)
    OpenAssignmentFactory(application=three[0], reviewer=reviewer)
    with pytest.raises(NotAllowed):
        approve_award_list(award_list, by=reviewer)
    with pytest.raises(NotAllowed):
        approve_award_list(award_list, by=staff(CallInReviewFactory().programme, Role.PROGRAMME_MANAGER))


def test_approve_award_list_decides_offers_and_tells(call, officer, manager, three, django_capture_on_commit_callbacks):
    people = [member(each.organization) for each in three]
    proposals = _amount(three[0], 9000) | {three[2].pk: Proposed("reject")}
    award_list = _propose(call, officer, proposals=proposals)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        approve_award_list(award_list, by=manager)
    for each in (call, *three):
        each.refresh_from_db()
    assert call.status == CallStatus.DECIDED
    assert [each.status for each in three] == [
        ApplicationStatus.AWARDED,
        ApplicationStatus.RESERVE,
        ApplicationStatus.REJECTED,
    ]
    award = Award.objects.get()
    assert (award.application, award.amount, award.currency, award.status) == (
        three[0],
        Decimal("9000.00"),
        "MDL",
        AwardStatus.OFFERED,
    )
    assert {message.to[0] for message in mail.outbox} == {*(each.email for each in people), officer.email}
    assert list(overspent_calls()) == []
    with pytest.raises(NotNow):
        approve_award_list(award_list, by=manager)


def test_approve_award_list_after_a_withdrawal(call, officer, manager, three):
    award_list = _propose(call, officer, proposals=_amount(three[0], 9000))
    withdraw_application(three[0], by=member(three[0].organization))
    with pytest.raises(NotNow, match="Withdrawn since"):
        approve_award_list(award_list, by=manager)
    return_award_list(award_list, by=manager, reason="O cerere a fost retrasă")
    _propose(call, officer, proposals=_amount(three[1], 9000))


def test_one_award_for_each_application(call, officer, manager, three):
    approve_award_list(_propose(call, officer, proposals=_amount(three[0], 9000)), by=manager)
    award = Award.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        AwardFactory(application=award.application, award_list=award.award_list)


def test_publish_results_once(call, officer, manager, three):
    with pytest.raises(NotNow):
        publish_results(call, by=officer)
    approve_award_list(_propose(call, officer, proposals=_amount(three[0], 9000)), by=manager)
    call = publish_results(call, by=officer)
    assert call.results_published_by == officer
    with pytest.raises(NotNow, match="already"):
        publish_results(call, by=officer)


def test_accept_award_drafts_the_agreement(db):
    application = AwardFactory().application
    BudgetLineFactory(application=application, order=900, unit_price=Decimal("1.00"))
    award = accept_award(application.award, by=member(application.organization))
    assert award.status == AwardStatus.ACCEPTED
    assert (award.agreement.amount, award.agreement.organization) == (award.amount, application.organization)


def test_decline_award_with_a_reason(db):
    award = AwardFactory()
    signatory = member(award.application.organization)
    with pytest.raises(Refusal, match="Say why"):
        decline_award(award, by=signatory, reason="")
    award = decline_award(award, by=signatory, reason="Nu mai avem oameni")
    assert (award.status, award.answered_by) == (AwardStatus.DECLINED, signatory)
    with pytest.raises(NotNow):
        decline_award(award, by=signatory, reason="Iar")


def test_answer_award_is_for_the_representative_by_its_date(db):
    award = AwardFactory()
    with pytest.raises(NotAllowed):
        accept_award(award, by=member(award.application.organization, Role.MEMBER))
    signatory = member(award.application.organization)
    late = clock.now() + timedelta(days=15)
    with clock.at(late), pytest.raises(NotNow, match="has passed"):
        accept_award(award, by=signatory)
    officer = staff(award.application.call.programme)
    with pytest.raises(NotNow, match="may still answer"):
        lapse_award(award, by=officer)
    with clock.at(late):
        assert lapse_award(award, by=officer).status == AwardStatus.LAPSED
