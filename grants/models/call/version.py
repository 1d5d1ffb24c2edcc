"""Versions of a published call, frozen, and the amendments that make them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from grants.models.call.call import Call
from kernel import clock
from kernel.append_only import append_only
from kernel.fields import positive, together
from organizations.models import User


class CallAmendment(models.Model):
    """A change of a published call, with its reason.

    `changes` is a list of `{"model", "id", "field", "old", "new"}`, as `grants.amending` says. Where `needs_two`, it
    holds when another person has approved it; otherwise at once. A dropped one never held.
    """

    demo = "call.is_demo"

    call = models.ForeignKey(Call, models.PROTECT, related_name="amendments")
    changes = models.JSONField(default=list)
    reason = models.TextField(_("why, as applicants will read it"))
    needs_two = models.BooleanField(default=False)
    proposed_at = models.DateTimeField(default=clock.now)
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    dropped_at = models.DateTimeField(null=True, blank=True)
    dropped_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("amendment of a call")
        verbose_name_plural = _("amendments of calls")
        ordering = ["call", "-proposed_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="callamendment_reason"),
            together("approved_at", "approved_by", name="callamendment_approved"),
            together("dropped_at", "dropped_by", name="callamendment_dropped"),
            models.CheckConstraint(
                condition=Q(needs_two=False) | Q(approved_by__isnull=True) | ~Q(approved_by=F("proposed_by")),
                name="callamendment_two_people",
            ),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True) | Q(dropped_at__isnull=True), name="callamendment_one_end"
            ),
            models.UniqueConstraint(
                fields=["call"],
                condition=Q(approved_at__isnull=True, dropped_at__isnull=True),
                name="callamendment_one_waits",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.call_id}: {self.reason}"

    @property
    def is_waiting(self) -> bool:
        """Whether a second person has still to decide."""
        return self.approved_at is None and self.dropped_at is None


@append_only
class CallVersion(models.Model):
    """Everything that a call said from one moment on; number 1 is what was published.

    `content` holds plain values in three languages, as `grants.queries.calls.versions.content_of` makes it, and names
    no person. `approved_by` is the second person, where one was needed.
    """

    demo = "call.is_demo"

    call = models.ForeignKey(Call, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("number"))
    content = models.JSONField()
    reason = models.TextField(_("reason"), blank=True)
    changed_at = models.DateTimeField(default=clock.now)
    changed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("version of a call")
        verbose_name_plural = _("versions of a call")
        ordering = ["call", "-number"]
        constraints = [
            positive("number", "callversion_number_positive"),
            models.UniqueConstraint(fields=["call", "number"], name="callversion_number"),
            models.CheckConstraint(condition=Q(number=1) | ~Q(reason=""), name="callversion_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.call_id} v{self.number}"
