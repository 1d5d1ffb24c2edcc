"""Awards: the list that is proposed and approved, and the decision on each application that follows from it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grants.models.application.application import READER_ROLES, Application
from grants.models.award.committee import Meeting, Recusal
from grants.models.award.decision import Decision
from grants.models.call.call import Call
from kernel import clock
from kernel.fields import AmountField, CurrencyField, one_of, positive, together
from organizations.models import CSO_ROLES, Organization, User
from organizations.queries.memberships import organizations_where, roles_of


class AwardListStatus(models.TextChoices):
    """A list is proposed by one person and approved or sent back by another; some wait for the donor then."""

    PROPOSED = "proposed", pgettext_lazy("award list", "proposed")
    APPROVED = "approved", pgettext_lazy("award list", "approved")
    AWAITING_DONOR = "awaiting_donor", pgettext_lazy("award list", "waits for the donor")
    RETURNED = "returned", pgettext_lazy("award list", "sent back")


class AwardListKind(models.TextChoices):
    """Whether a list decides on the applications in review, or moves one up from the reserve."""

    DECISION = "decision", _("decision on the applications in review")
    RESERVE = "reserve", _("from the reserve list")


class AwardListQuerySet(models.QuerySet["AwardList"]):
    """Which award lists whom concern."""

    def visible_to(self, user: User) -> AwardListQuerySet:
        """Those of the user's implementers.

        Not those that judge another organisation of theirs, or an application with which they declared a conflict.
        """
        runs = organizations_where(user, *READER_ROLES)
        if not runs:
            return self.none()
        declared = Q(application__in=Application.objects.closed_to(user).values("pk"))
        recused = Q(application__in=Recusal.objects.filter(member__user=user).values("application"))
        own = Q(application__organization__in=set(roles_of(user)) - set(runs))
        closed = AwardListRow.objects.filter(declared | recused | own)
        return self.filter(call__programme__implementer__in=runs).exclude(pk__in=closed.values("award_list"))


class AwardList(models.Model):
    """The proposed decision on every ranked application of a call."""

    demo = "call.is_demo"

    call = models.ForeignKey(Call, models.PROTECT, related_name="award_lists")
    kind = models.CharField(
        _("kind"), max_length=10, choices=AwardListKind.choices, default=AwardListKind.DECISION, editable=False
    )
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, editable=False, related_name="award_lists"
    )
    status = models.CharField(
        _("status"),
        max_length=15,
        choices=AwardListStatus.choices,
        default=AwardListStatus.PROPOSED,
        editable=False,
    )
    note = models.TextField(_("note on the list"), blank=True)
    answer_by_on = models.DateField(_("applicants answer by"))
    proposed_at = models.DateTimeField(default=clock.now, editable=False)
    proposed_by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True, editable=False)
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, editable=False, related_name="+")
    returned_at = models.DateTimeField(null=True, blank=True, editable=False)
    returned_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, editable=False, related_name="+")
    returned_reason = models.TextField(_("why it was sent back"), blank=True, editable=False)

    objects = AwardListQuerySet.as_manager()

    class Meta:
        verbose_name = _("award list")
        verbose_name_plural = _("award lists")
        ordering = ["call", "-proposed_at", "-pk"]
        constraints = [
            one_of("status", AwardListStatus, "awardlist_status"),
            one_of("kind", AwardListKind, "awardlist_kind"),
            together("approved_at", "approved_by", name="awardlist_approved"),
            together("returned_at", "returned_by", name="awardlist_returned"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("proposed_by")),
                name="awardlist_approved_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[AwardListStatus.APPROVED, AwardListStatus.AWAITING_DONOR])
                | Q(approved_at__isnull=False),
                name="awardlist_approved_status",
            ),
            models.UniqueConstraint(
                fields=["call"],
                condition=Q(status__in=[AwardListStatus.PROPOSED, AwardListStatus.AWAITING_DONOR]),
                name="awardlist_one_waits",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.call}: {self.get_status_display()}"

    def get_absolute_url(self) -> str:
        """Its page in the workspace."""
        return reverse("grants:award_list", args=[self.pk])


class AwardListRow(models.Model):
    """One application on a list: its place, the figures on which it stands, and the decision proposed for it."""

    award_list = models.ForeignKey(AwardList, models.CASCADE, related_name="rows")
    application = models.ForeignKey(Application, models.PROTECT, related_name="award_list_rows")
    place = models.PositiveSmallIntegerField(_("place"), default=1)
    rank = models.PositiveSmallIntegerField(_("rank"))
    mean = models.DecimalField(_("mean (percent of the maximum)"), max_digits=7, decimal_places=4, null=True)
    reviews = models.PositiveSmallIntegerField(_("reviews counted"), default=0)
    decision = models.CharField(_("decision"), max_length=10, choices=Decision.choices)
    amount = AmountField(_("amount"), null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    conditions = models.TextField(_("conditions"), blank=True)

    class Meta:
        verbose_name = _("row of an award list")
        verbose_name_plural = _("rows of award lists")
        ordering = ["award_list", "place", "rank", "pk"]
        constraints = [
            one_of("decision", Decision, "awardlistrow_decision"),
            models.UniqueConstraint(fields=["award_list", "application"], name="awardlistrow_once"),
            models.CheckConstraint(
                condition=Q(decision=Decision.AWARD, amount__gt=0)
                | (~Q(decision=Decision.AWARD) & Q(amount__isnull=True)),
                name="awardlistrow_amount_when_awarded",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rank}. {self.application_id}: {self.decision}"


class AwardStatus(models.TextChoices):
    """What the applicant made of the offer."""

    OFFERED = "offered", pgettext_lazy("award", "offered")
    ACCEPTED = "accepted", pgettext_lazy("award", "accepted")
    DECLINED = "declined", pgettext_lazy("award", "declined")
    LAPSED = "lapsed", pgettext_lazy("award", "lapsed without an answer")


class AwardQuerySet(models.QuerySet["Award"]):
    """Which awards whom concern."""

    def visible_to(self, user: User) -> AwardQuerySet:
        """Those of applications that the user may see, of the user's organisations or implementers."""
        own = Q(application__organization__in=organizations_where(user, *CSO_ROLES))
        staff = Q(application__in=Application.objects.visible_to(user))
        return self.filter(own | staff)


class Award(models.Model):
    """The decision to fund one application, with its amount; the agreement is drafted when it is accepted."""

    demo = "application.is_demo"

    application = models.OneToOneField(Application, models.PROTECT, related_name="award")
    award_list = models.ForeignKey(AwardList, models.PROTECT, related_name="awards")
    amount = AmountField(_("amount"))
    currency = CurrencyField(_("currency"))
    status = models.CharField(
        _("status"), max_length=10, choices=AwardStatus.choices, default=AwardStatus.OFFERED, editable=False
    )
    offered_at = models.DateTimeField(default=clock.now, editable=False)
    due_on = models.DateField(_("answer by"))
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, editable=False, related_name="+")
    decline_reason = models.TextField(_("why it is declined"), blank=True)

    objects = AwardQuerySet.as_manager()

    class Meta:
        verbose_name = _("award")
        verbose_name_plural = _("awards")
        ordering = ["-offered_at", "-pk"]
        constraints = [
            one_of("status", AwardStatus, "award_status"),
            positive("amount", "award_amount"),
            together("answered_at", "answered_by", name="award_answered"),
            models.CheckConstraint(
                condition=~Q(status__in=[AwardStatus.ACCEPTED, AwardStatus.DECLINED]) | Q(answered_at__isnull=False),
                name="award_answer_has_a_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application}: {self.amount} {self.currency}"

    def get_absolute_url(self) -> str:
        """Its page in the workspace."""
        return reverse("grants:award", args=[self.application.reference])

    @property
    def organization(self) -> Organization:
        """Whom the award is for."""
        return self.application.organization
