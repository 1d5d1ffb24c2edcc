"""Doing over HTTP what many tests of this floor begin with."""

from urllib.parse import urlsplit

from django.core import mail
from django.urls import reverse

from tests.factories.organizations import PASSWORD


def enter(client, user):
    """Log in, and show that it is you, as acts on members ask."""
    client.force_login(user)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def link_in_mail(number=-1):
    """The path of the link in a message."""
    return urlsplit(next(word for word in mail.outbox[number].body.split() if word.startswith("http"))).path
