"""Refunds: money of a grant that comes back, recorded by one person and approved by another."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grants.models.agreement.agreement import Agreement
from grants.models.money.conversion import Conversion
from grants.models.money.ledger import LedgerEntry
from kernel import clock
from kernel.fields import AmountField, one_of, positive, together
from organizations.models import Document, User


class RefundStatus(models.TextChoices):
    """Where a refund is; only an approved one is in the ledger."""

    RECORDED = "recorded", pgettext_lazy("refund", "waits for approval")
    APPROVED = "approved", pgettext_lazy("refund", "approved")
    REJECTED = "rejected", pgettext_lazy("refund", "not approved")
    REVERSED = "reversed", pgettext_lazy("refund", "reversed")


class RefundQuerySet(models.QuerySet["Refund"]):
    """Which refunds whom concern."""

    def visible_to(self, user: User) -> RefundQuerySet:
        """Refunds of the agreements that `user` may see."""
        return self.filter(agreement__in=Agreement.objects.visible_to(user))


class Refund(Conversion):
    """Money that an organisation paid back: `amount` in the agreement's currency, beside it what the bank received."""

    demo = "agreement.is_demo"

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="refunds", verbose_name=_("agreement"))
    reference = models.CharField(_("reference"), max_length=30, unique=True, editable=False)
    amount = AmountField(_("amount"))
    received_on = models.DateField(_("value date"))
    bank_reference = models.CharField(_("number of the bank document"), max_length=60)
    purpose = models.CharField(_("why it comes back"), max_length=300)
    evidence = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("document")
    )
    status = models.CharField(
        _("status"), max_length=20, choices=RefundStatus.choices, default=RefundStatus.RECORDED, editable=False
    )
    recorded_at = models.DateTimeField(default=clock.now, editable=False)
    recorded_by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True, editable=False)
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, editable=False, related_name="+")
    entry = models.OneToOneField(
        LedgerEntry, models.PROTECT, null=True, blank=True, editable=False, related_name="refund"
    )
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, editable=False, related_name="+")
    reason = models.TextField(_("reason"), blank=True, editable=False)

    objects = RefundQuerySet.as_manager()

    class Meta:
        verbose_name = _("refund")
        verbose_name_plural = _("refunds")
        ordering = ["-recorded_at", "-pk"]
        constraints = [
            one_of("status", RefundStatus, "refund_status"),
            positive("amount", "refund_amount"),
            positive("rate", "refund_rate"),
            models.CheckConstraint(condition=Q(paid_amount__gt=0), name="refund_paid_amount"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("recorded_by")), name="refund_two_people"
            ),
            together("approved_at", "approved_by", "entry", name="refund_approved"),
            models.CheckConstraint(
                condition=~Q(status__in=[RefundStatus.APPROVED, RefundStatus.REVERSED]) | Q(entry__isnull=False),
                name="refund_approved_status",
            ),
            together("ended_at", "ended_by", name="refund_ended"),
            models.CheckConstraint(condition=Q(ended_at__isnull=True) | ~Q(reason=""), name="refund_ended_with_reason"),
        ]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        """Its page in the workspace."""
        return reverse("grants:refund", args=[self.pk])
