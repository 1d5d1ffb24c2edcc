"""The people of an organisation as it names them itself: who signs, who works there. Their names are never public."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kernel import clock
from kernel.fields import one_of
from organizations.models.organization import Organization


class Signs(models.TextChoices):
    """Whether a signature binds the organisation by itself."""

    ALONE = "alone", _("alone")
    TOGETHER = "together", _("together with another")


class Signatory(models.Model):
    """A person who may sign for the organisation, between two dates."""

    demo = "organization.is_demo"

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="signatories")
    name = models.CharField(pgettext_lazy("person", "name"), max_length=120)
    function = models.CharField(_("function"), max_length=120)
    signs = models.CharField(_("signs"), max_length=20, choices=Signs.choices, default=Signs.ALONE)
    since_on = models.DateField(_("since"))
    until_on = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("signatory")
        verbose_name_plural = _("signatories")
        ordering = ["organization", "pk"]
        constraints = [
            one_of("signs", Signs, "signatory_signs"),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("since_on")), name="signatory_dates"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_current(self) -> bool:
        """Whether the signature binds today."""
        return self.since_on <= clock.today() and (self.until_on is None or self.until_on >= clock.today())


class TeamPart(models.TextChoices):
    """How much of a person's work the organisation has."""

    FULL_TIME = "full_time", _("full time")
    PART_TIME = "part_time", _("part time")
    VOLUNTEER = "volunteer", _("volunteer")


class TeamMember(models.Model):
    """A person who works for the organisation, paid or not."""

    demo = "organization.is_demo"

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="team")
    name = models.CharField(pgettext_lazy("person", "name"), max_length=120)
    function = models.CharField(_("function"), max_length=120)
    part = models.CharField(_("works"), max_length=20, choices=TeamPart.choices)
    since_year = models.PositiveSmallIntegerField(_("since the year"), null=True, blank=True)

    class Meta:
        verbose_name = _("person of the team")
        verbose_name_plural = _("people of the team")
        ordering = ["organization", "pk"]
        constraints = [one_of("part", TeamPart, "teammember_part")]

    def __str__(self) -> str:
        return self.name
