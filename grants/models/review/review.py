"""Reviews: who judges which application, whether they may, and what they found."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grants.models.application.application import Application
from grants.models.call.call import Call
from grants.models.call.criteria import Criterion
from kernel import clock
from kernel.fields import one_of, together
from organizations.models import User


class CallReviewer(models.Model):
    """A person asked to review for a call; which applications, the assignments say."""

    demo = "call.is_demo"

    call = models.ForeignKey(Call, models.PROTECT, related_name="reviewers")
    user = models.ForeignKey(User, models.PROTECT, related_name="reviewed_calls")
    added_at = models.DateTimeField(default=clock.now)
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("reviewer of a call")
        verbose_name_plural = _("reviewers of calls")
        ordering = ["call", "user__name", "pk"]
        constraints = [models.UniqueConstraint(fields=["call", "user"], name="callreviewer_once")]

    def __str__(self) -> str:
        return f"{self.call_id}: {self.user}"


class Conflict(models.TextChoices):
    """What the reviewer declared before the file opened."""

    NONE = "none", _("no conflict of interest")
    DECLARED = "declared", _("conflict of interest")


class ConflictNature(models.TextChoices):
    """Why somebody cannot judge."""

    EMPLOYED = "employed", _("works or worked for the applicant or a partner")
    GOVERNING = "governing", _("sits on a board of the applicant or a partner")
    FAMILY = "family", _("family or close friendship")
    FINANCIAL = "financial", _("money or property interest")
    HELPED = "helped", _("helped to write the application")
    OTHER = "other", _("another reason")


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    """Which assignments whom concern."""

    def live(self) -> AssignmentQuerySet:
        """Not withdrawn, and without a declared conflict."""
        return self.filter(withdrawn_at__isnull=True).exclude(conflict=Conflict.DECLARED)

    def visible_to(self, user: User) -> AssignmentQuerySet:
        """The reviewer's own, as long as they stand."""
        return self.filter(reviewer=user, withdrawn_at__isnull=True) if user.is_authenticated else self.none()


class Assignment(models.Model):
    """One application given to one reviewer. The file opens only after the declaration that there is no conflict."""

    demo = "application.is_demo"

    application = models.ForeignKey(Application, models.PROTECT, related_name="assignments")
    reviewer = models.ForeignKey(User, models.PROTECT, related_name="assignments")
    assigned_at = models.DateTimeField(default=clock.now, editable=False)
    assigned_by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")
    conflict = models.CharField(_("declaration"), max_length=10, choices=Conflict.choices, blank=True)
    nature = models.CharField(_("nature of the conflict"), max_length=15, choices=ConflictNature.choices, blank=True)
    declared_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, editable=False, related_name="+")

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = ["application", "assigned_at", "pk"]
        indexes = [models.Index(fields=["reviewer", "conflict"], name="assignment_reviewer")]
        constraints = [
            models.UniqueConstraint(fields=["application", "reviewer"], name="assignment_once"),
            together("withdrawn_at", "withdrawn_by", name="assignment_withdrawn"),
            models.CheckConstraint(
                condition=Q(conflict="", declared_at__isnull=True)
                | Q(conflict__in=Conflict.values, declared_at__isnull=False),
                name="assignment_declared",
            ),
            models.CheckConstraint(
                condition=(Q(nature="") & ~Q(conflict=Conflict.DECLARED))
                | Q(nature__in=ConflictNature.values, conflict=Conflict.DECLARED),
                name="assignment_nature",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.reviewer}"

    def get_absolute_url(self) -> str:
        """Where the reviewer works on it."""
        return reverse("grants:review", args=[self.pk])

    @property
    def is_live(self) -> bool:
        """Whether it still stands and no conflict was declared."""
        return self.withdrawn_at is None and self.conflict != Conflict.DECLARED


class ReviewStatus(models.TextChoices):
    """A review is locked when submitted."""

    DRAFT = "draft", pgettext_lazy("review", "draft")
    SUBMITTED = "submitted", pgettext_lazy("review", "submitted")


class Review(models.Model):
    """What one reviewer found: scores by criterion and a comment on the whole."""

    demo = "assignment.application.is_demo"

    assignment = models.OneToOneField(Assignment, models.PROTECT, related_name="review")
    status = models.CharField(
        _("status"), max_length=10, choices=ReviewStatus.choices, default=ReviewStatus.DRAFT, editable=False
    )
    comment = models.TextField(_("comment on the whole"), blank=True)
    saved_at = models.DateTimeField(default=clock.now, editable=False)
    submitted_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        ordering = ["assignment"]
        constraints = [
            one_of("status", ReviewStatus, "review_status"),
            models.CheckConstraint(
                condition=~Q(status=ReviewStatus.SUBMITTED) | Q(submitted_at__isnull=False),
                name="review_submitted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assignment_id}: {self.status}"


class Score(models.Model):
    """The points for one criterion, from 0 to its maximum, and why. `points` null: not given yet, which is not 0."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="scores")
    points = models.DecimalField(_("points"), max_digits=6, decimal_places=2, null=True, blank=True)
    comment = models.TextField(_("comment"), blank=True)

    class Meta:
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        ordering = ["review", "criterion__order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["review", "criterion"], name="score_once"),
            models.CheckConstraint(condition=Q(points__isnull=True) | Q(points__gte=0), name="score_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.criterion_id}: {self.points}"
