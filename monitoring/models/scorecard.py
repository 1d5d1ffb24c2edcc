"""Scorecard cycles: one service of one authority, judged by people and by staff, and answered for in public."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grants.models import Programme
from kernel import clock
from kernel.fields import FoldedField, one_of, together
from monitoring.models.methodology import MethodologyVersion
from organizations.models import Authority, Competence, Organization, Role, User
from organizations.roles import organizations_where


class ScorecardStatus(models.TextChoices):
    """Where a cycle is."""

    PLANNED = "planned", pgettext_lazy("scorecard", "planned")
    COLLECTING = "collecting", pgettext_lazy("scorecard", "collecting scores")
    FROZEN = "frozen", pgettext_lazy("scorecard", "draft frozen")
    IN_REPLY = "in_reply", pgettext_lazy("scorecard", "waiting for the reply")
    MEETING = "meeting", pgettext_lazy("scorecard", "interface meeting held")
    PUBLISHED = "published", pgettext_lazy("scorecard", "published")
    CANCELLED = "cancelled", pgettext_lazy("scorecard", "cancelled")


AFTER_FREEZE = (
    ScorecardStatus.FROZEN,
    ScorecardStatus.IN_REPLY,
    ScorecardStatus.MEETING,
    ScorecardStatus.PUBLISHED,
)


class PeerGroup(models.TextChoices):
    """Authorities that may be compared with each other."""

    VILLAGE = "village", _("town halls of towns and villages")
    CITY = "city", _("town halls of municipalities")
    DISTRICT = "district", _("district councils")
    AGENCY = "agency", _("territorial social-assistance agencies")
    CENTRAL = "central", _("central authorities")


class ScorecardCycleQuerySet(models.QuerySet["ScorecardCycle"]):
    """Which cycles whom concern."""

    def visible_to(self, user: User) -> ScorecardCycleQuerySet:
        """Cycles that the user's network runs or monitors for its programme; an authority's own after the freeze."""
        runs = organizations_where(user, Role.FACILITATOR, Role.REPRESENTATIVE)
        monitors = organizations_where(user, Role.MONITORING_OFFICER)
        answers = organizations_where(user, Role.OFFICER)
        own = Q(competence__authority__organization__in=answers, status__in=AFTER_FREEZE)
        return self.filter(Q(facilitator__in=runs) | Q(programme__implementer__in=monitors) | own)

    def published(self) -> ScorecardCycleQuerySet:
        """Cycles of which the public reads a snapshot."""
        return self.filter(status=ScorecardStatus.PUBLISHED)

    def with_parties(self) -> ScorecardCycleQuerySet:
        """The same cycles, with authority, facilitator and programme read in one query."""
        return self.select_related(
            "competence__authority__organization", "competence__authority__unit", "facilitator", "programme"
        )


class ScorecardCycle(models.Model):
    """One round of input tracking, scores, reply, meeting and publication, for one competence of one authority.

    `frozen_digest` is the digest of all counts at the freeze: `check_integrity` proves that no reply changed them.
    """

    reference = models.CharField(_("reference"), max_length=20, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=200)
    competence = models.ForeignKey(
        Competence, models.PROTECT, related_name="scorecard_cycles", verbose_name=_("service")
    )
    facilitator = models.ForeignKey(
        Organization, models.PROTECT, related_name="facilitated_cycles", verbose_name=_("facilitator")
    )
    programme = models.ForeignKey(
        Programme,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="scorecard_cycles",
        verbose_name=_("project"),
    )
    methodology = models.ForeignKey(
        MethodologyVersion, models.PROTECT, related_name="cycles", verbose_name=_("methodology"), editable=False
    )
    peer_group = models.CharField(_("peer group"), max_length=20, choices=PeerGroup.choices, editable=False)
    collects_from = models.DateField(_("scores are collected from"))
    collects_until = models.DateField(_("until"))
    status = models.CharField(
        _("status"), max_length=20, choices=ScorecardStatus.choices, default=ScorecardStatus.PLANNED, editable=False
    )
    planned_at = models.DateTimeField(default=clock.now, editable=False)
    planned_by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")
    frozen_at = models.DateTimeField(null=True, editable=False)
    frozen_by = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+")
    frozen_digest = models.CharField(max_length=64, blank=True, editable=False)
    reply_asked_at = models.DateTimeField(null=True, editable=False)
    reply_asked_by = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+")
    reply_due_on = models.DateField(_("reply due on"), null=True, editable=False)
    cancelled_at = models.DateTimeField(null=True, editable=False)
    cancelled_by = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+")
    cancel_reason = models.TextField(_("why it was cancelled"), blank=True, editable=False)
    folded = FoldedField(sources=["reference", "title_ro", "title_ru", "title_en"])

    objects = ScorecardCycleQuerySet.as_manager()

    class Meta:
        verbose_name = _("scorecard")
        verbose_name_plural = _("scorecards")
        ordering = ["-collects_from", "-pk"]
        constraints = [
            one_of("status", ScorecardStatus, "scorecardcycle_status"),
            one_of("peer_group", PeerGroup, "scorecardcycle_peer_group"),
            models.CheckConstraint(condition=Q(collects_until__gte=F("collects_from")), name="scorecardcycle_collects"),
            together("frozen_at", "frozen_by", name="scorecardcycle_frozen"),
            models.CheckConstraint(
                condition=Q(frozen_at__isnull=True, frozen_digest="")
                | Q(frozen_at__isnull=False) & ~Q(frozen_digest=""),
                name="scorecardcycle_frozen_digest",
            ),
            together("reply_asked_at", "reply_asked_by", "reply_due_on", name="scorecardcycle_reply_asked"),
            together("cancelled_at", "cancelled_by", name="scorecardcycle_cancelled"),
            models.CheckConstraint(
                condition=Q(status__in=["planned", "collecting", "cancelled"]) | Q(frozen_at__isnull=False),
                name="scorecardcycle_frozen_before_reply",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("monitoring:scorecard", args=[self.pk])

    def get_reply_url(self) -> str:
        """The page on which an officer of the authority replies."""
        return reverse("monitoring:scorecard_reply", args=[self.pk])

    def get_link_url(self, token: str) -> str:
        """The page on which the authority replies without an account."""
        return reverse("monitoring:scorecard_reply_by_link", args=[token])

    @property
    def authority(self) -> Authority:
        """The authority that is scored."""
        return self.competence.authority

    @property
    def slug(self) -> str:
        """The last part of its public address."""
        return self.reference.lower()

    @property
    def is_demo(self) -> bool:
        """Whether it is part of the demo story."""
        return self.competence.authority.organization.is_demo


class Criterion(models.Model):
    """A statement that people and staff score from 1 to 5, in the same words for every group of the cycle.

    `previous` names the criterion of an earlier cycle that asked the same, so that the two may be compared.
    """

    cycle = models.ForeignKey(ScorecardCycle, models.PROTECT, related_name="criteria")
    position = models.PositiveSmallIntegerField(_("order"))
    title = models.CharField(pgettext_lazy("scorecard", "statement"), max_length=250)
    previous = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="following", verbose_name=_("asked before as")
    )

    class Meta:
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        ordering = ["cycle", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "position"], name="criterion_position"),
            models.CheckConstraint(condition=Q(position__gte=1), name="criterion_position_from_1"),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.title}"
