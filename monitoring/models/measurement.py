"""Measurements: what was reported for one indicator in one period, and who vouches for it."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kernel import clock
from kernel.fields import one_of, together
from monitoring.figures import figure_of, plain
from monitoring.models.framework import Category, Framework
from monitoring.models.indicator import Indicator
from monitoring.models.period import Period
from organizations.models import Document, Organization, User


class MeasurementStatus(models.TextChoices):
    """How far a figure is vouched for; only verified ones are added up."""

    DRAFT = "draft", pgettext_lazy("measurement", "draft")
    SUBMITTED = "submitted", pgettext_lazy("measurement", "submitted")
    RETURNED = "returned", pgettext_lazy("measurement", "returned for correction")
    VERIFIED = "verified", pgettext_lazy("measurement", "verified")
    SUPERSEDED = "superseded", pgettext_lazy("measurement", "replaced by a revision")


IN_WORK = frozenset({MeasurementStatus.DRAFT, MeasurementStatus.SUBMITTED, MeasurementStatus.RETURNED})
EDITABLE = frozenset({MeasurementStatus.DRAFT, MeasurementStatus.RETURNED})


class MeasurementQuerySet(models.QuerySet["Measurement"]):
    """Which measurements whom concern."""

    def visible_to(self, user: User) -> MeasurementQuerySet:
        """Figures that the user's organisation reports; submitted ones that come to it; verified ones it may read."""
        frameworks = Framework.objects
        handed_in = ~Q(status=MeasurementStatus.DRAFT)
        return self.filter(
            Q(indicator__framework__in=frameworks.reported_by(user))
            | handed_in & Q(indicator__framework__in=frameworks.verified_by(user))
            | Q(status=MeasurementStatus.VERIFIED, indicator__framework__in=frameworks.visible_to(user))
        )

    def verified(self) -> MeasurementQuerySet:
        """Figures that count."""
        return self.filter(status=MeasurementStatus.VERIFIED)

    def in_work(self) -> MeasurementQuerySet:
        """Figures on their way: draft, submitted or returned."""
        return self.filter(status__in=IN_WORK)


class Measurement(models.Model):
    """One figure: a number, or a numerator and denominator, or none.

    No figure means *not reported*; `is_not_applicable` is a statement of its own; 0 is a figure. A verified figure is
    frozen: a later change is a new row with the next `revision` and its reason, and the old one is superseded when the
    new one is verified.
    """

    demo = "period.framework.programme.is_demo"

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="measurements")
    period = models.ForeignKey(Period, models.PROTECT, related_name="measurements")
    # The end of the period, copied so that the latest figure of an indicator is found in the index alone.
    ends_on = models.DateField(_("end of the period"), editable=False)
    revision = models.PositiveSmallIntegerField(default=1, editable=False)
    revision_reason = models.TextField(_("reason for the revision"), blank=True, editable=False)
    status = models.CharField(
        _("status"), max_length=10, choices=MeasurementStatus.choices, default=MeasurementStatus.DRAFT, editable=False
    )
    value = models.DecimalField(_("figure"), max_digits=18, decimal_places=4, null=True, blank=True)
    numerator = models.DecimalField(_("numerator"), max_digits=18, decimal_places=4, null=True, blank=True)
    denominator = models.DecimalField(_("denominator"), max_digits=18, decimal_places=4, null=True, blank=True)
    is_not_applicable = models.BooleanField(_("not applicable"), default=False)
    note = models.TextField(_("note"), blank=True)
    organizations = models.ManyToManyField(
        Organization, blank=True, related_name="+", verbose_name=_("organisations counted")
    )
    evidence = models.ManyToManyField(Document, blank=True, related_name="+", verbose_name=_("evidence"))
    changed_at = models.DateTimeField(default=clock.now, editable=False)
    changed_by = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True, editable=False)
    submitted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, editable=False, related_name="+")
    verified_at = models.DateTimeField(null=True, blank=True, editable=False)
    verified_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, editable=False, related_name="+")
    returned_reason = models.TextField(_("what to correct"), blank=True, editable=False)

    objects = MeasurementQuerySet.as_manager()

    class Meta:
        verbose_name = _("measurement")
        verbose_name_plural = _("measurements")
        ordering = ["period__starts_on", "indicator__order", "indicator__code", "revision", "pk"]
        constraints = [
            one_of("status", MeasurementStatus, "measurement_status"),
            models.UniqueConstraint(fields=["indicator", "period", "revision"], name="measurement_revision_once"),
            models.UniqueConstraint(
                fields=["indicator", "period"], condition=Q(status="verified"), name="measurement_verified_once"
            ),
            models.UniqueConstraint(
                fields=["indicator", "period"],
                condition=Q(status__in=["draft", "submitted", "returned"]),
                name="measurement_in_work_once",
            ),
            models.CheckConstraint(
                condition=Q(is_not_applicable=False)
                | Q(value__isnull=True, numerator__isnull=True, denominator__isnull=True),
                name="measurement_not_applicable_has_no_figure",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(numerator__isnull=True, denominator__isnull=True),
                name="measurement_number_or_share",
            ),
            models.CheckConstraint(
                condition=Q(denominator__isnull=True) | Q(denominator__gt=0), name="measurement_denominator"
            ),
            models.CheckConstraint(
                condition=Q(revision=1, revision_reason="") | (Q(revision__gt=1) & ~Q(revision_reason="")),
                name="measurement_revision_reason",
            ),
            together("submitted_at", "submitted_by", name="measurement_submitted"),
            together("verified_at", "verified_by", name="measurement_verified"),
            models.CheckConstraint(
                condition=~Q(status__in=["verified", "superseded"]) | Q(verified_at__isnull=False),
                name="measurement_verified_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(verified_by__isnull=True) | ~Q(verified_by=F("submitted_by")),
                name="measurement_two_persons",
            ),
            models.CheckConstraint(
                condition=Q(verified_by__isnull=True) | Q(changed_by__isnull=True) | ~Q(verified_by=F("changed_by")),
                name="measurement_verified_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(status="returned") | ~Q(returned_reason=""), name="measurement_returned_why"
            ),
        ]
        indexes = [
            # All that the roll-up reads stands in the index: the table itself is not touched.
            models.Index(
                fields=["indicator", "-ends_on", "value", "numerator", "denominator"],
                condition=Q(status="verified"),
                name="measurement_roll_up",
            ),
            models.Index(fields=["period", "status"], name="measurement_of_period"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} · {self.period}"

    def get_absolute_url(self) -> str:
        return reverse("monitoring:measurement", args=[self.pk])

    @property
    def amount(self) -> Decimal | None:
        """The number, or the share in percent; None when nothing is reported."""
        figure = figure_of(self)
        return plain(figure.amount) if figure is not None else None

    @property
    def is_reported(self) -> bool:
        """Whether there is a figure, 0 included."""
        return self.value is not None or (self.numerator is not None and self.denominator is not None)


class MeasurementValue(models.Model):
    """The part of a measurement that falls into one category; no row or no figure means not reported."""

    measurement = models.ForeignKey(Measurement, models.CASCADE, related_name="values")
    category = models.ForeignKey(Category, models.PROTECT, related_name="+")
    value = models.DecimalField(_("figure"), max_digits=18, decimal_places=4, null=True, blank=True)
    numerator = models.DecimalField(_("numerator"), max_digits=18, decimal_places=4, null=True, blank=True)
    denominator = models.DecimalField(_("denominator"), max_digits=18, decimal_places=4, null=True, blank=True)

    class Meta:
        verbose_name = _("figure of a category")
        verbose_name_plural = _("figures of categories")
        ordering = ["measurement", "category__order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["measurement", "category"], name="measurementvalue_once"),
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(numerator__isnull=True, denominator__isnull=True),
                name="measurementvalue_number_or_share",
            ),
            models.CheckConstraint(
                condition=Q(denominator__isnull=True) | Q(denominator__gt=0), name="measurementvalue_denominator"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measurement_id}/{self.category_id}"
