"""Applications: what an organisation asks for in answer to a call, as a draft and as it was submitted."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grants.models.call.call import Call
from grants.models.call.domain import WorkDomain
from grants.models.call.lot import Lot
from kernel import clock
from kernel.fields import AmountField, FoldedField, one_of, positive, together
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
    AWARDED = "awarded", pgettext_lazy("application", "awarded")
    WITHDRAWN = "withdrawn", pgettext_lazy("application", "withdrawn")


class ApplicationQuerySet(models.QuerySet["Application"]):
    """Which applications whom concern."""

    def of_organizations(self, user: User, *roles: str) -> ApplicationQuerySet:
        """Applications of the organisations for which `user` acts, in one of `roles` (in any of a CSO, when none)."""
        return self.filter(organization__in=organizations_where(user, *(roles or CSO_ROLES)))

    def visible_to(self, user: User) -> ApplicationQuerySet:
        """Own ones; submitted ones to the implementer's staff; assigned ones to a reviewer who declared no conflict.

        A declared conflict closes an application to that person, whatever else they are. While a call is blind a
        reviewer reads its applications on the page of the review alone, where names are hidden, and nowhere else.
        """
        if not user.is_authenticated:
            return self.none()
        # Sets of keys, not joins: a list of ten thousand is filtered by one walk over its own rows.
        own = Q(organization__in=organizations_where(user, *CSO_ROLES))
        run = Call.objects.of_staff(user, *READER_ROLES)
        staff = Q(call__in=run.order_by().values("pk"), submitted_at__isnull=False)
        stands = user.assignments.order_by().filter(withdrawn_at__isnull=True, conflict="none")
        unveiled = Q(application__call__is_blind=False) | Q(application__call__names_opened_at__isnull=False)
        given = stands.filter(unveiled).values("application")
        return self.filter(own | staff | Q(pk__in=given)).open_to(user)

    def closed_to(self, user: User) -> ApplicationQuerySet:
        """Those with which `user` declared a conflict of interest, whatever else they are."""
        assigned = user.assignments.order_by().filter(conflict="declared").values("application")
        return self.filter(Q(pk__in=assigned) | Q(pk__in=user.conflicts_of_interest.order_by().values("application")))

    def open_to(self, user: User) -> ApplicationQuerySet:
        """Those with which `user` declared no conflict of interest."""
        assigned = user.assignments.order_by().filter(conflict="declared").values("application")
        declared = user.conflicts_of_interest.order_by().values("application")
        return self.exclude(pk__in=assigned).exclude(pk__in=declared)


class Application(models.Model):
    """One application. `requested` is the sum of the budget lines asked of the implementer, in the call's currency.

    `lot` is the one it answers to, where the call has lots; `stage` is 2 once a concept note was taken further.
    `touched` says who saved `title`, `summary`, `units`, `lot` and `budget` last, and when:
    `{"title": {"by": 1, "at": "…"}}`.
    `ready_at` stands while somebody of the organisation has said that the draft is ready for the representative.
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
    submitted_at = models.DateTimeField(null=True, blank=True, editable=False)
    submitted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, editable=False, related_name="+")
    ready_at = models.DateTimeField(null=True, blank=True, editable=False)
    ready_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, editable=False, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, editable=False, related_name="+")
    folded = FoldedField(sources=["reference", "title"])

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["call", "status"], name="application_call_status"),
            models.Index(fields=["organization", "status"], name="application_org_status"),
            models.Index(fields=["-submitted_at", "-id"], name="application_submitted"),
            models.Index(fields=["requested", "id"], name="application_requested"),
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
                fields=["call", "organization"],
                condition=~Q(status=ApplicationStatus.WITHDRAWN),
                name="application_one_live_for_each_call",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}".strip()

    def get_absolute_url(self) -> str:
        """Its page in the workspace."""
        return reverse("grants:application", args=[self.reference])

    @property
    def currency(self) -> str:
        """The call's; an application asks in no other."""
        return self.call.currency

    @property
    def is_demo(self) -> bool:
        """Inherited from the programme of the call."""
        return self.call.is_demo


class ApplicationVersion(models.Model):
    """What was submitted, frozen: the content, its digest (SHA-256, hexadecimal) and the code on the receipt."""

    demo = "application.is_demo"

    application = models.ForeignKey(Application, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(default=1)
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    receipt_code = models.CharField(max_length=20, unique=True)
    submitted_at = models.DateTimeField()
    submitted_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("submitted version")
        verbose_name_plural = _("submitted versions")
        ordering = ["application", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["application", "number"], name="applicationversion_number"),
            positive("number", "applicationversion_number_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} v{self.number}"
