"""Requests to correct a ledger entry: one person asks, another decides."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grants.models.money.ledger import LedgerEntry, ReversalReason
from grants.models.programme.programme import Programme
from kernel import clock
from kernel.fields import one_of, together
from organizations.models import User


class ReversalStatus(models.TextChoices):
    """Where a request stands."""

    REQUESTED = "requested", pgettext_lazy("reversal", "waits for approval")
    APPROVED = "approved", pgettext_lazy("reversal", "approved")
    DECLINED = "declined", pgettext_lazy("reversal", "declined")


class ReversalQuerySet(models.QuerySet["ReversalRequest"]):
    """Which requests whom concern."""

    def visible_to(self, user: User) -> ReversalQuerySet:
        """Requests on programmes that `user` may see."""
        return self.filter(entry__programme__in=Programme.objects.visible_to(user))


class ReversalRequest(models.Model):
    """That `entry` was a mistake, for `reason`. Approval posts the reversing entry; only one may wait at a time."""

    demo = "entry.programme.is_demo"

    entry = models.ForeignKey(LedgerEntry, models.PROTECT, related_name="reversal_requests")
    reason = models.CharField(_("reason"), max_length=20, choices=ReversalReason.choices)
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=ReversalStatus.choices,
        default=ReversalStatus.REQUESTED,
        editable=False,
    )
    requested_at = models.DateTimeField(default=clock.now, editable=False)
    requested_by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True, editable=False)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, editable=False, related_name="+")

    objects = ReversalQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for correction")
        verbose_name_plural = _("requests for correction")
        ordering = ["-requested_at", "-pk"]
        constraints = [
            one_of("reason", ReversalReason, "reversalrequest_reason"),
            one_of("status", ReversalStatus, "reversalrequest_status"),
            together("decided_at", "decided_by", name="reversalrequest_decided"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("requested_by")),
                name="reversalrequest_two_people",
            ),
            models.UniqueConstraint(
                fields=["entry"], condition=Q(status=ReversalStatus.REQUESTED), name="reversalrequest_one_waits"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id}: {self.get_reason_display()}"

    def get_absolute_url(self) -> str:
        """The page of the entry that it is about."""
        return self.entry.get_absolute_url()
