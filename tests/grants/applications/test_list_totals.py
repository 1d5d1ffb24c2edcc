"""The totals of the list of applications: made for each call, told for each currency, real and demo data apart."""

from decimal import Decimal

import pytest

from grants.models import Application, Call, Programme
from grants.tables.calls import ApplicationTable
from kernel.money import Money
from tests.factories.grants.applications import InReviewFactory
from tests.factories.grants.calls import CallFactory

pytestmark = pytest.mark.django_db


def totals():
    summary = ApplicationTable().summary(Application.objects.order_by("reference"))
    place = list(ApplicationTable.columns).index("requested")
    return summary.count, [(str(each.label), each.values[place]) for each in summary.totals]


def asks(call, amount):
    Application.objects.filter(pk=InReviewFactory(call=call).pk).update(requested=Decimal(amount))


def in_currency(currency, *, is_demo=False):
    call = CallFactory()
    Call.objects.filter(pk=call.pk).update(currency=currency)
    Programme.objects.filter(pk=call.programme_id).update(is_demo=is_demo)
    return call


def test_totals_of_two_calls_in_one_currency_are_one_sum():
    first, second = in_currency("MDL"), in_currency("MDL")
    asks(first, "100.10")
    asks(first, "200")
    asks(second, "0.05")
    assert totals() == (3, [("Total", Money(Decimal("300.15"), "MDL"))])


def test_totals_of_calls_in_two_currencies_and_of_the_demo_stay_apart():
    for currency, is_demo, amount in (
        ("EUR", False, "1"),
        ("MDL", False, "2"),
        ("MDL", True, "4"),
        ("EUR", False, "8"),
    ):
        asks(in_currency(currency, is_demo=is_demo), amount)
    assert totals() == (
        4,
        [
            ("Total", Money(Decimal("9.00"), "EUR")),
            ("Total", Money(Decimal("2.00"), "MDL")),
            ("Total, demo data", Money(Decimal("4.00"), "MDL")),
        ],
    )


def test_an_empty_list_has_no_totals():
    assert totals() == (0, [])
