"""Commitments: public promises with an owner and a date. The owner may claim that one is done, never verify it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kernel import clock
from kernel.append_only import append_only
from kernel.fields import FoldedField, one_of, together
from monitoring.models.scorecard import AFTER_FREEZE, Criterion, ScorecardCycle, ScorecardStatus
from organizations.models import Document, Organization, Role, User
from organizations.roles import organizations_where


class CommitmentStatus(models.TextChoices):
    """Where a promise stands."""

    MADE = "made", pgettext_lazy("promise", "made")
    CLAIMED = "claimed", pgettext_lazy("promise", "claimed as done")
    VERIFIED = "verified", pgettext_lazy("promise", "verified as kept")
    NOT_KEPT = "not_kept", pgettext_lazy("promise", "not kept")


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    """Which commitments whom concern."""

    def visible_to(self, user: User) -> CommitmentQuerySet:
        """Commitments of the cycles that the user runs or monitors, and those of the user's own authority."""
        runs = organizations_where(user, Role.FACILITATOR, Role.REPRESENTATIVE)
        monitors = organizations_where(user, Role.MONITORING_OFFICER)
        owns = organizations_where(user, Role.OFFICER)
        return self.filter(
            Q(cycle__facilitator__in=runs)
            | Q(cycle__programme__implementer__in=monitors)
            | Q(owner__in=owns, cycle__status__in=AFTER_FREEZE)
        )

    def published(self) -> CommitmentQuerySet:
        """Commitments that the public may read: those of published cycles."""
        return self.filter(cycle__status=ScorecardStatus.PUBLISHED)

    def open(self) -> CommitmentQuerySet:
        """Commitments that are neither verified nor given up."""
        return self.filter(status__in=[CommitmentStatus.MADE, CommitmentStatus.CLAIMED])


class Commitment(models.Model):
    """One promise. The due date of the day it was made stays beside the present one for ever."""

    reference = models.CharField(_("reference"), max_length=20, unique=True, editable=False)
    cycle = models.ForeignKey(ScorecardCycle, models.PROTECT, related_name="commitments")
    criterion = models.ForeignKey(
        Criterion, models.PROTECT, null=True, blank=True, related_name="commitments", verbose_name=_("criterion")
    )
    owner = models.ForeignKey(Organization, models.PROTECT, related_name="commitments", verbose_name=_("owner"))
    text = models.TextField(_("promise"))
    made_on = models.DateField(pgettext_lazy("promise", "made on"))
    original_due_on = models.DateField(_("due at first"), editable=False)
    due_on = models.DateField(_("due on"))
    status = models.CharField(
        _("status"), max_length=20, choices=CommitmentStatus.choices, default=CommitmentStatus.MADE, editable=False
    )
    recorded_at = models.DateTimeField(default=clock.now, editable=False)
    recorded_by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")
    claimed_at = models.DateTimeField(null=True, editable=False)
    claimed_by = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+")
    claim_note = models.TextField(_("what was done"), blank=True, editable=False)
    claim_evidence = models.ForeignKey(Document, models.PROTECT, null=True, editable=False, related_name="+")
    verified_at = models.DateTimeField(null=True, editable=False)
    verified_by = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+")
    verification_note = models.TextField(_("how it was verified"), blank=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+")
    not_kept_reason = models.TextField(_("why it counts as not kept"), blank=True, editable=False)
    folded = FoldedField(sources=["reference", "text_ro", "text_ru", "text_en"])

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("public promise")
        verbose_name_plural = _("public promises")
        ordering = ["due_on", "pk"]
        constraints = [
            one_of("status", CommitmentStatus, "commitment_status"),
            models.CheckConstraint(
                condition=Q(original_due_on__gte=F("made_on"), due_on__gte=F("original_due_on")),
                name="commitment_dates",
            ),
            together("claimed_at", "claimed_by", name="commitment_claimed"),
            together("verified_at", "verified_by", name="commitment_verified"),
            together("closed_at", "closed_by", name="commitment_closed"),
            models.CheckConstraint(
                condition=Q(verified_by__isnull=True) | ~Q(verified_by=F("claimed_by")),
                name="commitment_owner_never_verifies",
            ),
            models.CheckConstraint(
                condition=Q(status="made")
                | Q(status="claimed", claimed_at__isnull=False)
                | Q(status="verified", claimed_at__isnull=False, verified_at__isnull=False)
                | Q(status="not_kept", closed_at__isnull=False),
                name="commitment_status_has_its_moments",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.text[:60]}"

    def get_absolute_url(self) -> str:
        return reverse("monitoring:commitment", args=[self.pk])

    @property
    def is_demo(self) -> bool:
        """Whether it is part of the demo story."""
        return self.owner.is_demo

    @property
    def is_postponed(self) -> bool:
        """Whether it was put off at least once: each postponement is to a later day."""
        return self.due_on > self.original_due_on


@append_only
class Postponement(models.Model):
    """One later due date, with the reason that the owner gave in public."""

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="postponements")
    from_on = models.DateField(pgettext_lazy("date", "from"))
    to_on = models.DateField(pgettext_lazy("date", "to"))
    reason = models.TextField(_("reason"))
    postponed_at = models.DateTimeField(default=clock.now)
    postponed_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("postponement")
        verbose_name_plural = _("postponements")
        ordering = ["commitment", "postponed_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(to_on__gt=F("from_on")), name="postponement_later"),
            models.CheckConstraint(condition=~Q(reason=""), name="postponement_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.commitment_id}: {self.from_on:%Y-%m-%d} → {self.to_on:%Y-%m-%d}"
