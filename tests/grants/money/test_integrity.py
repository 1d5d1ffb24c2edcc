"""check_integrity finds what somebody changed behind the back of the acts."""

import pytest
from django.db import connection

from grants.actions.money.ledger import reverse_entry
from grants.models import LedgerEntry, ReversalReason
from grants.queries.money import integrity
from kernel.registries import integrity_checks
from tests.factories.grants.ledger import ExchangeRateFactory, post
from tests.factories.grants.programmes import ProgrammeFactory
from tests.factories.organizations import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def tamper():
    """Changes a ledger entry as only the holder of the database file can."""
    table = LedgerEntry._meta.db_table

    def change(entry, **facts):
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                # Deferred checks of this transaction must run before a table can be altered.
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {table}_no_update")
            else:
                cursor.execute(f"DROP TRIGGER {table}_no_update")
        LedgerEntry.objects.filter(pk=entry.pk).update(**facts)

    return change


def _faults():
    return {check.name: list(check.faults()) for check in integrity_checks if check.name.startswith("ledger_")}


def test_a_sound_ledger_has_no_faults():
    ExchangeRateFactory()
    programme = ProgrammeFactory()
    entry = post(programme, "disbursement", "97438.00", currency="MDL")
    post(programme)
    reverse_entry(entry, by=UserFactory(), approved_by=UserFactory(), reason=ReversalReason.WRONG_DATE)
    faults = _faults()
    assert len(faults) == 6
    assert not any(faults.values())


def test_a_changed_amount_breaks_the_digest(tamper):
    entry = post(ProgrammeFactory())
    post(entry.programme)
    tamper(entry, amount="101.00", programme_amount="101.00")
    assert _faults()["ledger_chain"] == ["Ledger entry 1 is not what its digest says."]


def test_a_missing_entry_breaks_the_chain(tamper):
    entry = post(ProgrammeFactory())
    tamper(post(entry.programme), sequence=3)
    assert "Ledger entry 3 does not follow entry 1." in list(integrity.broken_links())


def test_a_reversal_of_another_amount_is_found(tamper):
    entry = post(ProgrammeFactory())
    undone = reverse_entry(entry, by=UserFactory(), approved_by=None, reason=ReversalReason.WRONG_DATE)
    tamper(undone, amount="99.00", programme_amount="99.00")
    assert _faults()["ledger_reversals"] == ["Ledger entry 2 does not mirror the entry that it reverses."]


def test_an_amount_that_does_not_follow_from_its_rate_is_found(tamper):
    ExchangeRateFactory()
    entry = post(ProgrammeFactory(), currency="MDL")
    tamper(entry, programme_amount="5.14")
    assert _faults()["ledger_conversions"] == ["Ledger entry 1: the converted amount does not follow from the rate."]


def test_an_entry_in_a_column_that_is_not_kept_here_is_found():
    programme = ProgrammeFactory()
    post(programme)
    programme.received_keeping = "not_published"
    programme.save()
    assert len(_faults()["ledger_columns"]) == 1


def test_less_than_nothing_paid_out_is_found():
    post(ProgrammeFactory(code="P-1"), "refund")
    assert _faults()["ledger_sums"] == ["Programme P-1: disbursed is -100.00 EUR, less than nothing."]
