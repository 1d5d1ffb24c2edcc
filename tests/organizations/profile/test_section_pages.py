"""The sections of a profile over HTTP: what is saved, what is refused, and that nothing typed is lost."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from kernel import clock
from organizations.models import Activity, Document, PolicyKind, Role, ServiceKind
from organizations.queries.profile.checks import years_asked
from tests.factories.organizations import (
    AccreditationFactory,
    MembershipFactory,
    OrganizationFactory,
    SignatoryFactory,
    TerritorialUnitFactory,
    YearBudgetFactory,
    complete_profile,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def organization():
    return OrganizationFactory(name_en="Casa Mare")


@pytest.fixture
def representative(client, organization):
    client.force_login(MembershipFactory(organization=organization, user__name="Elena").user)
    return client


def url(organization, section):
    return reverse(f"organizations:profile_{section}", args=[organization.slug])


def rows(*filled, **head):
    """What a browser sends for these rows."""
    data = {"rows-TOTAL_FORMS": len(filled), "rows-INITIAL_FORMS": 0, **head}
    return data | {f"rows-{n}-{name}": value for n, row in enumerate(filled) for name, value in row.items()}


def pdf(name="statut.pdf"):
    return SimpleUploadedFile(name, b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF", "application/pdf")


SIGNATORY = {"name": "Elena", "function": "director", "signs": "alone", "since_on": "2020-01-01", "until_on": ""}


def test_signatories_are_saved_and_recorded_without_names(representative, organization):
    empty = {"name": "", "function": "", "signs": "alone", "since_on": "", "until_on": ""}
    response = representative.post(url(organization, "signatories"), rows(SIGNATORY, empty))
    assert response.headers["Location"] == (reverse("organizations:profile", args=[organization.slug]) + "#signatories")
    assert list(organization.signatories.values_list("name", "since_on")) == [("Elena", date(2020, 1, 1))]
    line = Activity.objects.get(verb="profile_section_saved")
    assert line.facts == {"section": "signatories", "rows": 1}


def test_emptied_row_is_taken_away(representative, organization):
    SignatoryFactory(organization=organization)
    representative.post(url(organization, "signatories"), rows(dict.fromkeys(SIGNATORY, "") | {"signs": "together"}))
    assert organization.signatories.count() == 0


def test_wrong_dates_are_said_and_nothing_typed_is_lost(representative, organization):
    page = representative.post(url(organization, "signatories"), rows(SIGNATORY | {"until_on": "2019-01-01"})).text
    assert "The end is before the beginning." in page
    assert 'value="Elena"' in page
    assert organization.signatories.count() == 0


def test_second_writer_is_told_and_may_put_theirs_in_place(client, organization):
    ana, ion = (MembershipFactory(organization=organization, user__name=name).user for name in ("Ana", "Ion"))
    client.force_login(ion)
    client.post(url(organization, "signatories"), rows(SIGNATORY, base=""))
    client.force_login(ana)
    page = client.post(url(organization, "signatories"), rows(SIGNATORY | {"name": "Vera"}, base="")).text
    assert "Ion saved this section while you were writing." in page
    assert 'value="Vera"' in page
    base = page.split('name="base" value="')[1].split('"')[0]
    client.post(url(organization, "signatories"), rows(SIGNATORY | {"name": "Vera"}, base=base))
    assert [row.name for row in organization.signatories.all()] == ["Vera"]


def test_accountant_tells_budgets_and_nothing_else(client, organization):
    client.force_login(MembershipFactory(organization=organization, role=Role.ACCOUNTANT).user)
    year, before, _third = years_asked(organization)
    typed = rows(
        {"year": year, "income": "1.000,50", "spent": "900", "currency": "MDL"},
        {"year": before, "currency": "MDL", "has_none": "on"},
        {"year": before - 1, "currency": "MDL"},
    )
    client.post(url(organization, "budgets"), typed, headers={"accept-language": "ro"})
    assert list(organization.year_budgets.values_list("year", "income", "spent", "has_none")) == [
        (year, Decimal("1000.50"), Decimal(900), False),
        (before, None, None, True),
    ]
    assert client.get(url(organization, "team")).status_code == 403


def test_half_a_budget_is_refused(representative, organization):
    year = clock.today().year - 1
    page = representative.post(
        url(organization, "budgets"), rows({"year": year, "income": "5", "currency": "MDL"})
    ).text
    assert "Give both income and spending" in page


def test_none_beside_rows_is_refused(representative, organization):
    grant = {"donor": "A", "project": "B", "amount": "", "currency": "EUR", "from_year": 2020, "until_year": 2021}
    page = representative.post(url(organization, "donors"), rows(grant, is_none="on")).text
    assert "“none” is ticked" in page
    representative.post(url(organization, "donors"), rows(grant))
    assert [(row.donor, row.amount) for row in organization.past_grants.all()] == [("A", None)]


def test_services_and_places_are_chosen(representative, organization):
    unit, kind = TerritorialUnitFactory(), ServiceKind.objects.get(code="home_care")
    representative.post(url(organization, "services"), {"services": [kind.pk], "other_services_en": "Library"})
    representative.post(url(organization, "territories"), {"territories": [unit.pk]})
    organization.refresh_from_db()
    assert (list(organization.services.all()), organization.other_services_en) == ([kind], "Library")
    assert list(organization.territories.all()) == [unit]


def test_statutes_are_kept_and_replaced(representative, organization):
    representative.post(url(organization, "documents"), {"statutes-file": pdf(), "statutes-issued_on": "2015-05-05"})
    paper = organization.papers.get()
    assert (paper.kind, paper.document.title, paper.document.is_attached) == ("statutes", "Statutes", True)
    typed = {"statutes-document": paper.document_id, "statutes-file": pdf("nou.pdf")}
    representative.post(url(organization, "documents"), typed)
    assert organization.papers.get().document.filename == "nou.pdf"
    assert organization.documents.count() == 2


def test_file_of_another_organization_is_not_taken(representative, organization):
    strange = complete_profile(OrganizationFactory()).papers.first().document
    page = representative.post(url(organization, "documents"), {"statutes-document": strange.pk})
    assert page.status_code == 200
    assert organization.papers.count() == 0


def test_policy_without_its_file_is_refused_and_the_other_file_is_kept(representative, organization):
    first, second = PolicyKind.objects.values_list("code", flat=True)[:2]
    typed = {f"{first}-answer": "yes", f"{first}-file": pdf("reguli.pdf"), f"{second}-answer": "yes"}
    page = representative.post(url(organization, "policies"), typed).text
    assert "Add the document." in page
    kept = Document.objects.get(filename="reguli.pdf")
    typed = {
        f"{first}-answer": "yes",
        f"{first}-document": kept.pk,
        f"{second}-answer": "no",
        f"{second}-explanation": "Three of us decide together.",
    }
    representative.post(url(organization, "policies"), typed)
    assert list(organization.policies.values_list("kind__code", "is_there", "document", "explanation")) == [
        (first, True, kept.pk, ""),
        (second, False, None, "Three of us decide together."),
    ]


def test_accreditation_with_its_paper(representative, organization):
    typed = {"kind": "Home care", "number": "A1", "issuer": "Council", "valid_from": "2024-01-01", "valid_until": ""}
    representative.post(url(organization, "accreditation"), rows(typed | {"file": pdf()}))
    row = organization.accreditations.get()
    assert (row.number, row.document.filename) == ("A1", "statut.pdf")


def test_page_of_the_profile_shows_what_ran_out(representative, organization):
    AccreditationFactory(organization=organization, valid_until=date(2025, 1, 1))
    YearBudgetFactory(organization=organization, year=2024, has_none=True, income=None, spent=None)
    page = representative.get(reverse("organizations:profile", args=[organization.slug])).text
    assert "run out" in page
    assert "no money that year" in page


@pytest.mark.parametrize("section", ["signatories", "documents", "accreditation", "team", "donors", "policies"])
def test_full_section_opens_with_what_was_saved(representative, section):
    organization = complete_profile(representative_of(representative))
    assert representative.get(url(organization, section)).status_code == 200


def representative_of(client):
    """The organisation of the person who is logged in."""
    return OrganizationFactory._meta.model.objects.get(memberships__user=client.session["_auth_user_id"])
