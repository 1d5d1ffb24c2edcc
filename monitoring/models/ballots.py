"""Ballots: how many people of a group gave which score. Counts only: no row, name, age or phone of any voter exists."""

from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kernel import clock
from kernel.append_only import append_only
from kernel.fields import once, one_of, positive, together
from monitoring.models.scorecard import Criterion, ScorecardCycle
from organizations.models import Document, User

SCORES = (1, 2, 3, 4, 5)
COUNT_FIELDS = ("n1", "n2", "n3", "n4", "n5", "n_not_applicable")


class GroupKind(models.TextChoices):
    """Who sat in the group."""

    WOMEN = "women", _("women")
    MEN = "men", _("men")
    YOUTH = "youth", _("young people")
    OLDER = "older", _("older people")
    DISABILITY = "disability", _("persons with disabilities and their carers")
    REFUGEES = "refugees", _("refugees")
    MINORITY = "minority", _("an ethnic minority")
    LEADERS = "leaders", _("community leaders")
    MIXED = "mixed", _("mixed group")


class StaffGroup(models.TextChoices):
    """Which providers of the service scored."""

    MANAGEMENT = "management", _("management")
    FRONT_LINE = "front_line", _("front-line staff")
    PARTNERS = "partners", _("partner providers")


class FocusGroup(models.Model):
    """A meeting of people of one kind, who score the criteria. Voided, never deleted, when it was defective."""

    demo = "cycle.is_demo"

    cycle = models.ForeignKey(ScorecardCycle, models.PROTECT, related_name="focus_groups")
    kind = models.CharField(_("kind of people"), max_length=20, choices=GroupKind.choices)
    held_on = models.DateField(_("held on"))
    place = models.CharField(pgettext_lazy("venue", "place"), max_length=200)
    participants = models.PositiveSmallIntegerField(_("people who took part"), validators=[MinValueValidator(1)])
    minutes = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("minutes")
    )
    recorded_at = models.DateTimeField(default=clock.now, editable=False)
    recorded_by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")
    voided_at = models.DateTimeField(null=True, editable=False)
    voided_by = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+")
    void_reason = models.TextField(_("why it does not count"), blank=True, editable=False)

    class Meta:
        verbose_name = _("focus group")
        verbose_name_plural = _("focus groups")
        ordering = ["cycle", "held_on", "pk"]
        constraints = [
            one_of("kind", GroupKind, "focusgroup_kind"),
            positive("participants", "focusgroup_participants"),
            together("voided_at", "voided_by", name="focusgroup_voided"),
            models.CheckConstraint(
                condition=Q(voided_at__isnull=True, void_reason="") | Q(voided_at__isnull=False) & ~Q(void_reason=""),
                name="focusgroup_void_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.held_on:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("monitoring:group_counts", args=[self.pk])


class BallotCounts(models.Model):
    """How many gave each score, and how many said that it does not concern them. The latest version counts."""

    version = models.PositiveSmallIntegerField(_("version"), default=1)
    n1 = models.PositiveIntegerField("1", default=0)
    n2 = models.PositiveIntegerField("2", default=0)
    n3 = models.PositiveIntegerField("3", default=0)
    n4 = models.PositiveIntegerField("4", default=0)
    n5 = models.PositiveIntegerField("5", default=0)
    n_not_applicable = models.PositiveIntegerField(_("not applicable"), default=0)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        abstract = True

    @property
    def counts(self) -> tuple[int, int, int, int, int]:
        """The counts of the scores 1 to 5, in this order; without "not applicable"."""
        return self.n1, self.n2, self.n3, self.n4, self.n5


@append_only
class ScoreSheet(BallotCounts):
    """The counts of one focus group for one criterion."""

    focus_group = models.ForeignKey(FocusGroup, models.PROTECT, related_name="score_sheets")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="score_sheets")

    class Meta:
        verbose_name = _("score sheet")
        verbose_name_plural = _("score sheets")
        ordering = ["focus_group", "criterion", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["focus_group", "criterion", "version"], name="scoresheet_version"),
            models.CheckConstraint(condition=Q(version__gte=1), name="scoresheet_version_from_1"),
            models.CheckConstraint(
                condition=Q(n1__gt=-F("n2") - F("n3") - F("n4") - F("n5") - F("n_not_applicable")),
                name="scoresheet_not_empty",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.focus_group_id}/{self.criterion_id} v{self.version}"


@append_only
class ProviderScore(BallotCounts):
    """The counts of one group of staff for one criterion."""

    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="provider_scores")
    staff_group = models.CharField(_("staff"), max_length=20, choices=StaffGroup.choices)

    class Meta:
        verbose_name = _("provider score")
        verbose_name_plural = _("provider scores")
        ordering = ["criterion", "staff_group", "-version"]
        constraints = [
            one_of("staff_group", StaffGroup, "providerscore_staff_group"),
            models.UniqueConstraint(fields=["criterion", "staff_group", "version"], name="providerscore_version"),
            models.CheckConstraint(condition=Q(version__gte=1), name="providerscore_version_from_1"),
            models.CheckConstraint(
                condition=Q(n1__gt=-F("n2") - F("n3") - F("n4") - F("n5") - F("n_not_applicable")),
                name="providerscore_not_empty",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.staff_group}/{self.criterion_id} v{self.version}"


class CountsDraft(models.Model):
    """What was typed and not yet recorded, for one focus group or one group of staff. Recording deletes it."""

    cycle = models.ForeignKey(ScorecardCycle, models.CASCADE, related_name="counts_drafts")
    focus_group = models.ForeignKey(FocusGroup, models.CASCADE, null=True, related_name="counts_drafts")
    staff_group = models.CharField(max_length=20, choices=StaffGroup.choices, blank=True)
    typed = models.JSONField(default=dict)
    saved_at = models.DateTimeField(default=clock.now)
    saved_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("draft of counts")
        verbose_name_plural = _("drafts of counts")
        constraints = [
            once("cycle", "staff_group", without=["focus_group"], name="countsdraft_once"),
            models.CheckConstraint(
                condition=Q(focus_group__isnull=False, staff_group="")
                | Q(focus_group__isnull=True, staff_group__in=StaffGroup.values),
                name="countsdraft_of_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cycle_id}: {self.focus_group_id or self.staff_group}"
