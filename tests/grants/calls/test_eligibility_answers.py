"""What the house knows of eligibility, what it asks, and why."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from grants.queries.calls.eligibility import answers_for, full_years
from kernel import clock
from organizations.models import Accreditation, Nature
from tests.factories.grants.applications import SubmittedFactory
from tests.factories.grants.calls import (
    CallFactory,
    EligibilityCriterionFactory,
    OpenCallFactory,
    RecipientCeilingFactory,
)
from tests.factories.organizations import OrganizationFactory, TerritorialUnitFactory

pytestmark = pytest.mark.django_db


def found(call, kind, organization=None, application=None, **facts):
    EligibilityCriterionFactory(call=call, kind=kind, **facts)
    (answer,) = answers_for(call, organization, application)
    return str(answer.finding), answer.why


def test_what_is_asked_and_what_needs_an_organization_is_unknown():
    call = CallFactory()
    for kind in ("asked", "nature", "profile", "amount", "cofinancing", "ceiling", "accreditation"):
        EligibilityCriterionFactory(call=call, kind=kind)
    EligibilityCriterionFactory(call=call, kind="years", years=2)
    assert {(str(each.finding), each.is_asked) for each in answers_for(call)} == {("unknown", True)}


@pytest.mark.parametrize(("nature", "finding"), [(Nature.ASSOCIATION, "yes"), (Nature.COMPANY, "no")])
def test_nature(nature, finding):
    assert found(CallFactory(), "nature", OrganizationFactory(nature=nature))[0] == finding


def test_invitation_is_part_of_the_nature():
    assert found(CallFactory(kind="direct"), "nature", OrganizationFactory())[0] == "no"


def test_territory_counts_what_lies_within():
    call, district = CallFactory(), TerritorialUnitFactory()
    village = TerritorialUnitFactory(parent=district)
    assert found(call, "territory", OrganizationFactory(unit=None)) == ("yes", "The call is for the whole country.")
    call.units.add(district)
    answers = [
        answers_for(call, OrganizationFactory(unit=unit))[0] for unit in (village, TerritorialUnitFactory(), None)
    ]
    assert [str(each.finding) for each in answers] == ["yes", "no", "unknown"]


def test_years_are_counted_as_birthdays_at_the_deadline():
    assert full_years(date(2024, 3, 2), date(2026, 3, 1)) == 1
    assert full_years(date(2024, 3, 2), date(2026, 3, 2)) == 2
    call = CallFactory()
    day = clock.day_of(call.deadline_at)
    young = OrganizationFactory(registered_on=day - timedelta(days=400))
    assert found(call, "years", young, years=2)[0] == "no"
    assert [str(each.finding) for each in answers_for(call, OrganizationFactory(registered_on=None))] == ["unknown"]
    assert [str(each.finding) for each in answers_for(call, OrganizationFactory(registered_on=date(2000, 1, 1)))] == [
        "yes"
    ]


def test_amount_and_contribution_are_those_of_the_application():
    call = OpenCallFactory(max_amount=Decimal(9000), cofinancing_percent=Decimal(10))
    call.eligibility_criteria.all().delete()
    application = SubmittedFactory(call=call)
    finding, why = found(call, "amount", None, application)
    assert (finding, "1,000.00 more than the largest grant" in why) == ("no", True)
    call.eligibility_criteria.all().delete()
    assert found(call, "cofinancing", None, application)[0] == "no"


def test_ceiling_passed_already():
    call = OpenCallFactory(programme__currency="MDL")
    call.eligibility_criteria.all().delete()
    application = SubmittedFactory(call=call)
    assert found(call, "ceiling", None, application) == ("yes", "No ceiling is set.")
    RecipientCeilingFactory(programme=call.programme, currency="MDL", amount=Decimal(5000))
    assert str(answers_for(call, None, application)[0].finding) == "no"


def test_accreditation_that_ran_out():
    organization, call = OrganizationFactory(), CallFactory()
    assert found(call, "accreditation", organization)[0] == "unknown"
    paper = Accreditation.objects.create(
        organization=organization, kind="Centru de zi", number="12", issuer="CNAS", valid_from=date(2020, 1, 1)
    )
    assert str(answers_for(call, organization)[0].finding) == "yes"
    paper.valid_until = clock.today() - timedelta(days=1)
    paper.save()
    assert str(answers_for(call, organization)[0].finding) == "no"


def test_profile_with_gaps_is_a_no_with_what_is_missing():
    finding, why = found(CallFactory(), "profile", OrganizationFactory())
    assert (finding, bool(why)) == ("no", True)
