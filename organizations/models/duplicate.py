"""Organisations that may be one and the same, found by their names, and what a person decided about them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kernel import clock
from kernel.fields import together
from organizations.models.organization import Organization


class DuplicateDecision(models.TextChoices):
    SAME = "same", _("the same organisation")
    DIFFERENT = "different", _("different organisations")


class PossibleDuplicateQuerySet(models.QuerySet["PossibleDuplicate"]):
    """Which pairs are still open."""

    def open(self) -> PossibleDuplicateQuerySet:
        """Nobody has decided yet."""
        return self.filter(decision="")


class PossibleDuplicate(models.Model):
    """A pair with its score (0–100, organizations.similarity) and its reasons as codes; `first` was there first."""

    demo = "first.is_demo"

    first = models.ForeignKey(Organization, models.CASCADE, related_name="+", verbose_name=_("registered earlier"))
    second = models.ForeignKey(Organization, models.CASCADE, related_name="+", verbose_name=_("registered later"))
    score = models.PositiveSmallIntegerField(_("likeness"))
    reasons = models.JSONField(default=list)
    found_at = models.DateTimeField(default=clock.now, editable=False)
    decision = models.CharField(_("decision"), max_length=20, choices=DuplicateDecision.choices, blank=True)
    note = models.TextField(_("why"), blank=True)
    decided_at = models.DateTimeField(null=True, blank=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    objects = PossibleDuplicateQuerySet.as_manager()

    class Meta:
        verbose_name = _("possible duplicate")
        verbose_name_plural = _("possible duplicates")
        ordering = ["-score", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decision="") | Q(decision__in=DuplicateDecision.values), name="possibleduplicate_decision"
            ),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="possibleduplicate_in_order"),
            models.CheckConstraint(condition=Q(score__gte=0, score__lte=100), name="possibleduplicate_score"),
            models.CheckConstraint(
                condition=Q(decision="", decided_at__isnull=True) | (~Q(decision="") & Q(decided_at__isnull=False)),
                name="possibleduplicate_decided",
            ),
            together("decided_at", "decided_by", name="possibleduplicate_decided_by"),
            models.UniqueConstraint(fields=["first", "second"], name="possibleduplicate_once"),
        ]

    def __str__(self) -> str:
        return f"{self.first} / {self.second}"
