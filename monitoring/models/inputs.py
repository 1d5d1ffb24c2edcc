"""Input tracking: what people are entitled to and what is there, as documents show; never part of a score."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kernel import clock
from kernel.fields import together
from monitoring.models.scorecard import ScorecardCycle
from organizations.models import Document, User


class AuditOutcome(models.TextChoices):
    """What the second person found."""

    CONFIRMED = "confirmed", _("confirmed")
    CORRECTED = "corrected", _("corrected")
    UNPROVED = "unproved", _("not proved by the documents")


class InputItem(models.Model):
    """One entitlement beside what is there: nine posts by the norm, four filled.

    `present` null means that nobody reported it, which is not 0. A second person audits the item; what the auditor
    found stands beside what was recorded.
    """

    demo = "cycle.is_demo"

    cycle = models.ForeignKey(ScorecardCycle, models.PROTECT, related_name="input_items")
    position = models.PositiveSmallIntegerField(_("order"))
    title = models.CharField(_("what is counted"), max_length=200)
    unit_label = models.CharField(_("unit"), max_length=60, blank=True)
    entitled = models.DecimalField(_("entitled"), max_digits=12, decimal_places=2)
    present = models.DecimalField(
        _("present"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("Leave empty if not reported."),
    )
    norm = models.CharField(_("norm that entitles"), max_length=250)
    source = models.CharField(
        _("where the figure stands"), max_length=250, help_text=_("Document, page, date; or who showed it on the spot.")
    )
    evidence = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("evidence")
    )
    recorded_at = models.DateTimeField(default=clock.now, editable=False)
    recorded_by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")
    audited_at = models.DateTimeField(null=True, editable=False)
    audited_by = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+")
    audit_outcome = models.CharField(
        _("finding"), max_length=20, choices=AuditOutcome.choices, blank=True, editable=False
    )
    audited_present = models.DecimalField(
        _("present, as audited"), max_digits=12, decimal_places=2, null=True, editable=False
    )
    audit_note = models.TextField(_("reason of the finding"), blank=True, editable=False)

    class Meta:
        verbose_name = _("input")
        verbose_name_plural = _("inputs")
        ordering = ["cycle", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "position"], name="inputitem_position"),
            models.CheckConstraint(condition=Q(entitled__gt=0), name="inputitem_entitled"),
            models.CheckConstraint(condition=Q(present__isnull=True) | Q(present__gte=0), name="inputitem_present"),
            together("audited_at", "audited_by", name="inputitem_audited"),
            models.CheckConstraint(
                condition=Q(audited_by__isnull=True) | ~Q(audited_by=F("recorded_by")), name="inputitem_second_person"
            ),
            models.CheckConstraint(
                condition=Q(audited_at__isnull=True, audit_outcome="")
                | Q(audited_at__isnull=False, audit_outcome__in=AuditOutcome.values),
                name="inputitem_audit_outcome",
            ),
            models.CheckConstraint(
                condition=Q(audited_present__isnull=True)
                | Q(audit_outcome=AuditOutcome.CORRECTED, audited_present__gte=0),
                name="inputitem_audited_present",
            ),
            models.CheckConstraint(
                condition=~Q(audit_outcome=AuditOutcome.CORRECTED) | Q(audited_present__isnull=False),
                name="inputitem_correction_has_figure",
            ),
        ]

    def __str__(self) -> str:
        return self.title
