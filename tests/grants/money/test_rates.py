"""Which exchange rate holds for a day, what it makes of an amount, and how rates come in."""

from datetime import date
from decimal import Decimal

import pytest
from tablib import Dataset

from grants.exchange import Rate
from grants.models import ExchangeRate, RatePolicy
from grants.queries.money.rates import rate_on
from grants.rate_rows import ExchangeRateResource
from kernel.money import CurrencyMismatch, Money
from tests.factories.grants.ledger import ExchangeRateFactory

pytestmark = pytest.mark.django_db
COLUMNS = ["rate_on", "base", "quote", "rate", "source"]


def test_rate_converts_both_ways_and_rounds_half_up():
    rate = Rate("EUR", "MDL", Decimal("19.4876"), date(2025, 2, 3), "nbm")
    assert rate.convert(Money(Decimal("5000.00"), "EUR")) == Money(Decimal("97438.00"), "MDL")
    assert rate.convert(Money(Decimal("97438.00"), "MDL")) == Money(Decimal("5000.00"), "EUR")
    with pytest.raises(CurrencyMismatch):
        rate.convert(Money(Decimal(1), "USD"))


def test_rate_of_the_day_is_the_latest_up_to_it():
    for day in (1, 3, 5):
        ExchangeRateFactory(rate_on=date(2025, 2, day), rate=Decimal(day))
    assert rate_on("MDL", "EUR", date(2025, 2, 4), source="nbm").rate == 3
    assert rate_on("EUR", "MDL", date(2025, 2, 5), source="nbm").on == date(2025, 2, 5)


def test_rate_of_the_month_is_its_first():
    for day in (1, 3):
        ExchangeRateFactory(rate_on=date(2025, 2, day), rate=Decimal(day), source="inforeuro")
    found = rate_on("MDL", "EUR", date(2025, 2, 28), source="inforeuro", policy=RatePolicy.MONTH)
    assert found.rate == 1


def test_no_rate_is_guessed():
    ExchangeRateFactory()
    ExchangeRateFactory(base="USD")
    assert rate_on("EUR", "USD", date(2025, 2, 3), source="nbm") is None
    assert rate_on("EUR", "MDL", date(2025, 2, 3), source="un") is None
    assert rate_on("EUR", "MDL", date(2025, 2, 2), source="nbm") is None


def test_import_adds_replaces_and_skips():
    ExchangeRateFactory(rate=Decimal("19.0"))
    rows = [("2025-02-03", "eur", "MDL", "19.4876", "NBM"), ("2025-02-04", "EUR", "MDL", "19.5", "nbm")]
    result = ExchangeRateResource().import_data(Dataset(*rows, headers=COLUMNS), raise_errors=True)
    assert (result.totals["new"], result.totals["update"]) == (1, 1)
    assert {*ExchangeRate.objects.values_list("rate", flat=True)} == {Decimal("19.4876"), Decimal("19.5")}
    again = ExchangeRateResource().import_data(Dataset(*rows, headers=COLUMNS), raise_errors=True)
    assert again.totals["skip"] == 2


@pytest.mark.parametrize(
    "row",
    [
        ("2025-02-03", "EUR", "MDL", "-1", "nbm"),
        ("2025-02-03", "EUR", "EUR", "1", "nbm"),
        ("03.02.2025", "EUR", "MDL", "1", "nbm"),
        ("2025-02-03", "EUR", "XYZ", "1", "nbm"),
        ("2025-02-03", "EUR", "MDL", "1", "the newspaper"),
        ("2025-02-03", "EUR", "MDL", "", "nbm"),
    ],
)
def test_import_refuses_a_wrong_row_and_takes_none(row):
    good = ("2025-02-04", "EUR", "MDL", "19.5", "nbm")
    result = ExchangeRateResource().import_data(Dataset(good, row, headers=COLUMNS))
    assert result.has_errors() or result.has_validation_errors()
    assert not ExchangeRate.objects.exists()
