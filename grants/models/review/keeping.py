"""What is kept of a review beside it: each version that was submitted, and each reminder that was sent."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grants.models.review.review import Assignment, Review
from kernel import clock
from kernel.fields import positive, together
from organizations.models import User


class ReviewVersion(models.Model):
    """A review as it was submitted. `content` holds points and comments by id of criterion.

    Reopened, with a reason, it is kept, and the next submission makes the next version.
    """

    demo = "review.assignment.application.is_demo"

    review = models.ForeignKey(Review, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    submitted_at = models.DateTimeField()
    reopened_at = models.DateTimeField(null=True, blank=True)
    reopened_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField(_("why it was reopened"), blank=True)

    class Meta:
        verbose_name = _("submitted version of a review")
        verbose_name_plural = _("submitted versions of reviews")
        ordering = ["review", "number"]
        constraints = [
            models.UniqueConstraint(fields=["review", "number"], name="reviewversion_number"),
            positive("number", "reviewversion_number_positive"),
            together("reopened_at", "reopened_by", name="reviewversion_reopened"),
            models.CheckConstraint(
                condition=Q(reopened_at__isnull=True) | ~Q(reason=""), name="reviewversion_reopened_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.review_id} v{self.number}"


class ReviewReminder(models.Model):
    """A reminder of a review that was sent; `sent_by` null: by the clock. One message may remind of several."""

    demo = "assignment.application.is_demo"

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="reminders")
    due_on = models.DateField(_("due on"), null=True)
    sent_at = models.DateTimeField(default=clock.now)
    sent_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("reminder of a review")
        verbose_name_plural = _("reminders of reviews")
        ordering = ["assignment", "sent_at", "pk"]

    def __str__(self) -> str:
        return f"{self.assignment_id}: {self.sent_at:%Y-%m-%d}"
