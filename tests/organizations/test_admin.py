"""Django's admin: reference data, for the operator alone, checked row by row on import."""

import pytest
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from kernel import clock
from organizations.models import Authority, Organization, Role, TerritorialUnit, User
from tests.factories.organizations import (
    AuthorityFactory,
    CompetenceFactory,
    MembershipFactory,
    OperatorFactory,
    OrganizationFactory,
    TerritorialUnitFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
MODELS = ["territorialunit", "organization", "authority", "competence", "user"]
HEAD = "slug,kind,name_ro,name_ru,name_en,iso_code,cuatm_code,parent,valid_from,valid_until,succeeded_by\n"


@pytest.fixture
def operator(client):
    client.force_login(OperatorFactory())
    return client


REFERENCE_DATA_ABOVE = {
    "grants.exchangerate",
    "grants.lettertemplate",
    "grants.workdomain",
    "monitoring.calendarday",
    "monitoring.methodologyversion",
}


def test_only_reference_data_of_the_house_is_registered():
    """Who registers more says here that it is reference data: nothing of applications, money or people's files is."""
    found = {model._meta.label_lower for model in admin.site._registry}
    assert found == {f"organizations.{name}" for name in MODELS} | REFERENCE_DATA_ABOVE


@pytest.mark.parametrize("name", MODELS)
def test_lists_and_forms_open_for_the_operator(operator, name):
    CompetenceFactory()
    assert operator.get(reverse(f"admin:organizations_{name}_changelist")).status_code == 200
    expected = 403 if name == "user" else 200
    assert operator.get(reverse(f"admin:organizations_{name}_add")).status_code == expected


@pytest.mark.parametrize("role", [None, Role.ADMINISTRATOR, Role.REPRESENTATIVE])
def test_nobody_else_enters(client, role):
    client.force_login(MembershipFactory(role=role).user if role else UserFactory(is_staff=True))
    for name in MODELS:
        assert client.get(reverse(f"admin:organizations_{name}_changelist")).status_code in {302, 403}


def test_operator_enters_an_organization(operator):
    typed = {"slug": "gov", "name_ro": "Primăria", "nature": "public_authority", "website": "gov.example.org"}
    response = operator.post(reverse("admin:organizations_organization_add"), typed)
    assert response.status_code == 302
    assert Organization.objects.get().website == "https://gov.example.org"


def upload(client, rows, name="territorialunit"):
    file = SimpleUploadedFile("rows.csv", (HEAD + rows).encode(), content_type="text/csv")
    return client.post(reverse(f"admin:organizations_{name}_import"), {"import_file": file, "format": "0"})


def test_import_shows_first_and_enters_after(operator):
    TerritorialUnitFactory(slug="valea")
    response = upload(operator, "peresecina,locality,Peresecina,Пересечино,Peresecina,,6401,valea,,,\n")
    assert not TerritorialUnit.objects.filter(slug="peresecina").exists()
    confirm = response.context["confirm_form"]
    operator.post(reverse("admin:organizations_territorialunit_process_import"), confirm.initial)
    unit = TerritorialUnit.objects.get(slug="peresecina")
    assert (unit.name_ru, unit.parent.slug, unit.cuatm_code) == ("Пересечино", "valea", "6401")


@pytest.mark.parametrize(
    ("row", "word"),
    [
        ("x,planet,X,,,,,,,,\n", "planet"),
        ("x,locality,X,,,,,nowhere,,,\n", "TerritorialUnit matching query does not exist"),
        ("x,locality,,,,,,,,,\n", "name"),
    ],
)
def test_import_says_what_is_wrong_and_enters_nothing(operator, row, word):
    response = upload(operator, "good,locality,Good,,,,,,,,\n" + row)
    assert word in response.content.decode()
    assert "confirm_form" not in (response.context or {})
    assert not TerritorialUnit.objects.filter(slug__in=["good", "x"]).exists()


def test_export_neutralises_formulas(operator):
    TerritorialUnitFactory(slug="evil", name_ro="=1+1")
    typed = {"format": "0", "resource": "", "unitresource_slug": "on", "unitresource_name_ro": "on"}
    text = operator.post(reverse("admin:organizations_territorialunit_export"), typed).content.decode()
    assert "evil" in text
    assert ",=1+1" not in text


def test_reference_data_is_not_deleted(operator):
    authority = AuthorityFactory()
    url = reverse("admin:organizations_authority_delete", args=[authority.pk])
    assert operator.post(url, {"post": "yes"}).status_code == 403
    assert Authority.objects.filter(pk=authority.pk).exists()


def test_operator_sees_who_asked_to_be_erased_by_number_and_erases(operator):
    asked = UserFactory(name="Secret Name", erasure_asked_at=clock.now())
    other = UserFactory()
    text = operator.get(reverse("admin:organizations_user_changelist")).content.decode()
    assert "Secret Name" not in text
    assert asked.email not in text
    typed = {"action": "erase", "_selected_action": [asked.pk, other.pk]}
    operator.post(reverse("admin:organizations_user_changelist"), typed)
    assert set(User.objects.filter(erased_at__isnull=False)) == {asked}


def test_operator_cannot_open_a_person(operator):
    person = UserFactory()
    assert operator.get(reverse("admin:organizations_user_change", args=[person.pk])).status_code in {302, 403}


def test_organizations_found_by_folded_name(operator):
    OrganizationFactory(name_ro="Școala")
    url = reverse("admin:organizations_organization_changelist")
    assert "Școala" in operator.get(url, {"q": "scoala"}).content.decode()
