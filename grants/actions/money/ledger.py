"""Posting to the ledger. The acts that move money (paying, accepting a report …) ask the rules and then call these."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from grants.actions.agreements.locks import lock_agreement, lock_ledger
from grants.actions.money.corrections import follow_reversal
from grants.actions.money.refusals import (
    AlreadyReversed,
    DateInTheFuture,
    MixedWithDemo,
    NeedsTwoPeople,
    NoRate,
    NotAmount,
    NotKeptHere,
    PartsDoNotFit,
    PartyUnknown,
    RefundsStand,
    ReversalOfReversal,
)
from grants.digests import digest
from grants.exchange import Rate
from grants.models import (
    COLUMN_OF_KIND,
    Agreement,
    BudgetLine,
    EntryKind,
    Keeping,
    LedgerEntry,
    Precision,
    Programme,
    ReversalReason,
    Source,
    Spender,
    Tranche,
)
from grants.queries.money.balances import agreement_balance
from grants.queries.money.rates import rate_for
from grants.wording import figure
from kernel import clock
from kernel.money import CurrencyMismatch, Money
from organizations.actions.activity import record
from organizations.models import Document, Organization, User

# Money leaves or comes back: one person prepares, another approves.
TWO_PERSON_KINDS = frozenset({EntryKind.DISBURSEMENT, EntryKind.REFUND})


# What a reversal has in common with its entry: all but the people, the moment and the sign.
COPIED_FIELDS = (
    *("kind", "spender", "programme_id", "agreement_id", "tranche_id", "budget_line_id", "provider_id", "receiver_id"),
    *("amount", "currency", "programme_amount", "programme_currency", "rate", "rate_base", "rate_on", "rate_source"),
    *("value_on", "value_precision", "evidence_id", "is_as_published", "source_id"),
)


@transaction.atomic
def post_entry(
    *,
    kind: str,
    programme: Programme,
    amount: Money,
    value_on: date,
    by: User,
    approved_by: User | None = None,
    spender: str = "",
    agreement: Agreement | None = None,
    tranche: Tranche | None = None,
    budget_line: BudgetLine | None = None,
    provider: Organization | None = None,
    receiver: Organization | None = None,
    evidence: Document | None = None,
    rate: Rate | None = None,
) -> LedgerEntry:
    """Write one movement of money into the ledger and link it to the chain. The caller has asked the rules.

    `amount` is positive, in the currency of the movement; the amount in the programme's currency follows from `rate`
    or, without one, from the programme's own policy. `by` prepared it, `approved_by` is another person and must be
    named for payments and refunds. With an `agreement`, one of the two currencies is the agreement's.

    Refuses by name: NotAmount, DateInTheFuture, NeedsTwoPeople, NotKeptHere, PartyUnknown, PartsDoNotFit,
    MixedWithDemo, NoRate.
    """
    entry = LedgerEntry(
        kind=EntryKind(kind),
        spender=spender,
        programme=programme,
        agreement=agreement,
        tranche=tranche,
        budget_line=budget_line,
        provider=provider,
        receiver=receiver,
        value_on=value_on,
        booked_by=by,
        approved_by=approved_by,
        evidence=evidence,
    )
    _check_people(entry)
    _check_facts(entry, amount, Keeping.KEPT)
    _check_parties(entry)
    _check_parts(entry)
    _set_amounts(entry, amount, rate)
    _check_currency_of_agreement(entry)
    return _append(entry, "ledger_entry_posted", by=by)


@transaction.atomic
def post_published_entry(
    *,
    kind: str,
    programme: Programme,
    amount: Money,
    value_on: date,
    precision: str,
    source: Source,
    by: User,
    spender: str = "",
    provider: Organization | None = None,
    receiver: Organization | None = None,
) -> LedgerEntry:
    """Write a movement as `source` published it, into a column that the programme declares *as published*.

    For the precisions year and month, `value_on` becomes the first day of the period. The currency is the programme's:
    a published figure is never converted. Refuses: NotAmount, DateInTheFuture, NotKeptHere, MixedWithDemo, NoRate.
    """
    first_day = {Precision.YEAR: {"month": 1, "day": 1}, Precision.MONTH: {"day": 1}}
    value_on = value_on.replace(**first_day.get(Precision(precision), {}))
    if amount.currency != programme.currency:
        raise NoRate(_("A published figure is kept in the currency in which it was published."))
    entry = LedgerEntry(
        kind=EntryKind(kind),
        spender=spender,
        programme=programme,
        provider=provider,
        receiver=receiver,
        value_on=value_on,
        value_precision=precision,
        booked_by=by,
        is_as_published=True,
        source=source,
    )
    _check_facts(entry, amount, Keeping.PUBLISHED)
    _set_amounts(entry, amount, None)
    return _append(entry, "ledger_entry_copied", by=by)


@transaction.atomic
def reverse_entry(entry: LedgerEntry, *, by: User, approved_by: User | None, reason: str) -> LedgerEntry:
    """Undo `entry`, whole, by an entry that equals it with the opposite sign. The caller has asked the rules.

    The reversing entry has the value date of the mistake, so that the mistake vanishes from the year in which it
    stood; `booked_at` says when it was corrected. The payment or refund behind it is reversed with it. `by` asked for
    it, `approved_by` is another person; payments and refunds need both. Refuses by name: AlreadyReversed,
    ReversalOfReversal, NeedsTwoPeople, RefundsStand.
    """
    if entry.agreement_id is not None:
        lock_agreement(entry.agreement_id)
    lock_ledger()
    if entry.reverses_id is not None:
        raise ReversalOfReversal(_("This entry is itself a correction. Book the right amount as a new entry."))
    if LedgerEntry.objects.filter(reverses=entry).exists():
        raise AlreadyReversed(_("This entry was corrected already. Open the page again."))
    approver = None if entry.is_as_published else approved_by
    opposite = LedgerEntry(reverses=entry, reason=ReversalReason(reason), booked_by=by, approved_by=approver)
    for field in COPIED_FIELDS:
        setattr(opposite, field, getattr(entry, field))
    _check_people(opposite)
    _append(opposite, "ledger_entry_reversed", by=by)
    _refuse_refunds_without_payment(opposite)
    follow_reversal(opposite)
    return opposite


def _refuse_refunds_without_payment(reversal: LedgerEntry) -> None:
    """Raise RefundsStand when the agreement, locked by the caller, would have got back more than it was paid."""
    if reversal.agreement is None or reversal.kind != EntryKind.DISBURSEMENT:
        return
    balance = agreement_balance(reversal.agreement)
    if balance.disbursed.amount < 0:
        raise RefundsStand(
            _("%(refunded)s of this grant came back already. Correct the refund first, then the payment.")
            % {"refunded": figure(balance.refunded.amount, balance.currency)}
        )


def _check_people(entry: LedgerEntry) -> None:
    if entry.approved_by_id == entry.booked_by_id:
        raise NeedsTwoPeople(_("Whoever prepared it cannot approve it. Ask another approver."))
    if entry.kind in TWO_PERSON_KINDS and entry.approved_by_id is None and not entry.is_as_published:
        raise NeedsTwoPeople(_("Two people are needed: one prepares, another approves."))


def _check_facts(entry: LedgerEntry, amount: Money, keeping: Keeping) -> None:
    kind, programme = EntryKind(entry.kind), entry.programme
    if amount.amount <= 0:
        text = _("The amount must be greater than zero. To take money away, reverse an entry or book a refund.")
        raise NotAmount(text, fields={"amount": text})
    if entry.value_on > clock.today():
        text = _("The date lies in the future. Book a movement on the day it happens, or later.")
        raise DateInTheFuture(text, fields={"value_on": text})
    _check_keeping(kind, programme, keeping)
    if (entry.spender and kind != EntryKind.EXPENDITURE) or (entry.spender and entry.spender not in Spender.values):
        raise PartsDoNotFit(_("Say whose spending it is, for expenditure and for nothing else."))
    for party in (entry.provider, entry.receiver):
        if party is not None and party.is_demo != programme.is_demo:
            raise MixedWithDemo(_("Invented organisations and real projects cannot share a movement of money."))


def _check_keeping(kind: EntryKind, programme: Programme, keeping: Keeping) -> None:
    column = COLUMN_OF_KIND.get(kind)
    if column is not None and programme.keeping_of(column) != keeping:
        raise NotKeptHere(
            _("“%(kind)s” is “%(keeping)s” in this project, so that nothing of the kind can be booked here.")
            % {"kind": kind.label, "keeping": programme.keeping_of(column).label}
        )


def _check_parties(entry: LedgerEntry) -> None:
    if entry.provider is None or (entry.receiver is None and entry.kind != EntryKind.EXPENDITURE):
        raise PartyUnknown(_("Say which organisation paid, and which one received."))
    if entry.receiver_id == entry.provider_id:
        raise PartyUnknown(_("An organisation cannot pay itself."))
    if entry.kind == EntryKind.EXPENDITURE and not entry.spender:
        raise PartyUnknown(_("Say whose spending it is: the implementer's or a grantee's."))


def _check_parts(entry: LedgerEntry) -> None:
    agreement = entry.agreement
    wrong = agreement is not None and agreement.programme_id != entry.programme_id
    for part in (entry.tranche, entry.budget_line):
        wrong = wrong or (part is not None and part.agreement_id != entry.agreement_id)
    if wrong:
        raise PartsDoNotFit(
            _("The tranche, the budget line and the agreement must belong together and to the project.")
        )


def _check_currency_of_agreement(entry: LedgerEntry) -> None:
    if entry.agreement and entry.agreement.currency not in {entry.currency, entry.programme_currency}:
        raise PartsDoNotFit(
            _("The agreement is in %(currency)s. Enter the amount in this currency.")
            % {"currency": entry.agreement.currency}
        )


def _set_amounts(entry: LedgerEntry, amount: Money, rate: Rate | None) -> None:
    """Set the amount in both currencies, with the rate where they differ."""
    own = entry.programme.currency
    entry.amount, entry.currency, entry.programme_currency = amount.amount, amount.currency, own
    if amount.currency == own:
        entry.programme_amount = amount.amount
        return
    rate = rate or rate_for(entry.programme, amount.currency, entry.value_on)
    names = {"currency": amount.currency, "own": own, "source": entry.programme.get_rate_source_display()}
    if rate is None:
        text = _("There is no exchange rate of %(currency)s to %(own)s by %(source)s for this day. Import it first.")
        raise NoRate(text % names, fields={"amount": text % names})
    try:
        converted = rate.convert(amount)
    except CurrencyMismatch:
        converted = amount
    if converted.currency != own:
        raise NoRate(_("The rate is not one of %(currency)s to %(own)s.") % names)
    if not converted:
        text = _("In %(own)s this is less than one cent. Book larger amounts together.")
        raise NotAmount(text % names, fields={"amount": text % names})
    entry.programme_amount = converted.amount
    entry.rate, entry.rate_base, entry.rate_on, entry.rate_source = rate.rate, rate.base, rate.on, rate.source


def _append(entry: LedgerEntry, verb: str, *, by: User) -> LedgerEntry:
    """Give `entry` its place at the end of the chain, write it and the line of the record."""
    lock_ledger()
    if entry.reverses_id is None:
        # Under the lock, because somebody may have changed how the column is kept since the programme was read.
        now = Programme.objects.get(pk=entry.programme_id)
        _check_keeping(EntryKind(entry.kind), now, Keeping.PUBLISHED if entry.is_as_published else Keeping.KEPT)
    last = LedgerEntry.objects.order_by("-sequence").values_list("sequence", "digest").first()
    number, previous = last or (0, "")
    entry.sequence, entry.previous_digest, entry.booked_at = number + 1, previous, clock.now()
    entry.digest = digest(entry)
    entry.save(force_insert=True)
    record(
        verb,
        entry,
        by=by,
        organization=entry.programme.implementer,
        kind=str(entry.kind),
        amount=str(entry.amount),
        currency=entry.currency,
    )
    return entry
