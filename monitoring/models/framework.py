"""Frameworks: what a programme or one grant promises to change, from impact down to outputs."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grants.models import Agreement, Programme
from grants.models.agreement.agreement import GRANTEE_READERS, STAFF_READERS
from kernel import clock
from kernel.fields import one_of
from organizations.models import Organization, Role, User
from organizations.roles import organizations_where


class FrameworkQuerySet(models.QuerySet["Framework"]):
    """Which frameworks whom concern."""

    def visible_to(self, user: User) -> FrameworkQuerySet:
        """Frameworks of programmes that the user's organisations implement or fund, and of agreements they may see."""
        runs = organizations_where(user, *STAFF_READERS)
        funds = organizations_where(user, Role.VIEWER)
        funded = Programme.objects.filter(funding_lines__donor__in=funds)
        return self.filter(
            Q(agreement__isnull=True) & (Q(programme__implementer__in=runs) | Q(programme__in=funded))
            | Q(agreement__in=Agreement.objects.visible_to(user))
        )

    def reported_by(self, user: User) -> FrameworkQuerySet:
        """Frameworks for which the user's organisations enter figures: their grants, and programmes they implement."""
        runs = organizations_where(user, *STAFF_READERS)
        receives = organizations_where(user, *GRANTEE_READERS)
        return self.filter(
            Q(agreement__isnull=True, programme__implementer__in=runs) | Q(agreement__organization__in=receives)
        )

    def verified_by(self, user: User) -> FrameworkQuerySet:
        """Frameworks whose figures come to the user's organisations for verification."""
        return self.filter(programme__implementer__in=organizations_where(user, *STAFF_READERS))

    def of_programmes(self) -> FrameworkQuerySet:
        """Frameworks of whole programmes: those of grants are linked to them."""
        return self.filter(agreement__isnull=True)


class Framework(models.Model):
    """The results that a programme promised or, with `agreement`, the part of them that one grant promised.

    `version` of a programme's framework grows with every verified figure of the programme and of its grants: what is
    computed from them may be kept under it. `changed_at` is the moment of its last growth.
    """

    demo = "programme.is_demo"

    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="frameworks", verbose_name=Programme._meta.verbose_name
    )
    agreement = models.OneToOneField(
        Agreement, models.PROTECT, null=True, blank=True, related_name="framework", verbose_name=_("agreement")
    )
    version = models.PositiveBigIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(default=clock.now, editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    created_by = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+")

    objects = FrameworkQuerySet.as_manager()

    class Meta:
        verbose_name = _("results framework")
        verbose_name_plural = _("results frameworks")
        ordering = ["programme", F("agreement").asc(nulls_first=True), "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme"], condition=Q(agreement__isnull=True), name="framework_once_a_programme"
            ),
        ]

    def __str__(self) -> str:
        return str(self.agreement or self.programme)

    def get_absolute_url(self) -> str:
        return reverse("monitoring:framework", args=[self.pk])

    @property
    def reporter(self) -> Organization | None:
        """Which organisation enters the figures; None when the implementer is not stated."""
        return self.agreement.organization if self.agreement else self.programme.implementer

    @property
    def verifier(self) -> Organization | None:
        """Which organisation verifies them; None when the implementer is not stated."""
        return self.programme.implementer


class Level(models.TextChoices):
    """How far along the chain of change a result lies."""

    IMPACT = "impact", _("impact")
    OUTCOME = "outcome", _("outcome")
    OUTPUT = "output", _("output")


class Result(models.Model):
    """A change (impact, outcome) or a deliverable (output) that the framework promises."""

    demo = "framework.programme.is_demo"

    framework = models.ForeignKey(Framework, models.PROTECT, related_name="results")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("contributes to")
    )
    level = models.CharField(_("level"), max_length=10, choices=Level.choices)
    title = models.CharField(_("title"), max_length=300)
    order = models.PositiveSmallIntegerField(_("order"), default=1)

    class Meta:
        verbose_name = _("result")
        verbose_name_plural = _("results")
        ordering = ["framework", "order", "pk"]
        constraints = [
            one_of("level", Level, "result_level"),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="result_not_its_own_parent"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return self.framework.get_absolute_url()


class Dimension(models.Model):
    """A way to break figures down (sex, age): every counted one falls into exactly one of its categories."""

    demo = "framework.programme.is_demo"

    framework = models.ForeignKey(Framework, models.PROTECT, related_name="dimensions")
    title = models.CharField(_("title"), max_length=120)

    class Meta:
        verbose_name = _("disaggregation")
        verbose_name_plural = _("disaggregations")
        ordering = ["framework", "title_ro", "pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return self.framework.get_absolute_url()


class Category(models.Model):
    """One part of a disaggregation; "not known" is a category like any other."""

    dimension = models.ForeignKey(Dimension, models.PROTECT, related_name="categories")
    title = models.CharField(_("title"), max_length=120)
    order = models.PositiveSmallIntegerField(_("order"), default=1)

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["dimension", "order", "pk"]
        constraints = [models.UniqueConstraint(fields=["dimension", "title_ro"], name="category_once")]

    def __str__(self) -> str:
        return self.title
