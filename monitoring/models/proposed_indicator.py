"""Indicators that an application proposes: chosen from the project's framework, or new ones in its own words."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grants.models import Application
from kernel import clock
from kernel.fields import one_of
from monitoring.models.indicator import Indicator, Kind
from organizations.models import User


class ProposedIndicator(models.Model):
    """One line of an application's logical framework.

    With `indicator` it is one of the project's, whose title, unit and kind it takes; otherwise it has its own.
    Baseline and target are in the indicator's unit, in percent for percentages; null is "not stated".
    """

    demo = "application.is_demo"

    application = models.ForeignKey(Application, models.CASCADE, related_name="proposed_indicators")
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, null=True, blank=True, related_name="proposals", verbose_name=_("indicator")
    )
    title = models.CharField(_("title"), max_length=300, blank=True)
    unit_of_measure = models.CharField(_("unit of measure"), max_length=80, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.NUMBER)
    baseline_value = models.DecimalField(_("baseline"), max_digits=18, decimal_places=4, null=True, blank=True)
    target_value = models.DecimalField(_("target"), max_digits=18, decimal_places=4, null=True, blank=True)
    means_of_verification = models.CharField(_("means of verification"), max_length=500, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=1)
    saved_at = models.DateTimeField(default=clock.now)
    saved_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("proposed indicator")
        verbose_name_plural = _("proposed indicators")
        ordering = ["application", "order", "pk"]
        constraints = [
            one_of("kind", Kind, "proposedindicator_kind"),
            models.CheckConstraint(
                condition=Q(indicator__isnull=True) & ~Q(title="") | Q(indicator__isnull=False, title=""),
                name="proposedindicator_chosen_or_own",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Its title: the project's, or its own."""
        return self.indicator.title if self.indicator is not None else self.title

    @property
    def unit(self) -> str:
        """What is counted; "%" for a percentage."""
        chosen = self.indicator if self.indicator is not None else self
        return "%" if chosen.kind == Kind.PERCENTAGE else chosen.unit_of_measure
