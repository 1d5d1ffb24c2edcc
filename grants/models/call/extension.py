"""Later deadlines of calls."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from grants.models.call.call import Call
from kernel import clock
from kernel.fields import together
from organizations.models import User


class DeadlineExtension(models.Model):
    """A later deadline of one stage, for everyone: proposed by one person, in force when another has approved it.

    A dropped one never held; one that waits when its deadline comes has lapsed, unless nobody is invited to that stage.
    """

    demo = "call.is_demo"

    call = models.ForeignKey(Call, models.PROTECT, related_name="extensions")
    stage = models.PositiveSmallIntegerField(_("stage"), default=1)
    old_deadline_at = models.DateTimeField(_("deadline until now"))
    new_deadline_at = models.DateTimeField(_("new deadline"))
    reason = models.TextField(_("why, as applicants will read it"))
    proposed_at = models.DateTimeField(default=clock.now)
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    dropped_at = models.DateTimeField(null=True, blank=True)
    dropped_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("extension of the deadline")
        verbose_name_plural = _("extensions of deadlines")
        ordering = ["call", "proposed_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(new_deadline_at__gt=F("old_deadline_at")), name="deadlineextension_only_later"
            ),
            models.CheckConstraint(condition=Q(stage__in=[1, 2]), name="deadlineextension_stage"),
            models.CheckConstraint(condition=~Q(reason=""), name="deadlineextension_reason"),
            together("approved_at", "approved_by", name="deadlineextension_approved"),
            together("dropped_at", "dropped_by", name="deadlineextension_dropped"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("proposed_by")),
                name="deadlineextension_two_people",
            ),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True) | Q(dropped_at__isnull=True), name="deadlineextension_one_end"
            ),
            models.UniqueConstraint(
                fields=["call", "stage"],
                condition=Q(approved_at__isnull=True, dropped_at__isnull=True),
                name="deadlineextension_one_waits",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.call_id}: {self.old_deadline_at:%Y-%m-%d %H:%M} → {self.new_deadline_at:%Y-%m-%d %H:%M}"

    @property
    def is_waiting(self) -> bool:
        """Whether a second person has still to decide."""
        return self.approved_at is None and self.dropped_at is None
