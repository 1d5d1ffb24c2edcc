"""What is known of a reviewer: fields of work, languages, and where they work or worked."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grants.models.call.domain import Language, WorkDomain
from grants.models.review.review import CallReviewer
from kernel import clock
from kernel.fields import one_of
from organizations.models import Organization, User
from organizations.queries.memberships import organizations_where

# Who of an implementer's staff keeps reviewers; the same who run calls.
KEEPER_ROLES = ("programme_manager", "grants_officer")


class ReviewerProfileQuerySet(models.QuerySet["ReviewerProfile"]):
    """Which profiles whom concern."""

    def visible_to(self, user: User) -> ReviewerProfileQuerySet:
        """One's own, and those of the reviewers whom the person's implementers asked to review a call."""
        if not user.is_authenticated:
            return self.none()
        asked = CallReviewer.objects.filter(
            call__programme__implementer__in=organizations_where(user, *KEEPER_ROLES)
        ).values("user")
        return self.filter(Q(user=user) | Q(user__in=asked))


class ReviewerProfile(models.Model):
    """What one person brings as a reviewer. Read by that person and by the staff who asked them, by nobody else."""

    demo = "user.is_demo"

    user = models.OneToOneField(User, models.PROTECT, related_name="reviewer_profile")
    domains = models.ManyToManyField(
        WorkDomain, blank=True, related_name="reviewers", verbose_name=_("fields of work that you know")
    )
    saved_at = models.DateTimeField(default=clock.now, editable=False)
    saved_by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")

    objects = ReviewerProfileQuerySet.as_manager()

    class Meta:
        verbose_name = _("profile of a reviewer")
        verbose_name_plural = _("profiles of reviewers")
        ordering = ["user__name", "pk"]

    def __str__(self) -> str:
        return str(self.user)


class ReviewerLanguage(models.Model):
    """A language in which the person reads applications."""

    profile = models.ForeignKey(ReviewerProfile, models.CASCADE, related_name="languages")
    language = models.CharField(_("language"), max_length=2, choices=Language.choices)

    class Meta:
        verbose_name = _("language of a reviewer")
        verbose_name_plural = _("languages of reviewers")
        ordering = ["profile", "language"]
        constraints = [
            one_of("language", Language, "reviewerlanguage_language"),
            models.UniqueConstraint(fields=["profile", "language"], name="reviewerlanguage_once"),
        ]

    def __str__(self) -> str:
        return str(self.get_language_display())


class TieKind(models.TextChoices):
    """What binds a person to an institution."""

    WORKS = "works", pgettext_lazy("tie", "works or worked there")
    GOVERNS = "governs", pgettext_lazy("tie", "sits or sat on its board")
    PAID = "paid", pgettext_lazy("tie", "is or was paid by it as a consultant")
    MENTORS = "mentors", pgettext_lazy("tie", "mentors or mentored it")


class ReviewerTie(models.Model):
    """One institution with which the person is or was bound, from when to when; `ended_on` null: to this day.

    `organization` where it is in the register; `name` as the person writes it otherwise.
    """

    profile = models.ForeignKey(ReviewerProfile, models.CASCADE, related_name="ties")
    kind = models.CharField(_("bond"), max_length=10, choices=TieKind.choices, default=TieKind.WORKS)
    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("organisation")
    )
    name = models.CharField(_("institution"), max_length=200)
    began_on = models.DateField(pgettext_lazy("tie", "from"), null=True, blank=True)
    ended_on = models.DateField(pgettext_lazy("tie", "until"), null=True, blank=True)

    class Meta:
        verbose_name = _("institution of a reviewer")
        verbose_name_plural = _("institutions of reviewers")
        ordering = ["profile", "pk"]
        constraints = [
            one_of("kind", TieKind, "reviewertie_kind"),
            models.CheckConstraint(
                condition=Q(began_on__isnull=True) | Q(ended_on__isnull=True) | Q(ended_on__gte=F("began_on")),
                name="reviewertie_dates",
            ),
        ]

    def __str__(self) -> str:
        return self.name
