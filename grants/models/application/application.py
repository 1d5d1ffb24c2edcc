"""Applications: what an organisation asks for in answer to a call, as a draft and as it was submitted."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from decimal import Decimal
from functools import lru_cache

from django.db import models
from django.db.models import Case, F, Q, When
from django.db.models.lookups import IsNull
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grants.models.call.call import SECOND_STAGE, Call, CallStatus
from grants.models.call.domain import WorkDomain
from grants.models.call.lot import Lot
from kernel import clock
from kernel.fields import AmountField, FoldedField, one_of, together
from organizations.models import CSO_ROLES, Organization, Role, TerritorialUnit, User
from organizations.queries.memberships import organizations_where

# Who of the implementer's staff reads submitted applications.
READER_ROLES = frozenset(
    {
        Role.PROGRAMME_MANAGER,
        Role.GRANTS_OFFICER,
        Role.FINANCE_OFFICER,
        Role.FINANCE_APPROVER,
        Role.MONITORING_OFFICER,
    }
)


class ApplicationStatus(models.TextChoices):
    """Where an application is in its life."""

    DRAFT = "draft", pgettext_lazy("application", "draft")
    SUBMITTED = "submitted", pgettext_lazy("application", "submitted")
    INELIGIBLE = "ineligible", pgettext_lazy("application", "not eligible")
    IN_REVIEW = "in_review", pgettext_lazy("application", "in review")
    RESERVE = "reserve", pgettext_lazy("application", "on the reserve list")
    REJECTED = "rejected", pgettext_lazy("application", "not funded")
    INVITED = "invited", pgettext_lazy("application", "invited to the full application")
    AWARDED = "awarded", pgettext_lazy("application", "awarded")
    WITHDRAWN = "withdrawn", pgettext_lazy("application", "withdrawn")


class CopyPurpose(models.TextChoices):
    """For what a working copy of a submitted application was opened."""

    CHANGE = "change", _("changes before the deadline")
    CLARIFICATION = "clarification", _("answer to a clarification")


# What people write in the application itself, and what its life says; a test knows every field as one of them.
WRITTEN = ("title", "summary", "lot", "requested", "touched", "saved_at", "saved_by")


# Questions alone, without an answer: to put them together anew takes longer than to ask them.
@lru_cache(maxsize=64)
def _judged_by(key: int) -> tuple[models.QuerySet, models.QuerySet]:
    """Calls in whose committee the person with `key` sits and does not judge blind; applications given to them in the
    open."""
    user = User(pk=key)
    veiled = Q(application__call__is_blind=True, application__call__names_opened_at__isnull=True)
    judged_blind = user.assignments.order_by().filter(veiled).values("application__call")
    seated = user.committees.order_by().filter(left_at__isnull=True).exclude(call__in=judged_blind)
    stands = user.assignments.order_by().filter(withdrawn_at__isnull=True, conflict="none")
    unveiled = Q(application__call__is_blind=False) | Q(application__call__names_opened_at__isnull=False)
    return seated.values("call"), stands.filter(unveiled).values("application")


@lru_cache(maxsize=64)
def _shut_to(key: int) -> tuple[models.QuerySet, models.QuerySet, models.QuerySet]:
    """Applications with which the person with `key` declared a conflict, given to them or not, and for which they
    stepped aside."""
    user = User(pk=key)
    assigned = user.assignments.order_by().filter(conflict="declared").values("application")
    declared = user.conflicts_of_interest.order_by().values("application")
    recused = user.committees.order_by().filter(recusals__isnull=False).values("recusals__application")
    return assigned, declared, recused


class ApplicationQuerySet(models.QuerySet["Application"]):
    """Which applications whom concern."""

    def of_organizations(self, user: User, *roles: str) -> ApplicationQuerySet:
        """Applications of the organisations for which `user` acts, in one of `roles` (in any of a CSO, when none)."""
        return self.filter(organization__in=organizations_where(user, *(roles or CSO_ROLES)))

    def concerning(self, user: User) -> ApplicationQuerySet:
        """Own ones, and submitted ones to the implementer's staff; not for use without what a conflict closes."""
        # Sets of keys, not joins: a list of ten thousand is filtered by one walk over its own rows.
        own = Q(organization__in=organizations_where(user, *CSO_ROLES))
        run = Call.objects.of_staff(user, *READER_ROLES)
        return self.filter(own | Q(call__in=run.order_by().values("pk"), submitted_at__isnull=False))

    def told_to(self, user: User) -> ApplicationQuerySet:
        """Own ones, and submitted ones to the implementer's staff: what letters, appeals and offers speak of.

        A declared conflict closes an application to that person, whatever else they are.
        """
        if not user.is_authenticated:
            return self.none()
        return self.concerning(user).open_to(user)

    def visible_to(self, user: User) -> ApplicationQuerySet:
        """Own ones; submitted ones to the implementer's staff and to the committee of the call, but for those of it who
        judge the call blind; assigned ones to a reviewer who declared no conflict.

        A declared conflict closes an application to that person, whatever else they are. While a call is blind a
        reviewer reads its applications on the page of the review alone, where names are hidden, and nowhere else.
        """
        if not user.is_authenticated:
            return self.none()
        own, run = organizations_where(user, *CSO_ROLES), organizations_where(user, *READER_ROLES)
        return self.seen_by(user.pk, own, run)

    def seen_by(self, key: int, own: Collection[int], run: Collection[int]) -> ApplicationQuerySet:
        """The same of the person with `key`, who acts for the organisations `own` and reads for the offices `run`."""
        calls = Call.objects.filter(programme__implementer__in=run)
        seated, given = _judged_by(key)
        submitted = Q(call__in=calls.order_by().values("pk")) | Q(call__in=seated)
        seen = Q(organization__in=own) | (submitted & Q(submitted_at__isnull=False)) | Q(pk__in=given)
        return self.filter(seen).open_to_person(key)

    def closed_to(self, user: User) -> ApplicationQuerySet:
        """Those with which `user` declared a conflict of interest, whatever else they are."""
        assigned = user.assignments.order_by().filter(conflict="declared").values("application")
        # One set of keys: of two that are joined by "or" a database makes a walk over every application.
        return self.filter(pk__in=assigned.union(user.conflicts_of_interest.order_by().values("application")))

    def open_to(self, user: User) -> ApplicationQuerySet:
        """Those with which `user` declared no conflict of interest, and for which they did not step aside."""
        return self.open_to_person(user.pk)

    def open_to_person(self, key: int) -> ApplicationQuerySet:
        """The same of the person with `key`."""
        assigned, declared, recused = _shut_to(key)
        return self.exclude(pk__in=assigned).exclude(pk__in=declared).exclude(pk__in=recused)

    def still_taken(self) -> ApplicationQuerySet:
        """Those whose stage of the call takes applications at this moment, the first to end first."""
        now = clock.now()
        first = Q(stage=1, call__status=CallStatus.PUBLISHED, call__deadline_at__gt=now)
        second = Q(stage=2, call__status__in=SECOND_STAGE, call__full_deadline_at__gt=now)
        until = Case(When(stage=2, then="call__full_deadline_at"), default="call__deadline_at")
        return self.filter(first | second).order_by(until, "pk")


class ApplicationManager(models.Manager.from_queryset(ApplicationQuerySet)):  # type: ignore[misc]  # made by Django
    """Applications themselves. Working copies are nobody's application: only the form that writes one finds it."""

    def get_queryset(self) -> ApplicationQuerySet:
        return super().get_queryset().filter(revises__isnull=True)

    def visible_to(self, user: User) -> ApplicationQuerySet:
        """As `ApplicationQuerySet.visible_to`; of all applications put together once for a person with these roles."""
        if self is not Application.objects or not user.is_authenticated:
            return self.get_queryset().visible_to(user)
        own, run = organizations_where(user, *CSO_ROLES), organizations_where(user, *READER_ROLES)
        return _seen_by(user.pk, tuple(own), tuple(run)).all()


@lru_cache(maxsize=256)
def _seen_by(key: int, own: tuple[int, ...], run: tuple[int, ...]) -> ApplicationQuerySet:
    return Application.objects.get_queryset().seen_by(key, own, run)


class Application(models.Model):
    """One application. `requested` is the sum of the budget lines asked of the implementer, in the call's currency.

    `lot` is the one it answers to, where the call has lots; `stage` is 2 once a concept note was taken further.
    `touched` says who saved `title`, `summary`, `units`, `lot` and `budget` last, and when:
    `{"title": {"by": 1, "at": "…"}}`.
    `ready_at` stands while somebody of the organisation has said that the draft is ready for the representative.

    Once submitted, its rows are what counts: the content of its last version. Whoever changes it writes a working copy,
    a draft of its own with `revises`, which takes their place when it is submitted in turn (docs/adr/0080).

    `submitted_at` is the moment at which the act of submitting began, before it waited for anything.
    """

    call = models.ForeignKey(Call, models.PROTECT, related_name="applications", verbose_name=_("call"))
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="applications", verbose_name=_("organisation")
    )
    lot = models.ForeignKey(
        Lot,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="applications",
        verbose_name=pgettext_lazy("part of a call", "lot"),
    )
    stage = models.PositiveSmallIntegerField(_("stage"), default=1, editable=False)
    reference = models.CharField(_("reference"), max_length=20, unique=True, editable=False)
    status = models.CharField(
        _("status"),
        max_length=20,
        choices=ApplicationStatus.choices,
        default=ApplicationStatus.DRAFT,
        editable=False,
    )
    title = models.CharField(_("title of the project"), max_length=200, blank=True)
    summary = models.TextField(_("the project in short"), blank=True)
    units = models.ManyToManyField(
        TerritorialUnit, blank=True, related_name="applications", verbose_name=_("where the work is done")
    )
    requested = AmountField(_("requested"), default=Decimal(0), editable=False)
    further_wanted_at = models.DateTimeField(_("one more reviewer is wanted since"), null=True, editable=False)
    domains = models.ManyToManyField(
        WorkDomain,
        blank=True,
        related_name="applications",
        verbose_name=_("fields of work"),
        help_text=_("None: those of the call."),
    )
    created_at = models.DateTimeField(default=clock.now, editable=False)
    created_by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")
    saved_at = models.DateTimeField(default=clock.now, editable=False)
    saved_by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")
    touched = models.JSONField(default=dict, editable=False)
    # Found by the index of its constraint: one that also holds all the others leads SQLite past the order of the list.
    revises = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, db_index=False, related_name="working_copies"
    )
    continues = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="full_application"
    )
    purpose = models.CharField(max_length=15, choices=CopyPurpose.choices, blank=True, default="", editable=False)
    submitted_at = models.DateTimeField(null=True, blank=True, editable=False)
    submitted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, editable=False, related_name="+")
    ready_at = models.DateTimeField(null=True, blank=True, editable=False)
    ready_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, editable=False, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, editable=False, related_name="+")
    withdrawn_reason = models.TextField(_("why it was withdrawn"), blank=True, default="", editable=False)
    folded = FoldedField(sources=["reference", "title"])

    objects = ApplicationManager()
    with_copies = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["call", "status"], name="application_call_status"),
            models.Index(fields=["organization", "status"], name="application_org_status"),
            # In the order of the list: what was not submitted stands at its end.
            models.Index(
                IsNull(F("submitted_at"), True), F("submitted_at").desc(), F("id").desc(), name="application_listed"
            ),
            models.Index(fields=["requested", "id"], name="application_requested"),
            models.Index(
                fields=["call"], condition=Q(further_wanted_at__isnull=False), name="application_further_wanted"
            ),
        ]
        constraints = [
            one_of("status", ApplicationStatus, "application_status"),
            models.CheckConstraint(condition=Q(stage__in=[1, 2]), name="application_stage"),
            together("submitted_at", "submitted_by", name="application_submitted_together"),
            together("ready_at", "ready_by", name="application_ready_together"),
            together("withdrawn_at", "withdrawn_by", name="application_withdrawn_together"),
            models.CheckConstraint(condition=Q(requested__gte=0), name="application_requested_not_negative"),
            models.CheckConstraint(
                condition=Q(status__in=[ApplicationStatus.DRAFT, ApplicationStatus.WITHDRAWN])
                | Q(submitted_at__isnull=False),
                name="application_past_draft_is_submitted",
            ),
            models.UniqueConstraint(
                fields=["call", "organization", "stage"],
                condition=~Q(status=ApplicationStatus.WITHDRAWN) & Q(revises__isnull=True),
                name="application_one_live_for_each_call",
            ),
            models.UniqueConstraint(
                fields=["revises", "purpose"],
                condition=Q(revises__isnull=False),
                name="application_one_copy_for_each_purpose",
            ),
            models.CheckConstraint(
                condition=Q(revises__isnull=True, purpose="")
                | Q(
                    revises__isnull=False,
                    purpose__in=CopyPurpose.values,
                    status=ApplicationStatus.DRAFT,
                    submitted_at__isnull=True,
                ),
                name="application_copy_stays_a_draft",
            ),
            models.CheckConstraint(
                condition=Q(continues__isnull=True) | Q(stage=2), name="application_only_a_full_one_continues"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}".strip()

    def get_absolute_url(self) -> str:
        """Its page in the workspace; that of the application, for a working copy."""
        # The reference of a copy begins with its application's: no list has to read whose copy it might be.
        return reverse("grants:application", args=["-".join(self.reference.split("-")[:3])])

    @property
    def counted(self) -> Application:
        """The application itself, also for a working copy of it: what reads, counts and has a record."""
        return self.revises or self

    @property
    def copies(self) -> ApplicationQuerySet:
        """The working copies of it."""
        return Application.with_copies.filter(revises=self)

    @property
    def deadline_at(self) -> datetime | None:
        """Until when its stage of the call takes it; None while the second stage has no deadline yet."""
        return self.call.deadline_of(self.stage)

    @property
    def is_open(self) -> bool:
        """Whether its stage of the call takes applications at this moment."""
        if self.stage == 1:
            return self.call.is_open
        deadline = self.deadline_at
        return self.call.status in SECOND_STAGE and deadline is not None and clock.now() < deadline

    @property
    def awaits_check(self) -> bool:
        """Whether it is submitted, its stage of the call takes no more, and nobody has concluded on its eligibility."""
        return self.status == ApplicationStatus.SUBMITTED and self.is_past_deadline

    @property
    def is_past_deadline(self) -> bool:
        """Whether its stage was open and takes applications no longer."""
        return self.call.is_over and not self.is_open

    @property
    def currency(self) -> str:
        """The call's; an application asks in no other."""
        return self.call.currency

    @property
    def is_demo(self) -> bool:
        """Inherited from the programme of the call."""
        return self.call.is_demo
