"""What other people post to an organisation's pages changes nothing. (Who opens which page: tests/test_access.py.)"""

import pytest
from django.urls import reverse

from organizations.models import Invitation, Nature, Role
from tests.factories.organizations import (
    AuthorityFactory,
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
    if name == "end_membership":
        return reverse("organizations:end_membership", args=[member.memberships.get().pk])
    if name == "invitation_move":
        facts = {"email": "new@example.org", "role": Role.MEMBER, "invited_by": persons["representative"]}
        invitation = Invitation.objects.create(organization=home, **facts)
        return reverse("organizations:invitation_move", args=[invitation.pk, "withdraw"])
    return reverse(f"organizations:{name}", args=[home.slug, *([member.pk] if name == "roles" else [])])


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
