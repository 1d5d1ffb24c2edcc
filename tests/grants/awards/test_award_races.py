"""Two at once in the decision: two approvers, and a reserve that moves up while an award is accepted or lapses."""

from datetime import timedelta
from decimal import Decimal

import pytest

from grants.actions.awards.answering import accept_award, lapse_award
from grants.actions.awards.lists import approve_award_list
from grants.actions.awards.proposing import Proposed, propose_award_list
from grants.actions.awards.reserve import move_up_reserve
from grants.models import Award, AwardList
from grants.queries.awards.ranking import taken_from
from kernel import clock
from kernel.refusals import NotNow
from organizations.models import Role
from tests.factories.grants.applications import InReviewFactory, member
from tests.factories.grants.calls import staff
from tests.factories.grants.reviews import CallInReviewFactory, reviewed
from tests.grants.agreements.test_agreement_races import together

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def _call():
    call = CallInReviewFactory(envelope=Decimal("12000.00"), max_amount=Decimal("12000.00"))
    found = [InReviewFactory(call=call) for _each in range(2)]
    for application, points in zip(found, (5, 4), strict=True):
        reviewed(application, points, points)
    return call, found, staff(call.programme), staff(call.programme, Role.PROGRAMME_MANAGER)


def _proposed(call, found, officer):
    proposals = {found[0].pk: Proposed("award", Decimal(10000)), found[1].pk: Proposed("reserve")}
    return propose_award_list(call, proposals, by=officer, answer_by_on=clock.today() + timedelta(days=1))


def test_two_approvers_of_one_list():
    call, found, officer, manager = _call()
    second = staff(call.programme, Role.FINANCE_APPROVER)
    award_list = _proposed(call, found, officer)
    said = together(
        lambda: approve_award_list(award_list, by=manager), lambda: approve_award_list(award_list, by=second)
    )
    assert said == [NotNow.__name__, "done"]
    assert Award.objects.count() == 1


def test_two_officers_move_up_the_reserve():
    call, found, officer, manager = _call()
    approve_award_list(_proposed(call, found, officer), by=manager)
    day = clock.today() + timedelta(days=9)
    with clock.at(clock.now() + timedelta(days=2)):
        lapse_award(Award.objects.get(), by=officer)
    said = together(
        lambda: move_up_reserve(call, by=officer, answer_by_on=day),
        lambda: move_up_reserve(call, by=manager, answer_by_on=day),
    )
    assert said == [NotNow.__name__, "done"]
    assert AwardList.objects.filter(kind="reserve").count() == 1


def test_reserve_never_moves_into_the_money_of_an_award_that_is_accepted_meanwhile():
    call, found, officer, manager = _call()
    approve_award_list(_proposed(call, found, officer), by=manager)
    representative, day = member(found[0].organization), clock.today() + timedelta(days=9)
    said = together(
        lambda: accept_award(Award.objects.get(), by=representative),
        lambda: move_up_reserve(call, by=officer, answer_by_on=day),
    )
    assert said == [NotNow.__name__, "done"]
    assert taken_from(call) == Decimal(10000)
