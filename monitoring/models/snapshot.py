"""Published snapshots of scorecards: written once, numbered, with a digest that anybody can compute again."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kernel import clock
from kernel.append_only import append_only
from monitoring.models.scorecard import ScorecardCycle
from organizations.models import User


@append_only
class Snapshot(models.Model):
    """What the public reads of one cycle, after disclosure control; a correction is a new version with its reason.

    `digest` is the SHA-256 of the body in canonical JSON: sorted keys, no spaces, UTF-8.
    """

    cycle = models.ForeignKey(ScorecardCycle, models.PROTECT, related_name="snapshots")
    version = models.PositiveSmallIntegerField(_("version"))
    body = models.JSONField()
    digest = models.CharField(max_length=64)
    reason = models.TextField(_("what was corrected and why"), blank=True)
    published_at = models.DateTimeField(default=clock.now)
    published_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("published version")
        verbose_name_plural = _("published versions")
        ordering = ["cycle", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "version"], name="snapshot_version"),
            models.CheckConstraint(
                condition=Q(version=1, reason="") | Q(version__gt=1) & ~Q(reason=""), name="snapshot_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cycle_id} v{self.version}"
