"""Indicators: how a result is measured, from where, to where, and how its figures add up."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kernel.fields import FoldedField, once, one_of
from kernel.labels import label_of
from monitoring.models.framework import Dimension, Framework, Result
from monitoring.models.period import Period
from organizations.models import User


class Kind(models.TextChoices):
    """What a figure is: a count or measure, or a share given as numerator and denominator."""

    NUMBER = "number", pgettext_lazy("kind of figure", "number")
    PERCENTAGE = "percentage", _("percentage")


class Direction(models.TextChoices):
    INCREASE = "increase", _("should grow")
    DECREASE = "decrease", _("should fall")


class AcrossPeriods(models.TextChoices):
    """How the figures of several periods become one. Of percentages, numerators and denominators are summed."""

    SUM = "sum", _("sum of all periods")
    LATEST = "latest", _("latest period")
    MAX = "max", _("highest period")
    DISTINCT = "distinct", _("distinct organisations over all periods")


class AcrossGrants(models.TextChoices):
    """How the figures of several grants become one."""

    SUM = "sum", _("sum of all grants")
    WEIGHTED = "weighted", _("share of all grants together, weighted by denominator")
    DISTINCT = "distinct", _("distinct organisations over all grants")
    NONE = "none", _("not added up")


class Counts(models.TextChoices):
    """What one unit of the figure is: persons, participations and organisations are never added to each other."""

    PERSONS = "persons", _("persons")
    PARTICIPATIONS = "participations", _("participations")
    ORGANIZATIONS = "organizations", _("organisations")
    OTHER = "other", _("something else")


class IndicatorQuerySet(models.QuerySet["Indicator"]):
    """Which indicators whom concern."""

    def visible_to(self, user: User) -> IndicatorQuerySet:
        """Indicators of the frameworks that the user may read."""
        return self.filter(framework__in=Framework.objects.visible_to(user))

    def measured_here(self) -> IndicatorQuerySet:
        """Indicators with figures of their own: one that grants feed takes theirs, so that nothing counts twice."""
        return self.filter(links__isnull=True)


class Indicator(models.Model):
    """A measure of one result.

    An indicator of a grant that is `linked_to` one of the programme keeps that one's title, kind, direction, rules
    and disaggregation (locked), and hangs under the programme's result. `baseline_value` null prints "not stated";
    baselines and targets of percentages are in percent.
    """

    demo = "framework.programme.is_demo"

    framework = models.ForeignKey(Framework, models.PROTECT, related_name="indicators")
    result = models.ForeignKey(Result, models.PROTECT, related_name="indicators", verbose_name=_("result"))
    linked_to = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="links", verbose_name=_("feeds")
    )
    code = models.CharField(_("code"), max_length=20)
    title = models.CharField(_("title"), max_length=300)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.NUMBER)
    unit_of_measure = models.CharField(_("unit of measure"), max_length=80, blank=True)
    counts = models.CharField(_("what is counted"), max_length=15, choices=Counts.choices, default=Counts.OTHER)
    direction = models.CharField(_("direction"), max_length=10, choices=Direction.choices, default=Direction.INCREASE)
    across_periods = models.CharField(
        _("across periods"), max_length=10, choices=AcrossPeriods.choices, default=AcrossPeriods.SUM
    )
    across_grants = models.CharField(
        _("across grants"), max_length=10, choices=AcrossGrants.choices, default=AcrossGrants.SUM
    )
    dimension = models.ForeignKey(
        Dimension, models.PROTECT, null=True, blank=True, related_name="indicators", verbose_name=_("broken down by")
    )
    baseline_value = models.DecimalField(_("baseline"), max_digits=18, decimal_places=4, null=True, blank=True)
    baseline_on = models.DateField(_("date of the baseline"), null=True, blank=True)
    means_of_verification = models.TextField(_("means of verification"), blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=1)
    folded = FoldedField(sources=["code", "title_ro", "title_ru", "title_en"])

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ["framework", "order", "code", "pk"]
        constraints = [
            one_of("kind", Kind, "indicator_kind"),
            one_of("counts", Counts, "indicator_counts"),
            one_of("direction", Direction, "indicator_direction"),
            one_of("across_periods", AcrossPeriods, "indicator_across_periods"),
            one_of("across_grants", AcrossGrants, "indicator_across_grants"),
            models.UniqueConstraint(fields=["framework", "code"], name="indicator_code_once"),
            models.UniqueConstraint(fields=["framework", "linked_to"], name="indicator_linked_once"),
            models.CheckConstraint(condition=~Q(linked_to=F("id")), name="indicator_not_linked_to_itself"),
            models.CheckConstraint(
                condition=Q(baseline_on__isnull=True) | Q(baseline_value__isnull=False), name="indicator_baseline_date"
            ),
            models.CheckConstraint(
                condition=~Q(across_periods=AcrossPeriods.DISTINCT)
                | Q(kind=Kind.NUMBER, counts=Counts.ORGANIZATIONS, dimension__isnull=True),
                name="indicator_distinct_counts_organizations",
            ),
            models.CheckConstraint(
                condition=~Q(across_grants=AcrossGrants.DISTINCT) | Q(across_periods=AcrossPeriods.DISTINCT),
                name="indicator_distinct_in_both_directions",
            ),
            models.CheckConstraint(
                condition=Q(kind=Kind.PERCENTAGE, across_grants__in=[AcrossGrants.WEIGHTED, AcrossGrants.NONE])
                | (Q(kind=Kind.NUMBER) & ~Q(across_grants=AcrossGrants.WEIGHTED)),
                name="indicator_percentages_are_weighted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("monitoring:indicator", args=[self.pk])

    @property
    def is_percentage(self) -> bool:
        """Whether figures are numerator and denominator."""
        return self.kind == Kind.PERCENTAGE

    @property
    def names_organizations(self) -> bool:
        """Whether figures are lists of organisations, so that none is counted twice."""
        return self.across_periods == AcrossPeriods.DISTINCT


class Operator(models.TextChoices):
    """How a target is meant. "About" is kept within ten per cent (`monitoring.aggregation.ABOUT`).

    A source that prints a number alone has not said "exactly": nobody can say whether such a target is kept.
    """

    AT_LEAST = "at_least", _("at least")
    UP_TO = "up_to", _("up to")
    ABOUT = "about", _("about")
    EXACTLY = "exactly", _("exactly")
    NOT_STATED = "not_stated", pgettext_lazy("how a target is meant", "not stated")


class Target(models.Model):
    """What is promised for one period, or over all (`period` null). `value` null prints "not stated"."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="targets")
    period = models.ForeignKey(
        Period, models.PROTECT, null=True, blank=True, related_name="targets", verbose_name=_("period")
    )
    operator = models.CharField(_("meant as"), max_length=10, choices=Operator.choices, default=Operator.AT_LEAST)
    value = models.DecimalField(_("target"), max_digits=18, decimal_places=4, null=True, blank=True)

    class Meta:
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        ordering = ["indicator", F("period__ends_on").asc(nulls_first=True), "pk"]
        constraints = [
            one_of("operator", Operator, "target_operator"),
            once("indicator", without=["period"], name="target_once"),
        ]

    def __str__(self) -> str:
        return f"{self.words} {self.value}".strip()

    @property
    def words(self) -> str:
        """How it is meant, to stand before the number; empty when that is not stated."""
        return "" if self.operator == Operator.NOT_STATED else label_of(self, "operator")
