"""Calls: what an implementer asks civil society to apply for, until when, for how much, and by which criteria."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grants.models.call.reviewing import ReviewedCall
from grants.models.programme.programme import Programme
from kernel import clock
from kernel.compiled import among
from kernel.fields import AmountField, CurrencyField, FoldedField, one_of, positive, together
from organizations.models import CSO_ROLES, STAFF_ROLES, Nature, Organization, TerritorialUnit, User
from organizations.queries.memberships import organizations_where


class CallKind(models.TextChoices):
    """Whether anyone eligible may apply, or only those invited by name."""

    OPEN = "open", _("open to everyone eligible")
    DIRECT = "direct", _("by invitation")


class CallStatus(models.TextChoices):
    """Where a call is in its life. "Open" is no status: it is computed from the clock."""

    DRAFT = "draft", pgettext_lazy("call", "draft")
    APPROVED = "approved", pgettext_lazy("call", "approved")
    PUBLISHED = "published", pgettext_lazy("call", "published")
    CLOSED = "closed", pgettext_lazy("call", "closed")
    IN_REVIEW = "in_review", pgettext_lazy("call", "in review")
    DECIDED = "decided", pgettext_lazy("call", "decided")
    ARCHIVED = "archived", pgettext_lazy("call", "archived")
    CANCELLED = "cancelled", pgettext_lazy("call", "cancelled")


PUBLIC_STATUSES = frozenset(
    {
        CallStatus.PUBLISHED,
        CallStatus.CLOSED,
        CallStatus.IN_REVIEW,
        CallStatus.DECIDED,
        CallStatus.ARCHIVED,
    }
)

# While the call stands here, those who were invited write their full applications.
SECOND_STAGE = frozenset({CallStatus.CLOSED, CallStatus.IN_REVIEW})


def civil_society() -> list[str]:
    """The natures that may apply unless the call says otherwise."""
    return [Nature.ASSOCIATION.value, Nature.FOUNDATION.value]


def starting_profile_sections() -> list[str]:
    """What a call asks of the applicant's profile unless it says otherwise: who it is, who signs, where money goes."""
    return ["identity", "signatories", "bank"]


def validate_natures(value: object) -> None:
    """A list of natures, each known, at least one."""
    if not isinstance(value, list) or not value or not set(value) <= set(Nature.values):
        raise ValidationError(_("Choose at least one kind of organisation that may apply."))


class CallQuerySet(models.QuerySet["Call"]):
    """Which calls whom concern."""

    def public(self) -> CallQuerySet:
        """Calls that the public may read: published, and open to everyone eligible."""
        return self.filter(published_at__isnull=False, kind=CallKind.OPEN)

    def open(self) -> CallQuerySet:
        """Calls that take applications at this moment."""
        return self.filter(status=CallStatus.PUBLISHED, deadline_at__gt=clock.now())

    def of_staff(self, user: User, *roles: str) -> CallQuerySet:
        """Calls of the implementers for which `user` works, in one of `roles` (in any of the staff, when none)."""
        return self.filter(programme__implementer__in=organizations_where(user, *(roles or STAFF_ROLES)))

    def visible_to(self, user: User) -> CallQuerySet:
        """Public calls, those of the user's implementers, and those to which the user's organisation is invited."""
        return self.visible_in(organizations_where(user, *STAFF_ROLES), organizations_where(user, *CSO_ROLES))

    def visible_in(self, offices: Any, applicants: Any) -> CallQuerySet:
        """The same of a person who works for `offices` and acts for `applicants`: their keys, at hand or to be told."""
        public = Q(published_at__isnull=False, kind=CallKind.OPEN)
        invited = Call.objects.filter(among("invited", applicants))
        asked = Q(published_at__isnull=False, pk__in=invited.values("pk"))
        return self.filter(among("programme__implementer", offices) | public | asked)


class Call(ReviewedCall):
    """One call for applications of a programme.

    It takes applications while it is published and the clock stands before `deadline_at`; a worker only records the
    close. Who prepared it (`created_by`, `changed_by`) never approves it.
    """

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="calls", verbose_name=_("project"))
    reference = models.CharField(_("reference"), max_length=20, unique=True, editable=False)
    slug = models.SlugField(_("address"), max_length=100, unique=True)
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("in short"), blank=True)
    body = models.TextField(_("full text"), blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=CallKind.choices, default=CallKind.OPEN)
    status = models.CharField(
        _("status"), max_length=20, choices=CallStatus.choices, default=CallStatus.DRAFT, editable=False
    )
    deadline_at = models.DateTimeField(_("deadline"), help_text=_("To the second, time of Chișinău."))
    stages = models.PositiveSmallIntegerField(
        _("stages"),
        choices=[(1, _("one: the full application")), (2, _("two: a concept note, then the full application"))],
        default=1,
    )
    full_deadline_at = models.DateTimeField(
        _("deadline of the full application"),
        null=True,
        blank=True,
        help_text=_("Only for two stages; the deadline above is then that of the concept note."),
    )
    questions_until_on = models.DateField(_("last day for questions"), null=True, blank=True)
    decision_planned_on = models.DateField(_("decision planned on"), null=True, blank=True)
    answer_by_on = models.DateField(_("organisations answer an award by"), null=True, blank=True)
    money_days = models.PositiveSmallIntegerField(
        _("days from the decision to the first money, as promised"),
        null=True,
        blank=True,
        help_text=_("The public reads the promise beside what came of it."),
    )
    envelope = AmountField(_("money available"))
    currency = CurrencyField(_("currency"), default="MDL")
    min_amount = AmountField(_("smallest grant"), default=Decimal(0))
    max_amount = AmountField(_("largest grant"))
    most_per_organization = AmountField(
        _("most for one organisation over the calls of this project"),
        null=True,
        blank=True,
        help_text=_("Empty: only the ceilings of the project and its donors hold."),
    )
    cofinancing_percent = models.DecimalField(
        _("own contribution, at least (percent of the whole budget)"),
        max_digits=5,
        decimal_places=2,
        default=Decimal(0),
        validators=[MinValueValidator(0), MaxValueValidator(99)],
    )
    budget_periods = models.PositiveSmallIntegerField(
        _("periods of the budget"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(12)],
        help_text=_("Into how many periods an applicant divides each cost; one: not divided."),
    )
    budget_period_months = models.PositiveSmallIntegerField(
        _("months in a period"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
        help_text=_("Empty: the call does not say."),
    )
    natures = models.JSONField(_("who may apply"), default=civil_society, validators=[validate_natures])
    units = models.ManyToManyField(
        TerritorialUnit, blank=True, related_name="calls", verbose_name=_("territory"), help_text=_("None: everywhere.")
    )
    invited = models.ManyToManyField(
        Organization,
        blank=True,
        related_name="invitations_to_apply",
        verbose_name=_("invited organisations"),
        help_text=_("Only for a call by invitation."),
    )
    profile_sections = models.JSONField(
        _("what of its profile an applicant must have filled in"),
        default=starting_profile_sections,
        blank=True,
    )
    needs_confirmation = models.BooleanField(
        _("an authority must have confirmed the partnership before an application is submitted"), default=False
    )
    divergence_percent = models.PositiveSmallIntegerField(
        _("reviewers diverge when their totals are further apart than (percent of the maximum)"),
        default=30,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    created_at = models.DateTimeField(default=clock.now, editable=False)
    created_by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")
    changed_at = models.DateTimeField(default=clock.now, editable=False)
    changed_by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True, editable=False)
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, editable=False, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    published_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, editable=False, related_name="+")
    results_published_at = models.DateTimeField(null=True, blank=True, editable=False)
    results_published_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    cancelled_at = models.DateTimeField(null=True, blank=True, editable=False)
    cancelled_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, editable=False, related_name="+")
    cancelled_reason = models.TextField(_("why it was cancelled"), blank=True, editable=False)
    folded = FoldedField(sources=["reference", "title_ro", "title_ru", "title_en"])

    objects = CallQuerySet.as_manager()

    class Meta:
        verbose_name = _("call")
        verbose_name_plural = _("calls")
        ordering = ["-deadline_at", "-pk"]
        indexes = [
            models.Index(fields=["programme", "status"], name="call_programme_status"),
            models.Index(fields=["status", "deadline_at"], name="call_status_deadline"),
        ]
        constraints = [
            one_of("kind", CallKind, "call_kind"),
            one_of("status", CallStatus, "call_status"),
            positive("envelope", "call_envelope"),
            positive("max_amount", "call_max_amount"),
            models.CheckConstraint(condition=Q(min_amount__gte=0), name="call_min_amount"),
            models.CheckConstraint(condition=Q(min_amount__lte=F("max_amount")), name="call_amounts_ordered"),
            models.CheckConstraint(condition=Q(max_amount__lte=F("envelope")), name="call_envelope_holds_one_grant"),
            models.CheckConstraint(
                condition=Q(cofinancing_percent__gte=0, cofinancing_percent__lt=100), name="call_cofinancing"
            ),
            models.CheckConstraint(
                condition=Q(divergence_percent__gte=1, divergence_percent__lte=100), name="call_divergence"
            ),
            models.CheckConstraint(
                condition=Q(budget_periods__gte=1, budget_periods__lte=12), name="call_budget_periods"
            ),
            models.CheckConstraint(
                condition=Q(budget_period_months__isnull=True)
                | Q(budget_period_months__gte=1, budget_period_months__lte=60),
                name="call_budget_period_months",
            ),
            models.CheckConstraint(
                condition=Q(stages=1, full_deadline_at__isnull=True)
                | Q(stages=2) & (Q(full_deadline_at__isnull=True) | Q(full_deadline_at__gt=F("deadline_at"))),
                name="call_stages",
            ),
            models.CheckConstraint(
                condition=Q(most_per_organization__isnull=True) | Q(most_per_organization__gt=0),
                name="call_most_per_organization",
            ),
            together("approved_at", "approved_by", name="call_approved"),
            together("published_at", "published_by", name="call_published"),
            together("results_published_at", "results_published_by", name="call_results_published"),
            together("cancelled_at", "cancelled_by", name="call_cancelled"),
            together("names_opened_at", "names_opened_by", name="call_names_opened"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True)
                | (~Q(approved_by=F("created_by")) & ~Q(approved_by=F("changed_by"))),
                name="call_approved_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=sorted(PUBLIC_STATUSES)) | Q(published_at__isnull=False),
                name="call_public_status_is_published",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True) | ~Q(cancelled_reason=""), name="call_cancelled_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page in the workspace."""
        return reverse("grants:call", args=[self.reference])

    @property
    def is_open(self) -> bool:
        """Whether it takes applications at this moment."""
        return self.status == CallStatus.PUBLISHED and clock.now() < self.deadline_at

    @property
    def is_over(self) -> bool:
        """Whether it was published and takes applications no longer; the record of the close may lag behind."""
        return self.published_at is not None and not self.is_open

    @property
    def is_demo(self) -> bool:
        """Inherited from the programme."""
        return self.programme.is_demo

    def deadline_of(self, stage: int) -> datetime | None:
        """Until when applications of `stage` are taken; None while no deadline is set for the second."""
        return self.deadline_at if stage == 1 else self.full_deadline_at

    def movable_stages(self) -> list[int]:
        """The stages whose deadline may still be moved; none before publication and after a decision.

        It lies ahead; or nobody was invited to the full application yet, so that its passing has closed nothing.
        """
        now, full = clock.now(), self.full_deadline_at
        first = [1] if self.is_open else []
        runs = self.status == CallStatus.PUBLISHED or self.status in SECOND_STAGE
        if not runs or full is None or (full <= now and self.applications.filter(stage=2).exists()):
            return first
        return [*first, 2]
