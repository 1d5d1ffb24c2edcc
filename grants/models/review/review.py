"""Reviews: who judges which application, whether they may, and what they found."""

from __future__ import annotations

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grants.models.application.application import Application, ApplicationStatus
from grants.models.call.call import Call, CallStatus
from grants.models.call.criteria import Criterion
from grants.models.review.conflict import Conflict, ConflictNature
from kernel import clock
from kernel.fields import one_of, together
from organizations.models import User

# A review is asked for while both the application and its call are in review.
JUDGED_NOW = Q(application__status=ApplicationStatus.IN_REVIEW, application__call__status=CallStatus.IN_REVIEW)


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


def _is_unfinished() -> Q:
    # Not as a join: a database then takes it that hardly any are, and reads all reviews that there ever were.
    return ~Q(Exists(Review.objects.filter(assignment=OuterRef("pk"), status=ReviewStatus.SUBMITTED)))


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    """Which assignments whom concern."""

    def live(self) -> AssignmentQuerySet:
        """Not withdrawn, and without a declared conflict."""
        return self.filter(withdrawn_at__isnull=True).exclude(conflict=Conflict.DECLARED)

    def in_review(self) -> AssignmentQuerySet:
        """Live ones of applications that are being judged."""
        return self.live().filter(JUDGED_NOW)

    def unfinished(self) -> AssignmentQuerySet:
        """Those whose review was not submitted."""
        return self.filter(_is_unfinished())

    def outstanding(self) -> AssignmentQuerySet:
        """Those in review whose review is not in."""
        return self.in_review().unfinished()

    def outstanding_first(self) -> AssignmentQuerySet:
        """What waits for its reviewer first, the soonest due before the others; then the rest, newest first."""
        waits = When(JUDGED_NOW & _is_unfinished(), then=Value(0))
        ordered = self.annotate(is_done=Case(waits, default=Value(1)))
        due_on = Case(When(is_done=0, then=F("due_on")))
        return ordered.order_by("is_done", due_on.asc(nulls_last=True), "-assigned_at", "pk")

    def visible_to(self, user: User) -> AssignmentQuerySet:
        """The reviewer's own, as long as they stand; none with whose application the person has a conflict."""
        if not user.is_authenticated:
            return self.none()
        mine = self.filter(reviewer=user, withdrawn_at__isnull=True).exclude(conflict=Conflict.DECLARED)
        return mine.exclude(application__in=Application.objects.filter(conflicts__user=user).values("pk"))


class Assignment(models.Model):
    """One application given to one reviewer. The file opens only after the declaration that there is no conflict.

    A conflict may be found later (`found_at`): the file closes and the review, kept as it is, no longer counts.
    """

    demo = "application.is_demo"

    application = models.ForeignKey(Application, models.PROTECT, related_name="assignments")
    reviewer = models.ForeignKey(User, models.PROTECT, related_name="assignments")
    assigned_at = models.DateTimeField(default=clock.now, editable=False)
    assigned_by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")
    conflict = models.CharField(_("declaration"), max_length=10, choices=Conflict.choices, blank=True)
    nature = models.CharField(_("nature of the conflict"), max_length=15, choices=ConflictNature.choices, blank=True)
    declared_at = models.DateTimeField(null=True, blank=True, editable=False)
    found_at = models.DateTimeField(_("conflict found after reading"), null=True, blank=True, editable=False)
    found_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, editable=False, related_name="+")
    note = models.TextField(_("reason"), blank=True, editable=False)
    due_on = models.DateField(_("due on"), null=True, blank=True, editable=False)
    is_further = models.BooleanField(_("asked because reviewers diverged"), default=False, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, editable=False, related_name="+")

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = ["application", "assigned_at", "pk"]
        indexes = [
            models.Index(fields=["reviewer", "conflict"], name="assignment_reviewer"),
            models.Index(fields=["due_on"], condition=Q(withdrawn_at__isnull=True), name="assignment_due"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["application", "reviewer"], name="assignment_once"),
            together("withdrawn_at", "withdrawn_by", name="assignment_withdrawn"),
            together("found_at", "found_by", name="assignment_conflict_found"),
            models.CheckConstraint(
                condition=Q(found_at__isnull=True) | Q(conflict=Conflict.DECLARED), name="assignment_found_is_conflict"
            ),
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
    """What one reviewer found: scores by criterion and a comment on the whole.

    `comment` is for the applicant, `internal` for the committee alone.
    """

    demo = "assignment.application.is_demo"

    assignment = models.OneToOneField(Assignment, models.PROTECT, related_name="review")
    status = models.CharField(
        _("status"), max_length=10, choices=ReviewStatus.choices, default=ReviewStatus.DRAFT, editable=False
    )
    comment = models.TextField(_("comment on the whole"), blank=True)
    internal = models.TextField(_("note for the committee"), blank=True)
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
    internal = models.TextField(_("note for the committee"), blank=True)

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
