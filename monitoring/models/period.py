"""Periods: from when to when figures are asked for, and whether they may still change."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from kernel import formatting
from kernel.fields import one_of, together
from monitoring.models.framework import Framework
from organizations.models import User


class PeriodStatus(models.TextChoices):
    """Whether figures of a period may be entered, wait for verification, or are frozen."""

    CLOSED = "closed", pgettext_lazy("period", "not open yet")
    OPEN = "open", pgettext_lazy("period", "open for figures")
    SUBMITTED = "submitted", pgettext_lazy("period", "submitted")
    RETURNED = "returned", pgettext_lazy("period", "returned for correction")
    APPROVED = "approved", pgettext_lazy("period", "approved")
    REOPENED = "reopened", pgettext_lazy("period", "reopened")


ENTERABLE = frozenset({PeriodStatus.OPEN, PeriodStatus.RETURNED, PeriodStatus.REOPENED})


class PeriodQuerySet(models.QuerySet["Period"]):
    """Which periods whom concern."""

    def visible_to(self, user: User) -> PeriodQuerySet:
        """Periods of the frameworks that the user may read."""
        return self.filter(framework__in=Framework.objects.visible_to(user))

    def enterable(self) -> PeriodQuerySet:
        """Periods for which figures may be entered."""
        return self.filter(status__in=ENTERABLE)


class Period(models.Model):
    """One stretch of time of a framework. `feeds` names the programme's period that a grant's period counts in."""

    demo = "framework.programme.is_demo"

    framework = models.ForeignKey(Framework, models.PROTECT, related_name="periods")
    feeds = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="fed_by", verbose_name=_("feeds")
    )
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))
    due_on = models.DateField(_("figures are due on"))
    status = models.CharField(
        _("status"), max_length=10, choices=PeriodStatus.choices, default=PeriodStatus.CLOSED, editable=False
    )
    reason = models.TextField(_("reason"), blank=True, editable=False)
    submitted_at = models.DateTimeField(null=True, blank=True, editable=False)
    submitted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, editable=False, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True, editable=False)
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, editable=False, related_name="+")

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("period")
        verbose_name_plural = _("periods")
        ordering = ["framework", "starts_on", "pk"]
        constraints = [
            one_of("status", PeriodStatus, "period_status"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="period_dates"),
            models.CheckConstraint(condition=Q(due_on__gte=F("ends_on")), name="period_due_after_its_end"),
            models.UniqueConstraint(fields=["framework", "starts_on"], name="period_once"),
            together("submitted_at", "submitted_by", name="period_submitted"),
            together("approved_at", "approved_by", name="period_approved"),
            models.CheckConstraint(
                condition=~Q(status=PeriodStatus.APPROVED) | Q(approved_at__isnull=False),
                name="period_approved_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("submitted_by")), name="period_two_persons"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[PeriodStatus.RETURNED, PeriodStatus.REOPENED]) | ~Q(reason=""),
                name="period_reason",
            ),
        ]

    def __str__(self) -> str:
        language = get_language() or settings.LANGUAGE_CODE
        return f"{formatting.short_day(self.starts_on, language)} – {formatting.short_day(self.ends_on, language)}"

    def get_absolute_url(self) -> str:
        return reverse("monitoring:period", args=[self.pk])

    @property
    def is_enterable(self) -> bool:
        """Whether figures may be entered now."""
        return self.status in ENTERABLE
