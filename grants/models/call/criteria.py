"""By what a call judges: eligibility criteria that must be true, criteria with points, and their written anchors."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grants.models.call.call import Call
from kernel.fields import one_of, positive


class EligibilityKind(models.TextChoices):
    """Whether the house knows the answer to an eligibility criterion, and from what; or the applicant is asked."""

    ASKED = "asked", _("asked: the applicant says yes or no")
    NATURE = "nature", _("kind of organisation, as the call allows")
    TERRITORY = "territory", _("registered in the territory of the call")
    YEARS = "years", _("registered for at least so many years")
    AMOUNT = "amount", _("requested amount within the limits")
    COFINANCING = "cofinancing", _("own contribution reached")
    PROFILE = "profile", _("profile of the organisation complete")
    CEILING = "ceiling", _("not over the most for one organisation")
    ACCREDITATION = "accreditation", _("accreditation valid")


class EligibilityCriterion(models.Model):
    """A statement that must be true of an application before it is judged.

    `explanation` says why a "no" excludes; `years` belongs to the kind of the same name.
    """

    demo = "call.is_demo"

    call = models.ForeignKey(Call, models.CASCADE, related_name="eligibility_criteria")
    kind = models.CharField(
        _("how it is answered"), max_length=15, choices=EligibilityKind.choices, default=EligibilityKind.ASKED
    )
    text = models.CharField(_("what must be true"), max_length=300)
    explanation = models.TextField(_("why “no” excludes"), blank=True)
    years = models.PositiveSmallIntegerField(_("years since registration, at least"), null=True, blank=True)
    order = models.PositiveSmallIntegerField(_("place in the order"), default=1)

    class Meta:
        verbose_name = _("eligibility criterion")
        verbose_name_plural = _("eligibility criteria")
        ordering = ["call", "order", "pk"]
        constraints = [
            one_of("kind", EligibilityKind, "eligibilitycriterion_kind"),
            models.CheckConstraint(
                condition=Q(kind=EligibilityKind.YEARS, years__gt=0)
                | (~Q(kind=EligibilityKind.YEARS) & Q(years__isnull=True)),
                name="eligibilitycriterion_years",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Criterion(models.Model):
    """By what reviewers judge: points from 0 to `maximum`, counted with `weight`.

    Maximum and weight are separate things; `threshold` is the mean of points below which an application cannot be
    funded. `stage` says which part of a call in two stages it judges.
    """

    demo = "call.is_demo"

    call = models.ForeignKey(Call, models.CASCADE, related_name="criteria")
    stage = models.PositiveSmallIntegerField(_("stage"), default=1)
    title = models.CharField(_("criterion"), max_length=150)
    guidance = models.TextField(_("how to judge it"), blank=True)
    maximum = models.PositiveSmallIntegerField(_("most points"), default=5)
    weight = models.DecimalField(_("weight"), max_digits=6, decimal_places=2, default=1)
    threshold = models.DecimalField(_("threshold (points)"), max_digits=6, decimal_places=2, null=True, blank=True)
    order = models.PositiveSmallIntegerField(_("place in the order"), default=1)

    class Meta:
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        ordering = ["call", "order", "pk"]
        constraints = [
            positive("maximum", "criterion_maximum"),
            positive("weight", "criterion_weight"),
            models.CheckConstraint(condition=Q(stage__in=[1, 2]), name="criterion_stage"),
            models.CheckConstraint(
                condition=Q(threshold__isnull=True) | Q(threshold__gte=0, threshold__lte=models.F("maximum")),
                name="criterion_threshold",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Anchor(models.Model):
    """What a number of points means for one criterion, in words: such as 0, 3 and 5 of five."""

    demo = "criterion.call.is_demo"

    criterion = models.ForeignKey(Criterion, models.CASCADE, related_name="anchors")
    points = models.PositiveSmallIntegerField(_("points"))
    text = models.CharField(_("what it means"), max_length=400)

    class Meta:
        verbose_name = pgettext_lazy("of a scale", "anchor")
        verbose_name_plural = pgettext_lazy("of a scale", "anchors")
        ordering = ["criterion", "points"]
        constraints = [models.UniqueConstraint(fields=["criterion", "points"], name="anchor_once")]

    def __str__(self) -> str:
        return f"{self.points}: {self.text}"

    @property
    def call(self) -> Call:
        """The call by whose criterion it stands."""
        return self.criterion.call
