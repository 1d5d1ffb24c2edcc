"""Seats of the demo story, for tests that ask what each of them may see and do.

Everything that is opened belongs to the implementer Podul and to the association Casa Mare. The last seats of the list
are strangers to both.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from functools import cache, partial

import pytest
from django.contrib import auth
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.template.base import Template
from django.test import Client
from django.urls import ResolverMatch, URLResolver, get_resolver, reverse
from django.utils.translation import get_language

from config import urls
from organizations.models import Membership, Organization, Role, User
from organizations.roles import roles_of
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


@contextmanager
def walking(*people: User | None) -> Iterator[None]:
    """Within the block these people, whose sessions and roles stay as they are, open thousands of addresses for less.

    The many that are refused are refused without the page that says it; no test asks what stood in the context of a
    page; who it is that asks, and in which roles, is read once for each person, and what stands behind an address once
    for all of them.
    """
    resolver = get_resolver()
    with pytest.MonkeyPatch.context() as monkeypatch:
        for status in (403, 404):
            bare = partial(HttpResponse, status=status)
            monkeypatch.setattr(urls, f"handler{status}", lambda request, exception, bare=bare: bare(), raising=False)
        monkeypatch.setattr(Template, "_render", lambda self, context: self.nodelist.render(context))
        monkeypatch.setattr(resolver, "resolve", memory_of_addresses(resolver))
        monkeypatch.setattr(SessionStore, "_get_session_from_db", memory_of_sessions())
        monkeypatch.setattr(auth, "get_user", memory_of_people(*filter(None, people)))
        yield


def memory_of_addresses(resolver: URLResolver) -> Callable[[str], ResolverMatch]:
    """What stands behind an address; an address without a language is another one in each of them."""
    resolve = resolver.resolve
    known = cache(lambda _language, path: resolve(path))
    return lambda path: known(get_language(), str(path))


def memory_of_sessions() -> Callable[[SessionStore], Session | None]:
    """The session of a browser, as it was when it was first read here."""
    read, known = SessionStore._get_session_from_db, {}

    def row_of(store: SessionStore) -> Session | None:
        key = store.session_key
        if known.get(key) is None:
            known[key] = read(store)
        return known[key]

    return row_of


def memory_of_people(*people: User) -> Callable[[HttpRequest], User | AnonymousUser]:
    """Who is logged in, with the roles that are read here, as every request would read them."""
    known = {}
    for person in people:
        roles_of(person)
        known[str(person.pk)] = person

    def get_user(request: HttpRequest) -> User | AnonymousUser:
        key = request.session.get(auth.SESSION_KEY)
        return copy(known[key]) if key else AnonymousUser()

    return get_user
