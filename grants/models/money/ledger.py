"""The ledger: every movement of a programme's money, one line each, written once."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import Case, ExpressionWrapper, F, Q, Value, When
from django.db.models.functions import Cast, Round
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grants.models.agreement.agreement import Agreement
from grants.models.agreement.budget_line import BudgetLine
from grants.models.agreement.tranche import Tranche
from grants.models.money.rate import RateSource
from grants.models.programme.programme import Precision, Programme
from grants.models.programme.source import Source
from kernel import clock
from kernel.append_only import append_only
from kernel.fields import AmountField, CurrencyField, one_of, positive
from kernel.money import Money
from organizations.models import Document, Organization, User


class EntryKind(models.TextChoices):
    """What moved. In IATI: transaction types 11, 1, 2, a negative 2, 3, 4 and a negative 3."""

    INCOMING_COMMITMENT = "incoming_commitment", _("promised by the donor")
    INCOMING_FUNDS = "incoming_funds", _("received from the donor")
    COMMITMENT = "commitment", _("committed to a grantee")
    DECOMMITMENT = "decommitment", _("commitment released")
    DISBURSEMENT = "disbursement", _("paid to a grantee")
    EXPENDITURE = "expenditure", _("spent")
    REFUND = "refund", _("paid back by a grantee")


class Spender(models.TextChoices):
    """Whose spending an expenditure is."""

    OWN = "own", _("the implementer")
    GRANTEE = "grantee", _("a grantee")


class ReversalReason(models.TextChoices):
    """Why an entry was wrong. A closed list, because the ledger holds no free text."""

    WRONG_AMOUNT = "wrong_amount", _("the amount was wrong")
    WRONG_DATE = "wrong_date", _("the date was wrong")
    WRONG_PARTY = "wrong_party", _("the organisation was wrong")
    BOOKED_TWICE = "booked_twice", _("it was booked twice")
    PAYMENT_FAILED = "payment_failed", _("the bank returned the payment")
    NEVER_HAPPENED = "never_happened", _("it never happened")


# Which column of a programme an entry counts in; what donors promised is in none of them.
COLUMN_OF_KIND: dict[str, str] = {
    EntryKind.INCOMING_FUNDS: "received",
    EntryKind.COMMITMENT: "committed",
    EntryKind.DECOMMITMENT: "committed",
    EntryKind.DISBURSEMENT: "disbursed",
    EntryKind.REFUND: "disbursed",
    EntryKind.EXPENDITURE: "spent",
}

# What takes away from the column it belongs to: money paid back, a commitment given up.
NEGATIVE_KINDS = (EntryKind.DECOMMITMENT, EntryKind.REFUND)


def signed_cents(column: str) -> models.GeneratedField:
    """`column` in whole cents with its sign: a refund or decommitment takes away, a reversal undoes its entry.

    The database keeps it beside the entry, so that a sum over many entries reads whole numbers, most of them from an
    index. Whole, because SQLite adds decimals as floats.
    """
    kind = Case(When(kind__in=NEGATIVE_KINDS, then=Value(-1)), default=Value(1))
    correction = Case(When(reverses__isnull=False, then=Value(-1)), default=Value(1))
    cents = Cast(Round(F(column) * 100), models.BigIntegerField())
    whole = ExpressionWrapper(cents * kind * correction, output_field=models.BigIntegerField())
    return models.GeneratedField(expression=whole, output_field=models.BigIntegerField(), db_persist=True)


class LedgerEntryQuerySet(models.QuerySet["LedgerEntry"]):
    """Which entries whom concern, and their sign."""

    def visible_to(self, user: User) -> LedgerEntryQuerySet:
        """Entries of the programmes that `user` may see as implementer or donor, and of the user's own agreements."""
        return self.filter(
            Q(programme__in=Programme.objects.visible_to(user)) | Q(agreement__in=Agreement.objects.visible_to(user))
        )

    def in_force(self) -> LedgerEntryQuerySet:
        """Entries that were neither reversed nor are reversals."""
        return self.filter(reverses__isnull=True, reversed_by__isnull=True)


@append_only
class LedgerEntry(models.Model):
    """One movement of money. `amount` > 0 always: the sign follows from the kind and flips when `reverses` is set.

    A *refund* is money that came back; a *reversal* corrects a mistake, whole. An entry copied from a publication has
    `is_as_published`, a source instead of an approver, and may have an unknown provider or receiver. Payees of
    expenditure are not in the register, so its receiver may be null in kept entries too.

    `rate`: one unit of `rate_base` was worth `rate` units of the other currency, as `rate_source` published it.
    """

    demo = "programme.is_demo"

    sequence = models.PositiveBigIntegerField(_("number"), unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=EntryKind.choices)
    spender = models.CharField(_("spent by"), max_length=10, choices=Spender.choices, blank=True)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="ledger_entries", verbose_name=_("project"))
    agreement = models.ForeignKey(
        Agreement,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="ledger_entries",
        verbose_name=_("agreement"),
    )
    tranche = models.ForeignKey(
        Tranche, models.PROTECT, null=True, blank=True, related_name="ledger_entries", verbose_name=_("tranche")
    )
    budget_line = models.ForeignKey(
        BudgetLine,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="ledger_entries",
        verbose_name=_("budget line"),
    )
    provider = models.ForeignKey(
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=pgettext_lazy("party", "from"),
    )
    receiver = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=pgettext_lazy("party", "to")
    )
    amount = AmountField(_("amount"))
    currency = CurrencyField(_("currency"))
    programme_amount = AmountField(_("amount in the project's currency"))
    programme_currency = CurrencyField(_("project's currency"))
    cents = signed_cents("amount")
    programme_cents = signed_cents("programme_amount")
    rate = models.DecimalField(_("rate"), max_digits=18, decimal_places=8, null=True, blank=True)
    rate_base = CurrencyField(_("rate of one unit of"), blank=True)
    rate_on = models.DateField(_("date of the rate"), null=True, blank=True)
    rate_source = models.CharField(_("source of the rate"), max_length=10, choices=RateSource.choices, blank=True)
    value_on = models.DateField(_("date"))
    value_precision = models.CharField(
        _("the date is known to the"), max_length=5, choices=Precision.choices, default=Precision.DAY
    )
    booked_at = models.DateTimeField(_("booked at"), default=clock.now)
    booked_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("booked by"))
    approved_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("approved by")
    )
    evidence = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("evidence")
    )
    is_as_published = models.BooleanField(_("as published"), default=False)
    source = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="ledger_entries", verbose_name=_("source")
    )
    reverses = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="reversed_by", verbose_name=_("reverses")
    )
    reason = models.CharField(_("reason"), max_length=20, choices=ReversalReason.choices, blank=True)
    previous_digest = models.CharField(max_length=66, unique=True)
    digest = models.CharField(max_length=66, unique=True)

    objects = LedgerEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("ledger entry")
        verbose_name_plural = _("ledger entries")
        ordering = ["-sequence"]
        indexes = [
            # PostgreSQL answers the sums of a project from this index alone.
            models.Index(
                fields=["programme", "kind", "value_on"],
                include=["spender", "programme_cents"],
                name="ledger_of_programme",
            ),
            models.Index(fields=["programme", "-booked_at"], name="ledger_last_of_programme"),
        ]
        constraints = [
            one_of("kind", EntryKind, "ledger_kind"),
            one_of("value_precision", Precision, "ledger_value_precision"),
            positive("amount", "ledger_amount"),
            positive("programme_amount", "ledger_programme_amount"),
            models.CheckConstraint(
                condition=(~Q(kind=EntryKind.EXPENDITURE) & Q(spender=""))
                | (Q(kind=EntryKind.EXPENDITURE) & Q(spender__in=Spender.values))
                | Q(kind=EntryKind.EXPENDITURE, spender="", is_as_published=True),
                name="ledger_spender_of_expenditure",
            ),
            models.CheckConstraint(
                condition=Q(
                    currency=F("programme_currency"),
                    amount=F("programme_amount"),
                    rate__isnull=True,
                    rate_base="",
                    rate_on__isnull=True,
                    rate_source="",
                )
                | (
                    ~Q(currency=F("programme_currency"))
                    & (Q(rate_base=F("currency")) | Q(rate_base=F("programme_currency")))
                    & Q(rate__gt=0, rate_on__isnull=False, rate_source__in=RateSource.values)
                ),
                name="ledger_rate_where_currencies_differ",
            ),
            models.CheckConstraint(
                condition=Q(is_as_published=True, source__isnull=False, approved_by__isnull=True)
                | Q(is_as_published=False, source__isnull=True, value_precision=Precision.DAY),
                name="ledger_source_where_as_published",
            ),
            models.CheckConstraint(
                condition=Q(is_as_published=True)
                | (Q(provider__isnull=False) & (Q(receiver__isnull=False) | Q(kind=EntryKind.EXPENDITURE))),
                name="ledger_parties_known",
            ),
            models.CheckConstraint(
                condition=Q(agreement__isnull=False) | Q(tranche__isnull=True, budget_line__isnull=True),
                name="ledger_parts_of_agreement",
            ),
            models.CheckConstraint(
                condition=Q(provider__isnull=True) | Q(receiver__isnull=True) | ~Q(provider=F("receiver")),
                name="ledger_two_parties",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("booked_by")), name="ledger_two_people"
            ),
            models.CheckConstraint(
                condition=Q(reverses__isnull=True, reason="")
                | Q(reverses__isnull=False, reason__in=ReversalReason.values),
                name="ledger_reason_of_reversal",
            ),
            models.CheckConstraint(condition=Q(sequence__gt=0), name="ledger_sequence"),
        ]

    def __str__(self) -> str:
        return f"{self.sequence}: {self.kind} {self.amount} {self.currency}"

    def get_absolute_url(self) -> str:
        """Its page in the workspace."""
        return reverse("grants:ledgerentry", args=[self.pk])

    @property
    def value_text(self) -> str:
        """The value date for files, as exactly as it is known: 2014, 2014-02 or 2014-02-03."""
        known = {Precision.YEAR: "%Y", Precision.MONTH: "%Y-%m", Precision.DAY: "%Y-%m-%d"}
        return self.value_on.strftime(known[Precision(self.value_precision)])

    @property
    def is_reversed(self) -> bool:
        """Whether another entry takes it back."""
        return hasattr(self, "reversed_by")

    @property
    def sign(self) -> int:
        """1 or -1: a refund or decommitment takes away, a reversal undoes what it reverses."""
        return (-1 if self.kind in NEGATIVE_KINDS else 1) * (-1 if self.reverses_id else 1)

    @property
    def money(self) -> Money:
        """The amount with its sign, in the currency of the movement."""
        return Money(Decimal(self.amount) * self.sign, self.currency)

    @property
    def programme_money(self) -> Money:
        """The amount with its sign, in the currency of the programme."""
        return Money(Decimal(self.programme_amount) * self.sign, self.programme_currency)
