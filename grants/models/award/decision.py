"""What is decided on one application, and by which terms a call decides."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grants.models.call.call import Call


class Decision(models.TextChoices):
    """What is proposed for one application."""

    AWARD = "award", pgettext_lazy("decision", "award")
    RESERVE = "reserve", pgettext_lazy("decision", "reserve")
    REJECT = "reject", pgettext_lazy("decision", "not funded")


class DecisionTerms(models.Model):
    """How one call decides. A call without a row decides by the values that stand here as first values."""

    demo = "call.is_demo"

    call = models.OneToOneField(Call, models.CASCADE, related_name="decision_terms", editable=False)
    needs_meeting = models.BooleanField(
        _("a committee decides: the award list is made from the signed minutes of its meeting"), default=False
    )
    asks_votes = models.BooleanField(_("the committee votes on every application"), default=False)
    quorum_percent = models.PositiveSmallIntegerField(
        _("quorum: members present, at least (percent)"),
        default=50,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    needs_no_objection = models.BooleanField(
        _("the donor's no-objection is needed before grants are offered"), default=False
    )
    tells_by_letter = models.BooleanField(
        _("who is not funded learns it from a letter that you preview and send"),
        default=False,
        help_text=_("Otherwise a short e-mail goes out when the list is approved, and the letter explains later."),
    )
    tells_rank = models.BooleanField(_("applicants are told their rank"), default=False)
    appeal_days = models.PositiveSmallIntegerField(
        _("days to appeal, counted from the letter"), default=10, validators=[MaxValueValidator(90)]
    )
    appeal_answer_days = models.PositiveSmallIntegerField(
        _("working days in which an appeal is answered"),
        default=15,
        validators=[MinValueValidator(1), MaxValueValidator(90)],
    )

    class Meta:
        verbose_name = _("terms of the decision")
        verbose_name_plural = _("terms of decisions")
        ordering = ["call"]
        constraints = [
            models.CheckConstraint(
                condition=Q(quorum_percent__gte=1, quorum_percent__lte=100), name="decisionterms_quorum"
            ),
            models.CheckConstraint(
                condition=Q(appeal_days__lte=90, appeal_answer_days__gte=1, appeal_answer_days__lte=90),
                name="decisionterms_days",
            ),
        ]

    def __str__(self) -> str:
        return str(self.call_id)
