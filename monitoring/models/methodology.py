"""Methodology of the scorecards: scale, thresholds and terms, as versions with dates of validity."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


def first_reminder_days() -> list[int]:
    """The working days on which version 1 reminds."""
    return [10, 18]


class MethodologyVersionQuerySet(models.QuerySet["MethodologyVersion"]):
    """Versions by the day on which they hold."""

    def valid_on(self, day: date) -> MethodologyVersionQuerySet:
        """Versions that hold on `day`."""
        return self.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=day), valid_from__lte=day)


class MethodologyVersion(models.Model):
    """The rules by which one generation of scorecards is scored, hidden and compared.

    The scale is 1–5. A cycle keeps the version that it was planned with; two cycles are compared only within one.
    """

    number = models.PositiveSmallIntegerField(_("version"), unique=True)
    title = models.CharField(_("title"), max_length=200)
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    satisfied_from = models.PositiveSmallIntegerField(
        _("a score counts as satisfied from"), default=4, help_text=_("On the scale from 1 to 5.")
    )
    minimum_people = models.PositiveSmallIntegerField(
        _("least number of people for any figure"),
        default=10,
        help_text=_("With fewer people nothing is shown but that the group was held."),
    )
    full_people = models.PositiveSmallIntegerField(
        _("people for a full figure"),
        default=30,
        help_text=_("With fewer people the figure is marked as a small group and compared with nothing."),
    )
    comparison_groups = models.PositiveSmallIntegerField(_("groups for a comparison"), default=3)
    measured_share = models.DecimalField(
        _("share of criteria for an overall score"), max_digits=3, decimal_places=2, default=Decimal("0.60")
    )
    gap_flag = models.DecimalField(
        _("gap between people and staff that is pointed out"),
        max_digits=3,
        decimal_places=2,
        default=Decimal("0.80"),
        help_text=_("In points of the scale."),
    )
    reply_working_days = models.PositiveSmallIntegerField(_("working days for the reply"), default=20)
    reminder_days = models.JSONField(
        _("working days after which the authority is reminded"), default=first_reminder_days, blank=True
    )

    objects = MethodologyVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of the methodology")
        verbose_name_plural = _("versions of the methodology")
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")), name="methodology_dates"
            ),
            models.CheckConstraint(
                condition=Q(satisfied_from__gte=2, satisfied_from__lte=5), name="methodology_satisfied_from"
            ),
            models.CheckConstraint(
                condition=Q(minimum_people__gte=3, full_people__gte=F("minimum_people")), name="methodology_people"
            ),
            models.CheckConstraint(
                condition=Q(measured_share__gt=0, measured_share__lte=1), name="methodology_measured_share"
            ),
            models.CheckConstraint(condition=Q(reply_working_days__gte=1), name="methodology_reply_working_days"),
        ]

    def __str__(self) -> str:
        return self.title
