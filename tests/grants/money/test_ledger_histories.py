"""Any history of posts, refusals and reversals keeps the promises of the ledger.

Hypothesis plays the histories; each runs in a transaction of its own that is rolled back, so that nothing is flushed.
"""

from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from grants.actions.money.ledger import TWO_PERSON_KINDS, reverse_entry
from grants.models import NEGATIVE_KINDS, EntryKind, LedgerEntry, ReversalReason, Spender
from grants.queries.money import integrity
from grants.queries.money.balances import kept_balances_by_year, programme_balance
from kernel.money import Money
from kernel.refusals import Refusal
from tests.factories.grants.ledger import ExchangeRateFactory, post
from tests.factories.grants.programmes import ProgrammeFactory
from tests.factories.organizations import OrganizationFactory, UserFactory

CENTS = st.integers(min_value=1, max_value=10**13)
CHECKS = (
    integrity.broken_links,
    integrity.broken_reversals,
    integrity.broken_conversions,
    integrity.broken_parts,
    integrity.misplaced_entries,
)


class LedgerHistory(RuleBasedStateMachine):
    """Two people, one programme in EUR, and whatever they post and take back; `model` is the sum kept by hand."""

    entries = Bundle("entries")

    def __init__(self):
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.programme, self.other = ProgrammeFactory(), OrganizationFactory()
        self.people = (UserFactory(), UserFactory())
        for year in (2024, 2025):
            ExchangeRateFactory(rate_on=date(year, 2, 3), rate=Decimal("19.4876") + year - 2024)
        self.model: dict[tuple[str, str, int], int] = {}
        self.undone: set[int] = set()

    def teardown(self):
        try:
            assert [fault for check in CHECKS for fault in check()] == []
        finally:
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    def _count(self, entry, sign):
        key = (entry.kind, entry.spender, entry.value_on.year)
        self.model[key] = self.model.get(key, 0) + sign * int(entry.programme_amount * 100)

    @rule(
        target=entries,
        kind=st.sampled_from(EntryKind.values),
        cents=CENTS,
        currency=st.sampled_from(["EUR", "MDL"]),
        spender=st.sampled_from(Spender.values),
        year=st.sampled_from([2024, 2025]),
    )
    def post(self, kind, cents, currency, spender, year):
        facts = {"by": self.people[0], "other": self.other, "value_on": date(year, 2, 3), "currency": currency}
        if kind == EntryKind.EXPENDITURE:
            facts["spender"] = spender
        if kind in TWO_PERSON_KINDS:
            facts["approved_by"] = self.people[1]
        try:
            entry = post(self.programme, kind, str(Decimal(cents).scaleb(-2)), **facts)
        except Refusal:
            assert currency == "MDL"
            assert cents < 20
            return None
        self._count(entry, -1 if kind in NEGATIVE_KINDS else 1)
        return entry.pk

    @rule(key=entries, by=st.sampled_from([0, 1]), reason=st.sampled_from(ReversalReason.values))
    def reverse(self, key, by, reason):
        if key is None:
            return
        entry = LedgerEntry.objects.get(pk=key)
        approved_by = self.people[1 - by]
        if key in self.undone:
            with pytest.raises(Refusal):
                reverse_entry(entry, by=self.people[by], approved_by=approved_by, reason=reason)
            return
        undone = reverse_entry(entry, by=self.people[by], approved_by=approved_by, reason=reason)
        self.undone |= {key, undone.pk}
        self._count(entry, 1 if entry.kind in NEGATIVE_KINDS else -1)

    @rule(key=entries)
    def reverse_alone_what_needs_two(self, key):
        entry = key and LedgerEntry.objects.get(pk=key)
        if entry and entry.kind in TWO_PERSON_KINDS:
            with pytest.raises(Refusal):
                reverse_entry(entry, by=self.people[0], approved_by=self.people[0], reason="wrong_date")

    @invariant()
    def balances_are_the_sum_of_what_was_posted(self):
        def money(*kinds, spender=None, year=None):
            cents = sum(
                value
                for (kind, who, when), value in self.model.items()
                if kind in kinds and spender in (None, who) and year in (None, when)
            )
            return Money(Decimal(cents).scaleb(-2), "EUR")

        balance = programme_balance(self.programme)
        assert balance.received == money(EntryKind.INCOMING_FUNDS)
        assert balance.committed == money(EntryKind.COMMITMENT, EntryKind.DECOMMITMENT)
        assert balance.disbursed == money(EntryKind.DISBURSEMENT, EntryKind.REFUND) == balance.paid - balance.refunded
        assert balance.spent == money(EntryKind.EXPENDITURE) == balance.spent_own + balance.spent_grantee
        years = kept_balances_by_year([self.programme])[self.programme.pk]
        for year, of_year in years.items():
            assert of_year.spent == money(EntryKind.EXPENDITURE, year=year)
            assert of_year.received == money(EntryKind.INCOMING_FUNDS, year=year)


@pytest.mark.django_db
@pytest.mark.hypothesis
def test_any_history_keeps_the_promises_of_the_ledger():
    run_state_machine_as_test(LedgerHistory, settings=settings(stateful_step_count=12))
