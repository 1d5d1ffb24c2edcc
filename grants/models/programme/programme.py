"""Programmes: funded projects that may run calls, as their implementer keeps them or as a source published them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grants.models.money.rate import RatePolicy, RateSource
from grants.models.programme.source import Source
from kernel import clock
from kernel.fields import CurrencyField, FoldedField, one_of, together
from organizations.models import STAFF_ROLES, Organization, TerritorialUnit, User
from organizations.roles import organizations_where, roles_of


class ProgrammeStatus(models.TextChoices):
    """Where a programme is in its life."""

    PREPARED = "prepared", pgettext_lazy("project", "in preparation")
    ACTIVE = "active", pgettext_lazy("project", "active")
    COMPLETED = "completed", pgettext_lazy("project", "completed")
    CANCELLED = "cancelled", pgettext_lazy("project", "cancelled")
    NOT_STATED = "not_stated", pgettext_lazy("project", "not stated in the source")


class Keeping(models.TextChoices):
    """Where the figures of one column (planned, committed, received, disbursed, spent) of a programme come from."""

    KEPT = "kept", _("kept here")
    PUBLISHED = "published", _("as published")
    NOT_PUBLISHED = "not_published", _("not published")


# The five columns of a programme's money, which are never mixed.
COLUMNS = {
    "planned": _("planned"),
    "committed": _("committed"),
    "received": _("received"),
    "disbursed": _("disbursed"),
    "spent": _("spent"),
}


class Precision(models.TextChoices):
    """How exactly a date is known."""

    DAY = "day", _("day")
    MONTH = "month", _("month")
    YEAR = "year", _("year")


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    """Which programmes whom concern."""

    def published(self) -> ProgrammeQuerySet:
        """Programmes that the public may read."""
        return self.filter(published_at__isnull=False)

    def visible_to(self, user: User) -> ProgrammeQuerySet:
        """Programmes of implementers on whose staff the user is, and those that the user's organisations fund."""
        runs, mine = organizations_where(user, *STAFF_ROLES), list(roles_of(user))
        funds = Q(funding_lines__donor__in=mine) | Q(partners__organization__in=mine, partners__role="donor")
        funded = self.model.objects.filter(funds).values("pk")
        return self.filter(Q(implementer__in=runs) | Q(pk__in=funded))


class Programme(models.Model):
    """A funded project that may run calls. On screen: project.

    `implementer` null prints as "not stated". Dates copied from a source may be known to the year only:
    `dates_precision` says so.
    """

    code = models.SlugField(_("code"), max_length=30, unique=True)
    slug = models.SlugField(_("address"), max_length=100, unique=True)
    title = models.CharField(_("title"), max_length=250)
    summary = models.TextField(_("summary"), blank=True)
    domain = models.CharField(_("domain"), max_length=120, blank=True)
    coverage_note = models.CharField(_("coverage"), max_length=200, blank=True)
    direct_beneficiaries = models.TextField(_("direct beneficiaries"), blank=True)
    beneficiaries = models.TextField(
        _("beneficiaries"), blank=True, help_text=_("Where direct and indirect ones are not told apart.")
    )
    indirect_beneficiaries = models.TextField(_("indirect beneficiaries"), blank=True)
    implementer = models.ForeignKey(
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="implemented_programmes",
        verbose_name=_("implementer"),
    )
    units = models.ManyToManyField(TerritorialUnit, blank=True, related_name="programmes", verbose_name=_("territory"))
    sdgs = models.JSONField(_("sustainable development goals"), default=list, blank=True)
    status = models.CharField(
        _("status"), max_length=20, choices=ProgrammeStatus.choices, default=ProgrammeStatus.PREPARED, editable=False
    )
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))
    dates_precision = models.CharField(
        _("dates are known to the"),
        max_length=5,
        choices=Precision.choices,
        default=Precision.DAY,
    )
    currency = CurrencyField(_("currency"), default="EUR")
    rate_source = models.CharField(
        _("exchange rates of"), max_length=10, choices=RateSource.choices, default=RateSource.NATIONAL_BANK
    )
    rate_policy = models.CharField(
        _("which rate is taken"), max_length=10, choices=RatePolicy.choices, default=RatePolicy.DAY
    )
    planned_keeping = models.CharField(_("planned"), max_length=15, choices=Keeping.choices, default=Keeping.KEPT)
    committed_keeping = models.CharField(_("committed"), max_length=15, choices=Keeping.choices, default=Keeping.KEPT)
    received_keeping = models.CharField(_("received"), max_length=15, choices=Keeping.choices, default=Keeping.KEPT)
    disbursed_keeping = models.CharField(_("disbursed"), max_length=15, choices=Keeping.choices, default=Keeping.KEPT)
    spent_keeping = models.CharField(_("spent"), max_length=15, choices=Keeping.choices, default=Keeping.KEPT)
    source = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="programmes", verbose_name=_("source")
    )
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    published_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, editable=False, related_name="+")
    is_demo = models.BooleanField(default=False, editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    changed_at = models.DateTimeField(default=clock.now, editable=False)
    folded = FoldedField(sources=["code", "title_ro", "title_ru", "title_en"])

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        ordering = ["-starts_on", "code"]
        constraints = [
            one_of("status", ProgrammeStatus, "programme_status"),
            one_of("dates_precision", Precision, "programme_dates_precision"),
            one_of("rate_source", RateSource, "programme_rate_source"),
            one_of("rate_policy", RatePolicy, "programme_rate_policy"),
            one_of("planned_keeping", Keeping, "programme_planned_keeping"),
            one_of("committed_keeping", Keeping, "programme_committed_keeping"),
            one_of("received_keeping", Keeping, "programme_received_keeping"),
            one_of("disbursed_keeping", Keeping, "programme_disbursed_keeping"),
            one_of("spent_keeping", Keeping, "programme_spent_keeping"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="programme_dates"),
            together("published_at", "published_by", name="programme_published"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page in the workspace."""
        return reverse("grants:programme", args=[self.pk])

    @property
    def is_published(self) -> bool:
        """Whether the public may read it."""
        return self.published_at is not None

    def keeping_of(self, column: str) -> Keeping:
        """Where the figures of `column` (planned, committed, received, disbursed or spent) come from."""
        return Keeping(getattr(self, f"{column}_keeping"))
