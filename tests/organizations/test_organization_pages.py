"""Pages of organisations over HTTP: what one sees, what one may do, and that nothing typed is lost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organizations.models import Organization, PublicationProposal, Role, TerritorialUnit
from tests.factories.organizations import MembershipFactory, OperatorFactory, OrganizationFactory, UserFactory
from tests.organizations.people import enter

pytestmark = pytest.mark.django_db
SOUND, UNSOUND = "1008600038413", "1008600038412"


@pytest.fixture
def head():
    return MembershipFactory(organization__name_ro="Casa Mare", user__name="Elena Head").user


@pytest.fixture
def home(head):
    return head.memberships.get().organization


def page(client, name, organization, *more):
    return client.get(reverse(f"organizations:{name}", args=[organization.slug, *more]))


def test_new_person_is_offered_to_register(client):
    client.force_login(UserFactory())
    text = client.get(reverse("organizations:mine")).content.decode()
    assert reverse("organizations:new") in text
    assert reverse("organizations:register") not in text


def test_registering_leads_to_the_page_of_the_organization(client):
    person = UserFactory()
    client.force_login(person)
    typed = {"name_ro": "Casa Mare", "nature": "association", "idno": "1008 6000 38413"}
    response = client.post(reverse("organizations:new"), typed, follow=True)
    organization = Organization.objects.get(idno=SOUND)
    assert response.redirect_chain[-1][0] == organization.get_absolute_url()
    text = response.content.decode()
    assert "Casa Mare" in text
    assert "Organisation registered" in text


def test_registering_with_a_doubtful_number_asks_where_it_stands_so(client):
    client.force_login(UserFactory())
    typed = {"name_ro": "Casa Mare", "nature": "association", "idno": UNSOUND}
    text = client.post(reverse("organizations:new"), typed).content.decode()
    assert 'name="idno_note"' in text
    assert 'value="Casa Mare"' in text
    response = client.post(reverse("organizations:new"), {**typed, "idno_note": "On the certificate"})
    assert response.status_code == 302


def test_registering_a_known_number_says_whom_to_ask_and_keeps_what_was_typed(client):
    OrganizationFactory(idno=SOUND, name_ro="Taina")
    client.force_login(UserFactory())
    typed = {"name_ro": "Casa Mare", "nature": "association", "idno": SOUND}
    text = client.post(reverse("organizations:new"), typed).content.decode()
    assert f'href="{reverse("organizations:ask_to_join", args=[SOUND])}"' in text
    assert "Taina" not in text
    assert 'value="Casa Mare"' in text


def test_members_see_the_private_side_and_others_do_not(client, home, head):
    client.force_login(head)
    assert "Elena Head" in page(client, "organization", home).content.decode()
    client.force_login(MembershipFactory().user)
    text = page(client, "organization", home).content.decode()
    assert "Casa Mare" in text
    assert "Elena Head" not in text


def test_who_belongs_nowhere_reads_only_what_is_published(client, home, head):
    client.force_login(UserFactory())
    assert page(client, "organization", home).status_code == 404
    assert client.get(reverse("organizations:register")).content.decode().count("Casa Mare") == 0


PRIVATE = ["edit", "publish", "publication", "record", "members", "invite", "documents", "upload"]


@pytest.mark.parametrize("name", PRIVATE)
def test_private_pages_are_closed_to_other_organizations(client, home, name):
    enter(client, MembershipFactory().user)
    assert page(client, name, home).status_code == 403


@pytest.mark.parametrize("name", PRIVATE)
def test_private_pages_open_to_who_answers_for_it(client, home, head, name):
    enter(client, head)
    assert page(client, name, home).status_code == 200


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("edit", 403),
        ("publish", 403),
        ("publication", 403),
        ("record", 200),
        ("members", 200),
        ("invite", 403),
        ("documents", 200),
        ("upload", 200),
    ],
)
def test_what_a_simple_member_may_open(client, home, name, status):
    enter(client, MembershipFactory(organization=home, role=Role.MEMBER).user)
    assert page(client, name, home).status_code == status


@pytest.mark.parametrize("name", ["organization", *PRIVATE])
def test_visitors_are_asked_to_log_in(client, home, name):
    assert page(client, name, home).headers["Location"].startswith(reverse("account_login"))


def test_edit_keeps_three_languages_and_history(client, home, head):
    client.force_login(head)
    typed = {"name_ro": "Casa Mare", "name_ru": "Каса Маре", "name_en": "", "website": "casa.example.org"}
    response = client.post(reverse("organizations:edit", args=[home.slug]), typed)
    assert response.status_code == 302
    home.refresh_from_db()
    assert (home.name_ru, home.website) == ("Каса Маре", "https://casa.example.org")
    assert home.history.count() == 2
    assert home.history.first().history_user == head
    assert "Facts changed" in page(client, "record", home).content.decode()


def test_edit_without_any_name_says_so_and_keeps_the_rest(client, home, head):
    client.force_login(head)
    typed = {"name_ro": "", "phone": "+373 22 000000"}
    text = client.post(reverse("organizations:edit", args=[home.slug]), typed).content.decode()
    assert "in one language at least" in text
    assert "+373 22 000000" in text


def test_publish_and_propose_less(client, home, head):
    client.force_login(head)
    client.post(reverse("organizations:publish", args=[home.slug]))
    home.refresh_from_db()
    assert home.is_published
    typed = {"level": "place_hidden", "reason": "A shelter."}
    client.post(reverse("organizations:publication", args=[home.slug]), typed)
    text = client.post(reverse("organizations:publication", args=[home.slug]), {"is_approved": "yes"}).content.decode()
    assert "another person has to agree" in text
    client.force_login(MembershipFactory(organization=home).user)
    assert "A shelter." in page(client, "publication", home).content.decode()
    client.post(reverse("organizations:publication", args=[home.slug]), {"is_approved": "yes"})
    home.refresh_from_db()
    assert home.publication_level == "place_hidden"
    assert PublicationProposal.objects.get().is_approved


def test_the_operator_reads_the_register_and_nobodys_file(client, home):
    enter(client, OperatorFactory())
    assert page(client, "organization", home).status_code == 200
    assert [page(client, name, home).status_code for name in ("record", "documents", "edit", "members")] == [403] * 4


def test_register_costs_the_same_with_one_row_and_with_thirty(client, head):
    client.force_login(head)
    url = reverse("organizations:register")
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    OrganizationFactory.create_batch(30)
    with CaptureQueriesContext(connection) as many:
        assert "Asociația" in client.get(url).content.decode()
    assert len(many) == len(few)


def test_members_and_record_cost_the_same_with_one_row_and_with_thirty(client, home, head):
    client.force_login(head)
    for name in ("organization", "members", "record", "documents"):
        with CaptureQueriesContext(connection) as few:
            page(client, name, home)
        MembershipFactory.create_batch(15, organization=home, role=Role.MEMBER)
        with CaptureQueriesContext(connection) as many:
            page(client, name, home)
        assert len(many) == len(few), name


def test_a_hidden_place_is_not_found_by_others(client, home, head):
    unit = TerritorialUnit.objects.get(iso_code="MD-SD")
    home.publication_level, home.unit, home.address = "place_hidden", unit, "Secret street 1"
    home.save()
    OrganizationFactory(name_ro="Open House", unit=unit)
    outsider = MembershipFactory(role=Role.GRANTS_OFFICER).user
    client.force_login(outsider)
    register = reverse("organizations:register")
    row = client.get(register, {"q": "Casa Mare"}).content.decode().split("<tbody>")[1]
    assert "Casa Mare" in row
    assert "Șoldănești" not in row
    found = client.get(register, {"unit": unit.pk}).content.decode()
    assert "Open House" in found
    assert "Casa Mare" not in found
    assert "Șoldănești" not in client.get(register, {"q": "Casa Mare", "format": "csv"}).getvalue().decode()
    assert "Secret street" not in page(client, "organization", home).content.decode()
    client.force_login(head)
    assert "Secret street" in page(client, "organization", home).content.decode()


def test_what_is_withheld_is_seen_by_its_own_and_by_staff(client, home, head):
    home.publication_level = "withheld"
    home.save()
    staff = MembershipFactory(role=Role.GRANTS_OFFICER).user
    for user, status in ((head, 200), (staff, 200), (OperatorFactory(), 200), (MembershipFactory().user, 404)):
        client.force_login(user)
        assert page(client, "organization", home).status_code == status
