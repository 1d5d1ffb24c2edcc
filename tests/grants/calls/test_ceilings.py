"""Ceilings for one organisation: what counts, in which currency, and what is said when it cannot be computed."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from grants.actions.programmes.ceilings import end_ceiling, set_ceiling
from grants.models import AgreementStatus, AwardStatus, ExchangeRate, RateSource, RecipientCeiling
from grants.queries.applications.completeness import completeness_of
from grants.queries.calls.ceilings import ceiling_faults, ceilings_of, room_for
from kernel import clock
from kernel.money import Money
from kernel.refusals import NotAllowed, NotNow, Refusal
from organizations.models import Role
from tests.factories.grants.agreements import AgreementFactory
from tests.factories.grants.applications import CompleteDraftFactory, InReviewFactory
from tests.factories.grants.calls import CallFactory, OpenCallFactory, RecipientCeilingFactory, staff
from tests.factories.grants.programmes import FundingLineFactory, ProgrammeFactory
from tests.factories.grants.reviews import AwardFactory, CallInReviewFactory
from tests.factories.organizations import OrganizationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def euro_call():
    programme = ProgrammeFactory(currency="EUR")
    return CallFactory(
        programme=programme, currency="EUR", envelope=Decimal(90000), max_amount=Decimal(40000), min_amount=Decimal(1)
    )


def award(call, organization, amount, currency="EUR", **facts):
    """A grant out of another decided call of the same project."""
    decided = CallInReviewFactory(programme=call.programme, currency=currency, status="decided")
    return AwardFactory(
        application=InReviewFactory(call=decided, organization=organization, status="awarded"),
        award_list__call=decided,
        amount=Decimal(amount),
        currency=currency,
        **facts,
    )


def test_room_without_a_ceiling_is_not_limited(euro_call):
    assert room_for(OrganizationFactory(), euro_call) == []


def test_room_counts_awards_that_stand_and_says_the_rest(euro_call):
    organization = OrganizationFactory()
    RecipientCeilingFactory(programme=euro_call.programme)
    award(euro_call, organization, 35000)
    award(euro_call, organization, 9000, status=AwardStatus.LAPSED)
    award(euro_call, OrganizationFactory(), 50000)
    (room,) = room_for(organization, euro_call)
    assert (room.limit, room.taken, room.left, room.left_here) == (
        Money(Decimal(60000), "EUR"),
        Money(Decimal(35000), "EUR"),
        Money(Decimal(25000), "EUR"),
        Money(Decimal(25000), "EUR"),
    )
    assert ceiling_faults(organization, euro_call, Decimal(25000)) == []
    (fault,) = ceiling_faults(organization, euro_call, Decimal("25000.01"))
    assert "35,000.00 EUR of it given already, 25,000.00 EUR left" in fault
    assert fault.endswith("passes it by 0.01 EUR.")


def test_award_of_the_application_itself_does_not_count_against_it(euro_call):
    RecipientCeilingFactory(programme=euro_call.programme)
    given = award(euro_call, OrganizationFactory(), 40000)
    (room,) = room_for(given.organization, euro_call, without=given.application)
    assert room.taken == Money(Decimal(0), "EUR")


def test_ceiling_of_a_donor_holds_over_all_projects_it_funds_at_the_implementer(euro_call):
    line = FundingLineFactory(programme=euro_call.programme)
    other = ProgrammeFactory(implementer=euro_call.programme.implementer)
    FundingLineFactory(programme=other, donor=line.donor)
    RecipientCeilingFactory(programme=None, donor=line.donor, implementer=other.implementer)
    organization = OrganizationFactory()
    AgreementFactory(programme=other, organization=organization, status=AgreementStatus.OFFERED)
    AgreementFactory(programme=other, organization=organization, status=AgreementStatus.CANCELLED)
    AgreementFactory(
        programme=ProgrammeFactory(implementer=other.implementer),
        organization=organization,
        status=AgreementStatus.OFFERED,
    )
    (room,) = room_for(organization, euro_call)
    assert (room.taken, str(line.donor) in room.title) == (Money(Decimal(10000), "EUR"), True)


def test_call_has_a_most_of_its_own_over_the_calls_of_the_project(euro_call):
    euro_call.most_per_organization = Decimal(30000)
    organization = OrganizationFactory()
    award(euro_call, organization, 12000)
    AgreementFactory(programme=euro_call.programme, organization=organization, status=AgreementStatus.OFFERED)
    (room,) = room_for(organization, euro_call)
    assert room.left == Money(Decimal(18000), "EUR")


def test_amounts_in_another_currency_need_a_published_rate(euro_call):
    organization = OrganizationFactory()
    RecipientCeilingFactory(programme=euro_call.programme)
    award(euro_call, organization, 200000, currency="MDL")
    (room,) = room_for(organization, euro_call)
    assert (room.taken, room.left) == (None, None)
    assert "cannot be computed: no rate of National Bank of Moldova between EUR and MDL" in room.reason
    assert ceiling_faults(organization, euro_call, Decimal(60001)) == []
    rate = {"base": "EUR", "quote": "MDL", "rate": Decimal(20), "source": RateSource.NATIONAL_BANK}
    ExchangeRate.objects.create(rate_on=clock.today(), **rate)
    (room,) = room_for(organization, euro_call)
    assert room.left == Money(Decimal(50000), "EUR")


def test_ceilings_hold_between_their_days(euro_call):
    today = clock.today()
    now = RecipientCeilingFactory(programme=euro_call.programme, valid_until=today)
    RecipientCeilingFactory(programme=euro_call.programme, valid_from=today + timedelta(days=1))
    RecipientCeilingFactory()
    assert ceilings_of(euro_call) == [now]


def test_application_above_a_ceiling_is_told_the_figures_before_it_submits():
    call = OpenCallFactory(programme__currency="MDL")
    RecipientCeilingFactory(programme=call.programme, amount=Decimal(8000), currency="MDL")
    gaps = completeness_of(CompleteDraftFactory(call=call)).gaps
    assert [(gap.step, "passes it by 2,000.00 MDL" in gap.text) for gap in gaps] == [("budget", True)]


def test_set_and_end_a_ceiling():
    line = FundingLineFactory()
    programme = line.programme
    manager, officer = staff(programme, Role.PROGRAMME_MANAGER), staff(programme)
    fresh = {"amount": Decimal(60000), "valid_from": date(2025, 1, 1), "source": "Contract, art. 4"}
    with pytest.raises(NotAllowed):
        set_ceiling(RecipientCeiling(**fresh), programme, by=officer)
    with pytest.raises(Refusal, match="no funding line"):
        set_ceiling(RecipientCeiling(donor=OrganizationFactory(), **fresh), programme, by=manager)
    ceiling = set_ceiling(RecipientCeiling(donor=line.donor, **fresh), programme, by=manager)
    assert (ceiling.programme, ceiling.implementer) == (None, programme.implementer)
    with pytest.raises(Refusal, match="not before"):
        end_ceiling(ceiling, programme, by=manager, last_on=date(2024, 12, 31))
    ended = end_ceiling(ceiling, programme, by=manager, last_on=date(2025, 6, 30))
    assert (ended.valid_until, ended.ended_by) == (date(2025, 6, 30), manager)
    with pytest.raises(NotNow):
        end_ceiling(ceiling, programme, by=manager, last_on=date(2025, 7, 30))
