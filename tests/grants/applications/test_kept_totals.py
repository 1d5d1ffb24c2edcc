"""What the list of applications comes to: kept until something is done, never another's, and its order by an index."""

from decimal import Decimal

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from grants.actions.reviews.conflicts import declare_own_conflict
from grants.models import Application
from kernel.listing import order
from organizations.actions import activity
from organizations.models import Role
from tests.cms.keeping import KEEPING
from tests.factories.grants.applications import ApplicationFactory, InReviewFactory
from tests.factories.grants.reviews import CallInReviewFactory
from tests.grants.people import somebody

pytestmark = pytest.mark.django_db
URL = "/workspace/applications/"


@pytest.fixture(autouse=True)
def _keeping(settings, monkeypatch):
    settings.CACHES = KEEPING
    caches["pages"].clear()
    monkeypatch.setattr("kernel.views.lists.MANY", 2)


@pytest.fixture
def call():
    return CallInReviewFactory()


@pytest.fixture
def officer(call):
    return somebody(call.programme.implementer, Role.GRANTS_OFFICER)


def asked_for(call, amount):
    row = InReviewFactory(call=call)
    Application.objects.filter(pk=row.pk).update(requested=Decimal(amount))
    return row


def opened(person, query=""):
    """How many there are and their sum, as the page says it, and whether the database added up for it."""
    with CaptureQueriesContext(connection) as asked:
        page = person.get(f"{URL}{query}")
    place = [head.label for head in page.context["heads"]].index("Requested")
    sums = [each.values[place].amount for each in page.context["totals"]]
    return (
        page.context["listed"].count,
        sums,
        any("SUM(" in each["sql"] for each in asked if "requested" in each["sql"]),
    )


def test_what_a_long_list_comes_to_is_added_up_once_for_all_its_pages_and_orders(call, officer, login):
    for amount in ("1", "2"):
        asked_for(call, amount)
    person = login(officer)
    assert opened(person) == (2, [Decimal(3)], True)
    for query in ("", "?page=2", "?sort=-requested"):
        assert opened(person, query) == (2, [Decimal(3)], False)
    assert opened(person, "?q=nothing") == (0, [], True)


def test_a_list_is_added_up_anew_after_anything_was_done(call, officer, login):
    rows = [asked_for(call, amount) for amount in ("1", "2", "4")]
    person = login(officer)
    assert opened(person) == (3, [Decimal(7)], True)
    rows.append(asked_for(call, "8"))
    activity.record("organization_changed", call.programme.implementer, by=officer)
    assert opened(person) == (4, [Decimal(15)], True)
    declare_own_conflict(rows[0], by=officer, nature="family")
    assert opened(person) == (3, [Decimal(14)], True)


def test_a_short_list_is_added_up_each_time(call, officer, login):
    asked_for(call, "1")
    person = login(officer)
    assert [opened(person), opened(person)] == [(1, [Decimal(1)], True)] * 2


def test_nobody_reads_what_the_list_of_another_comes_to(call, officer, login):
    for amount in ("1", "2"):
        asked_for(call, amount)
    colleague = somebody(call.programme.implementer, Role.GRANTS_OFFICER)
    declare_own_conflict(Application.objects.get(requested=1), by=colleague, nature="family")
    assert opened(login(officer)) == (2, [Decimal(3)], True)
    assert opened(login(colleague)) == (1, [Decimal(2)], True)


@pytest.mark.parametrize("is_last", [False, True])
def test_the_list_is_walked_along_its_index_from_either_end(is_last):
    rows = order(Application.objects.all(), "-submitted_at").values_list("pk")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # which sorts so few rows rather than open an index
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
    plan = (rows.reverse() if is_last else rows)[:50].explain()
    assert "application_listed" in plan
    assert "TEMP B-TREE" not in plan


def test_what_was_not_submitted_stands_last_in_either_direction(call):
    submitted, draft = InReviewFactory(call=call), ApplicationFactory(call=call)
    for sort in ("submitted_at", "-submitted_at"):
        assert list(order(Application.objects.all(), sort)) == [submitted, draft]
