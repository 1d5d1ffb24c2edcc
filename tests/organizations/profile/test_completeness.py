"""What a profile has and lacks."""

from datetime import date, timedelta

import pytest

from kernel import clock
from organizations.models import SectionAnswer, Signs
from organizations.queries.profile import completeness_of, facts_for_application, plain
from organizations.queries.profile.checks import years_asked
from tests.factories.organizations import (
    AccreditationFactory,
    OrganizationFactory,
    SignatoryFactory,
    UserFactory,
    YearBudgetFactory,
    complete_profile,
)

pytestmark = pytest.mark.django_db
OURS = ["identity", "signatories", "documents", "services", "territories"]
OURS += ["accreditation", "team", "budgets", "donors", "policies"]


def gaps(organization, section):
    (state,) = completeness_of(organization, only=[section]).sections
    return list(state.gaps)


def test_new_organization_lacks_something_in_every_section():
    found = completeness_of(OrganizationFactory(), only=OURS)
    assert [state.name for state in found.sections if state.gaps] == OURS
    assert (found.percent, found.is_complete) == (0, False)


def test_complete_profile_lacks_nothing():
    found = completeness_of(complete_profile(OrganizationFactory()), only=OURS)
    assert found.gaps == ()
    assert (found.percent, found.is_complete) == (100, True)


def test_share_counts_each_demand_once():
    organization = OrganizationFactory(idno="9999000000105", email="a@example.org")
    (identity,) = completeness_of(organization, only=["identity"]).sections
    assert (len(identity.gaps), identity.percent) == (4, 33)


def test_only_signatory_who_signs_together_is_not_enough():
    organization = OrganizationFactory()
    SignatoryFactory(organization=organization, signs=Signs.TOGETHER)
    assert gaps(organization, "signatories") == [
        "The only signatory signs together with another: name the other one, too."
    ]
    SignatoryFactory(organization=organization, signs=Signs.TOGETHER)
    assert gaps(organization, "signatories") == []


def test_signatory_whose_right_ended_yesterday_is_not_enough():
    organization = OrganizationFactory()
    SignatoryFactory(organization=organization, until_on=clock.today() - timedelta(days=1))
    assert gaps(organization, "signatories") == ["Nobody is named who may sign for the organisation today."]


def test_years_before_the_registration_are_not_asked():
    year = clock.today().year
    assert years_asked(OrganizationFactory()) == [year - 1, year - 2, year - 3]
    assert years_asked(OrganizationFactory(registered_on=date(year - 2, 6, 1))) == [year - 1, year - 2]
    assert years_asked(OrganizationFactory(registered_on=date(year, 1, 1))) == []


def test_no_money_in_a_year_is_an_answer():
    year = clock.today().year - 1
    organization = OrganizationFactory(registered_on=date(year, 1, 1))
    YearBudgetFactory(organization=organization, year=year, has_none=True, income=None, spent=None)
    assert gaps(organization, "budgets") == []


@pytest.mark.parametrize("section", ["donors", "accreditation"])
def test_none_is_an_answer(section):
    organization = OrganizationFactory()
    SectionAnswer.objects.create(organization=organization, section=section, is_none=True, saved_by=UserFactory())
    assert gaps(organization, section) == []


def test_accreditation_that_ran_out_is_said():
    organization = OrganizationFactory()
    AccreditationFactory(organization=organization, kind="Home care", valid_until=date(2025, 3, 1))
    assert gaps(organization, "accreditation") == ["Run out on 1 March 2025: Home care"]


def test_facts_for_an_application_hold_the_profile():
    organization = complete_profile(OrganizationFactory(name_en="Casa Mare"))
    SignatoryFactory(organization=organization, until_on=date(2021, 1, 1))
    facts = facts_for_application(organization)
    assert (facts.idno, facts.address, len(facts.signatories), len(facts.team)) == (
        "9999000000105",
        "Str. Mare 1",
        1,
        1,
    )
    assert [each.year for each in facts.budgets] == years_asked(organization)


def test_what_is_frozen_names_no_person():
    organization = complete_profile(OrganizationFactory())
    frozen = plain(facts_for_application(organization))
    assert {"signatories", "team", "address", "email", "phone"} & set(frozen) == set()
    assert frozen["budgets"][0]["income"] == "500000.00"
    assert frozen["registered_on"] == "2015-05-05"
    assert plain(facts_for_application(organization), with_people=True)["team"][0]["since_year"] == 2021


def test_hidden_place_is_not_handed_on():
    organization = complete_profile(OrganizationFactory(publication_level="place_hidden"))
    facts = facts_for_application(organization)
    assert (facts.place, facts.address, facts.email, facts.phone, facts.website) == ("", "", "", "", "")
