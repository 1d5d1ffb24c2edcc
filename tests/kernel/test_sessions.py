"""Sessions are kept as Django keeps them, and one that is over opens nothing."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from kernel import clock
from tests.factories.organizations import UserFactory

pytestmark = pytest.mark.django_db


def test_session_that_is_over_or_gone_opens_nothing(login):
    for end in (
        lambda rows: rows.update(expire_date=clock.now() - timedelta(seconds=1)),
        lambda rows: rows.delete(),
    ):
        browser = login(UserFactory())
        assert browser.get(reverse("reports:home")).status_code == 200
        end(Session.objects.filter(session_key=browser.session.session_key))
        assert browser.get(reverse("reports:home")).status_code == 302
