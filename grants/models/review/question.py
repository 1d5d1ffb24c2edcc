"""Questions of reviewers: what one wants clarified, asked of the staff, who ask the applicant or say why not."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grants.models.application.clarification import Clarification
from grants.models.review.review import Assignment
from kernel import clock
from kernel.fields import together
from organizations.models import User


class ReviewerQuestion(models.Model):
    """One question about one part of the form. The applicant never reads it: only what staff ask, in their words.

    Settled, it stands in a round of clarification or has the reason why it was not asked.
    """

    demo = "assignment.application.is_demo"

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="questions")
    part = models.CharField(_("part of the application"), max_length=60)
    text = models.TextField(_("what is unclear"))
    asked_at = models.DateTimeField(default=clock.now, editable=False)
    round = models.ForeignKey(
        Clarification, models.PROTECT, null=True, blank=True, editable=False, related_name="questions"
    )
    reason = models.TextField(_("why it is not asked"), blank=True, editable=False)
    settled_at = models.DateTimeField(null=True, blank=True, editable=False)
    settled_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, editable=False, related_name="+")

    class Meta:
        verbose_name = _("question of a reviewer")
        verbose_name_plural = _("questions of reviewers")
        ordering = ["assignment", "asked_at", "pk"]
        constraints = [
            together("settled_at", "settled_by", name="reviewerquestion_settled"),
            models.CheckConstraint(condition=~Q(text=""), name="reviewerquestion_says_what"),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, round__isnull=True, reason="")
                | Q(settled_at__isnull=False, round__isnull=False, reason="")
                | (Q(settled_at__isnull=False, round__isnull=True) & ~Q(reason="")),
                name="reviewerquestion_asked_or_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assignment_id}: {self.text[:60]}"
