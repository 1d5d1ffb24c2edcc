"""Disbursements: money paid out for a tranche, prepared by one person and approved by another."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grants.models.agreement.agreement import Agreement
from grants.models.agreement.bank_account import BankAccount
from grants.models.agreement.tranche import Tranche
from grants.models.money.conversion import Conversion
from grants.models.money.ledger import LedgerEntry
from kernel import clock
from kernel.fields import AmountField, one_of, positive, together
from organizations.models import User


class DisbursementStatus(models.TextChoices):
    """Where a payment is. Failed, rejected and reversed ones free their tranche for another."""

    PREPARED = "prepared", pgettext_lazy("payment", "waits for approval")
    APPROVED = "approved", pgettext_lazy("payment", "approved, to be sent to the bank")
    PAID = "paid", pgettext_lazy("payment", "paid")
    REJECTED = "rejected", pgettext_lazy("payment", "not approved")
    FAILED = "failed", pgettext_lazy("payment", "failed at the bank")
    REVERSED = "reversed", pgettext_lazy("payment", "reversed")


# What has been approved, and what stands in the ledger, for good.
APPROVED_ONCE = (DisbursementStatus.APPROVED, DisbursementStatus.PAID, DisbursementStatus.REVERSED)
PAID_ONCE = (DisbursementStatus.PAID, DisbursementStatus.REVERSED)
LIVE = (DisbursementStatus.PREPARED, DisbursementStatus.APPROVED, DisbursementStatus.PAID)


class DisbursementQuerySet(models.QuerySet["Disbursement"]):
    """Which payments whom concern."""

    def visible_to(self, user: User) -> DisbursementQuerySet:
        """Payments of the agreements that `user` may see."""
        return self.filter(tranche__agreement__in=Agreement.objects.visible_to(user))

    def live(self) -> DisbursementQuerySet:
        """Payments that hold their tranche: prepared, approved or paid."""
        return self.filter(status__in=LIVE)


class Disbursement(Conversion):
    """One payment of a tranche: `amount` in the agreement's currency, beside it what the bank moved.

    `reason` says why it was rejected, failed or was reversed.
    """

    demo = "tranche.agreement.is_demo"

    tranche = models.ForeignKey(Tranche, models.PROTECT, related_name="disbursements")
    account = models.ForeignKey(
        BankAccount, models.PROTECT, related_name="disbursements", verbose_name=_("paid to the account")
    )
    reference = models.CharField(_("reference"), max_length=30, unique=True, editable=False)
    amount = AmountField(_("amount"))
    status = models.CharField(
        _("status"),
        max_length=20,
        choices=DisbursementStatus.choices,
        default=DisbursementStatus.PREPARED,
        editable=False,
    )
    prepared_at = models.DateTimeField(default=clock.now, editable=False)
    prepared_by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True, editable=False)
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, editable=False, related_name="+")
    paid_on = models.DateField(_("value date"), null=True, blank=True)
    paid_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, editable=False, related_name="+")
    bank_reference = models.CharField(_("number of the bank document"), max_length=60, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, editable=False, related_name="+")
    reason = models.TextField(_("reason"), blank=True, editable=False)
    entry = models.OneToOneField(
        LedgerEntry, models.PROTECT, null=True, blank=True, editable=False, related_name="disbursement"
    )
    receipt_confirmed_at = models.DateTimeField(null=True, blank=True, editable=False)
    receipt_confirmed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    objects = DisbursementQuerySet.as_manager()

    class Meta:
        verbose_name = _("payment")
        verbose_name_plural = _("payments")
        ordering = ["-prepared_at", "-pk"]
        constraints = [
            one_of("status", DisbursementStatus, "disbursement_status"),
            positive("amount", "disbursement_amount"),
            positive("rate", "disbursement_rate"),
            models.UniqueConstraint(fields=["tranche"], condition=Q(status__in=LIVE), name="disbursement_one_live"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("prepared_by")),
                name="disbursement_two_people",
            ),
            together("approved_at", "approved_by", name="disbursement_approved"),
            together("paid_on", "paid_by", "paid_amount", "entry", name="disbursement_paid"),
            together("ended_at", "ended_by", name="disbursement_ended"),
            together("receipt_confirmed_at", "receipt_confirmed_by", name="disbursement_receipt"),
            models.CheckConstraint(
                condition=Q(paid_on__isnull=True)
                | Q(approved_at__isnull=False, paid_amount__gt=0) & ~Q(bank_reference="") & ~Q(paid_currency=""),
                name="disbursement_paid_with_proof",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=APPROVED_ONCE) | Q(approved_at__isnull=False),
                name="disbursement_approved_status",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=PAID_ONCE) | Q(entry__isnull=False), name="disbursement_paid_status"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | ~Q(reason=""), name="disbursement_ended_with_reason"
            ),
        ]
        indexes = [models.Index(fields=["status", "-prepared_at"], name="disbursement_status")]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        """Its page in the workspace."""
        return reverse("grants:disbursement", args=[self.pk])

    @property
    def agreement(self) -> Agreement:
        """The agreement that it pays for."""
        return self.tranche.agreement
