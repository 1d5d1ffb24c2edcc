"""Seats of the demo story, for tests that ask what each of them may see and do.

Everything that is opened belongs to the implementer Podul and to the association Casa Mare. The last seats of the list
are strangers to both.
"""

from django.contrib.auth.base_user import AbstractBaseUser
from django.test import Client
from django.urls import reverse

from organizations.models import Membership, Organization, Role, User
from tests.factories.organizations import PASSWORD, OperatorFactory, UserFactory
from tests.factories.organizations.users import give_second_factor

# The column of the table, and the person of the story.
STORY = {
    "representative": "elena",
    "accountant": "vera",
    "administrator": "radu",
    "programme manager": "ana",
    "grants officer": "ion",
    "finance officer": "mihai",
    "finance approver": "galina",
    "monitoring officer": "dorin",
    "editor": "irina",
    "reviewer": "natalia",
    "facilitator": "tamara",
    "officer": "maria",
    "viewer": "sofia",
    "another CSO": "lidia",
    "other implementer": "paul",
}
SEATS = ["visitor", *STORY, "member", "another authority", "nobody", "operator"]


def take_seats() -> dict[str, User | None]:
    """The person in each seat; those whom the story lacks join it. Everybody has a password and a second factor."""
    seats: dict[str, User | None] = {"visitor": None}
    for seat, key in STORY.items():
        seats[seat] = User.objects.get(email=f"{key}@demo.invalid")
    seats["member"] = joins("casa-mare", Role.MEMBER)
    seats["another authority"] = joins(another_authority(), Role.OFFICER)
    seats["nobody"] = UserFactory()
    seats["operator"] = OperatorFactory()
    for user in filter(None, seats.values()):
        user.set_password(PASSWORD)
        user.save()
        give_second_factor(user)
    return seats


def another_authority() -> str:
    """An authority without a part in the story."""
    return Organization.objects.create(slug="alt-sat", nature="public_authority", name_ro="Alt sat", is_demo=True).slug


def joins(organization: str, role: Role) -> User:
    """A new person in `organization`."""
    user = UserFactory()
    Membership.objects.create(user=user, organization=Organization.objects.get(slug=organization), role=role)
    return user


def browser_of(user: AbstractBaseUser | None) -> Client:
    """A client in which the person has just logged in and shown that it is them; None is a visitor."""
    client = Client()
    if user is not None:
        client.force_login(user)
        client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client
