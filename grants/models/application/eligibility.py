"""Eligibility checks: each criterion answered by a person, with the reason."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grants.models.application.application import Application
from grants.models.call.criteria import EligibilityCriterion
from kernel import clock
from kernel.fields import one_of
from organizations.models import User


class EligibilityOutcome(models.TextChoices):
    """What follows from the answers: one "no" makes it not eligible, one "clarify" keeps it open."""

    ELIGIBLE = "eligible", pgettext_lazy("application", "eligible")
    INELIGIBLE = "ineligible", pgettext_lazy("application", "not eligible")
    CLARIFY = "clarify", pgettext_lazy("application", "to be clarified")


class Finding(models.TextChoices):
    """The answer to one criterion."""

    YES = "yes", pgettext_lazy("finding", "yes")
    NO = "no", pgettext_lazy("finding", "no")
    CLARIFY = "clarify", pgettext_lazy("finding", "to be clarified")


class EligibilityCheck(models.Model):
    """The check of one application; while something is to be clarified it may be done again."""

    demo = "application.is_demo"

    application = models.OneToOneField(Application, models.PROTECT, related_name="eligibility_check")
    outcome = models.CharField(
        pgettext_lazy("eligibility check", "outcome"), max_length=15, choices=EligibilityOutcome.choices
    )
    checked_at = models.DateTimeField(default=clock.now)
    checked_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("eligibility check")
        verbose_name_plural = _("eligibility checks")
        ordering = ["-checked_at", "-pk"]
        constraints = [one_of("outcome", EligibilityOutcome, "eligibilitycheck_outcome")]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.outcome}"


class EligibilityAnswer(models.Model):
    """One criterion of one check; anything but "yes" has a reason."""

    check_of = models.ForeignKey(EligibilityCheck, models.CASCADE, related_name="answers")
    criterion = models.ForeignKey(EligibilityCriterion, models.PROTECT, related_name="answers")
    finding = models.CharField(_("finding"), max_length=10, choices=Finding.choices)
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("answer to an eligibility criterion")
        verbose_name_plural = _("answers to eligibility criteria")
        ordering = ["check_of", "criterion__order", "pk"]
        constraints = [
            one_of("finding", Finding, "eligibilityanswer_finding"),
            models.UniqueConstraint(fields=["check_of", "criterion"], name="eligibilityanswer_once"),
            models.CheckConstraint(condition=Q(finding=Finding.YES) | ~Q(reason=""), name="eligibilityanswer_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.criterion_id}: {self.finding}"
