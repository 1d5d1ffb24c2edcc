"""Access as a table: every route of this floor × every role × other people's data.

Two implementers, an association, an authority and a donor live side by side; everything that is opened belongs to the
association “home”. A route that is missing from the table fails.
"""

import pytest
from django.urls import reverse

from organizations.invitation_links import link_to
from organizations.models import Invitation, Nature, Role
from organizations.urls import urlpatterns
from tests.factories.organizations import (
    AuthorityFactory,
    DocumentFactory,
    MembershipFactory,
    OperatorFactory,
    OrganizationFactory,
    UserFactory,
)
from tests.organizations.people import enter

pytestmark = pytest.mark.django_db

OWN = ["representative", "accountant", "member", "facilitator"]
STAFF = [
    "administrator",
    "programme_manager",
    "grants_officer",
    "finance_officer",
    "finance_approver",
    "monitoring_officer",
    "editor",
]
OTHERS = [*STAFF, "administrator of the second", "representative elsewhere", "officer", "viewer", "operator"]
PEOPLE = [*OWN, *OTHERS, "nobody"]


def only(*allowed, among=(), otherwise=403, nobody=404):
    """200 for `allowed`; `otherwise` for the rest, who see that the organisation exists; `nobody` for who does not."""
    return {**dict.fromkeys([*PEOPLE, *among], otherwise), "nobody": nobody, **dict.fromkeys(allowed, 200)}


EVERYBODY = dict.fromkeys(PEOPLE, 200)
TABLE = {
    "mine": EVERYBODY,
    "register": EVERYBODY,
    "new": EVERYBODY,
    "account": EVERYBODY,
    "my_data": EVERYBODY,
    "erasure": EVERYBODY,
    "erasure_withdraw": dict.fromkeys(PEOPLE, 405),
    "organization": only(*OWN, *OTHERS),
    "edit": only("representative"),
    "publish": only("representative", "operator"),
    "publication": only("representative", "operator"),
    "record": only(*OWN),
    "members": only(*OWN),
    "invite": only("representative"),
    "roles": only("representative"),
    "documents": only(*OWN),
    "upload": only(*OWN),
    "end_membership": only("representative", "member", otherwise=404) | {"accountant": 403, "facilitator": 403},
    "invitation_move": dict.fromkeys(PEOPLE, 405),
    "invitation": EVERYBODY,
    "document": only(*OWN, nobody=403),
    "document_title": only("member", otherwise=404),
}


@pytest.fixture
def home():
    return OrganizationFactory(name_ro="Home")


@pytest.fixture
def persons(home):
    implementer = OrganizationFactory(nature=Nature.INTERNATIONAL)
    second = OrganizationFactory(nature=Nature.FOUNDATION)
    made = {role: MembershipFactory(organization=home, role=role).user for role in OWN}
    made |= {role: MembershipFactory(organization=implementer, role=role).user for role in STAFF}
    made["administrator of the second"] = MembershipFactory(organization=second, role=Role.ADMINISTRATOR).user
    made["representative elsewhere"] = MembershipFactory().user
    authority = AuthorityFactory().organization
    made["officer"] = MembershipFactory(organization=authority, role=Role.OFFICER).user
    donor = OrganizationFactory(nature=Nature.STATE_DONOR)
    made["viewer"] = MembershipFactory(organization=donor, role=Role.VIEWER).user
    return {**made, "operator": OperatorFactory(), "nobody": UserFactory()}


def address(name, home, persons):
    member = persons["member"]
    if name in {"mine", "register", "new", "account", "my_data", "erasure", "erasure_withdraw"}:
        return reverse(f"organizations:{name}")
    if name == "end_membership":
        return reverse("organizations:end_membership", args=[member.memberships.get().pk])
    if name in {"document", "document_title"}:
        document = DocumentFactory(organization=home, uploaded_by=member)
        return reverse(f"organizations:{name}", args=[document.pk])
    if name in {"invitation", "invitation_move"}:
        facts = {"email": "new@example.org", "role": Role.MEMBER, "invited_by": persons["representative"]}
        invitation = Invitation.objects.create(organization=home, **facts)
        move = reverse("organizations:invitation_move", args=[invitation.pk, "withdraw"])
        return link_to(invitation) if name == "invitation" else move
    return reverse(f"organizations:{name}", args=[home.slug, *([member.pk] if name == "roles" else [])])


def test_every_route_of_the_floor_stands_in_the_table():
    assert {route.name for route in urlpatterns} == set(TABLE)
    assert all(set(row) == set(PEOPLE) for row in TABLE.values())


@pytest.mark.parametrize("name", TABLE)
def test_who_opens_what(client, home, persons, name):
    url, found = address(name, home, persons), {}
    for person, user in persons.items():
        enter(client, user)
        response = client.get(url)
        found[person] = response.status_code
        response.close()
    assert found == TABLE[name]


@pytest.mark.parametrize("name", sorted(set(TABLE) - {"invitation"}))
def test_visitors_are_asked_to_log_in(client, home, persons, name):
    response = client.get(address(name, home, persons))
    assert response.headers["Location"].startswith(reverse("account_login"))


def test_visitors_with_the_link_read_their_invitation(client, home, persons):
    assert client.get(address("invitation", home, persons)).status_code == 200


WRITES = {
    "edit": {"name_ro": "Taken over"},
    "publish": {},
    "publication": {"level": "withheld", "reason": "Mine now."},
    "invite": {"email": "friend@example.org", "role": "representative"},
    "roles": {"roles": ["representative"]},
    "end_membership": {},
    "invitation_move": {},
}


@pytest.mark.parametrize("name", WRITES)
def test_writing_is_closed_to_others_too(client, home, persons, name):
    url = address(name, home, persons)
    for person in ("administrator", "administrator of the second", "representative elsewhere", "officer", "viewer"):
        enter(client, persons[person])
        assert client.post(url, WRITES[name]).status_code in {403, 404}, person
    home.refresh_from_db()
    assert (home.name_ro, home.published_at, home.publication_proposals.count()) == ("Home", None, 0)
    assert home.memberships.filter(ended_at__isnull=True).count() == len(OWN)
    assert not home.invitations.filter(withdrawn_at__isnull=False).exists()
