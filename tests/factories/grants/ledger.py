"""Ledger entries, made by the acts that make them in life, and exchange rates."""

from datetime import date
from decimal import Decimal
from typing import Any

import factory

from grants.actions.money.ledger import TWO_PERSON_KINDS, post_entry
from grants.models import EntryKind, ExchangeRate, LedgerEntry, Programme, RateSource, Spender
from kernel.money import Money
from organizations.models import Organization
from tests.factories.organizations import OrganizationFactory, UserFactory

INCOMING = {EntryKind.INCOMING_COMMITMENT, EntryKind.INCOMING_FUNDS, EntryKind.REFUND}


class ExchangeRateFactory(factory.django.DjangoModelFactory):
    """One euro in lei, by the National Bank, on 3 February 2025."""

    class Meta:
        model = ExchangeRate

    rate_on = date(2025, 2, 3)
    base = "EUR"
    quote = "MDL"
    rate = Decimal("19.4876")
    source = RateSource.NATIONAL_BANK


def post(
    programme: Programme, kind: str = EntryKind.INCOMING_FUNDS, amount: str = "100.00", **facts: Any
) -> LedgerEntry:
    """An entry of `amount` in the programme's currency on 3 February 2025, with all that its kind needs."""
    other: Organization = facts.pop("other", None) or OrganizationFactory(is_demo=programme.is_demo)
    facts.setdefault("by", facts.pop("booked_by", None) or UserFactory())
    if kind in TWO_PERSON_KINDS and "approved_by" not in facts:
        facts["approved_by"] = UserFactory()
    if kind == EntryKind.EXPENDITURE:
        facts.setdefault("spender", Spender.OWN)
        facts.setdefault("provider", other if facts["spender"] == Spender.GRANTEE else programme.implementer)
    elif kind in INCOMING:
        facts |= {"provider": other, "receiver": programme.implementer}
    else:
        facts |= {"provider": programme.implementer, "receiver": other}
    facts.setdefault("value_on", date(2025, 2, 3))
    currency = facts.pop("currency", programme.currency)
    return post_entry(kind=kind, programme=programme, amount=Money(Decimal(amount), currency), **facts)
