"""Statements: what a programme says of itself, one sentence a row."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grants.models.programme.pilot import Pilot
from grants.models.programme.programme import Programme
from grants.models.programme.source import Source
from kernel.fields import once, one_of


class StatementKind(models.TextChoices):
    """What a sentence is about."""

    CONTEXT = "context", _("context")
    GOAL = "goal", _("goal")
    OBJECTIVE = "objective", _("objective")
    ACTIVITY = "activity", pgettext_lazy("kind of statement", "activity")
    EXPECTED_RESULT = "expected_result", _("expected result")
    ACHIEVEMENT = "achievement", _("achievement")
    REFORM = "reform", _("reform supported")
    FINDING = "finding", pgettext_lazy("kind of statement", "finding")


class ProgrammeStatement(models.Model):
    """One goal, objective, activity, expected result, achievement, reform or finding of a programme or of its pilot.

    `attribution` says who said so, where it is not the programme itself ("a participant reported").
    """

    demo = "programme.is_demo"

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="statements")
    pilot = models.ForeignKey(Pilot, models.PROTECT, null=True, blank=True, related_name="statements")
    kind = models.CharField(_("kind"), max_length=20, choices=StatementKind.choices)
    position = models.PositiveSmallIntegerField(_("order"))
    text = models.TextField(_("text"))
    attribution = models.CharField(_("whose words"), max_length=200, blank=True)
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        ordering = ["programme", "pilot", "kind", "position", "pk"]
        constraints = [
            one_of("kind", StatementKind, "programmestatement_kind"),
            once("programme", "kind", "position", without=["pilot"], name="programmestatement_position"),
        ]

    def __str__(self) -> str:
        return self.text
