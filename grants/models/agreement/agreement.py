"""Agreements: the sub-grant that an implementer and an organisation sign, and their signatures under it."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grants.models.award.award import Award
from grants.models.programme.programme import Programme
from kernel import clock
from kernel.compiled import among
from kernel.fields import AmountField, CurrencyField, FoldedField, one_of, positive, together
from organizations.models import Authority, Document, Organization, PublicationLevel, Role, TerritorialUnit, User
from organizations.roles import organizations_where

# Who of a side reads its agreements; what they may do is decided in the rules.
STAFF_READERS = (
    Role.ADMINISTRATOR,
    Role.PROGRAMME_MANAGER,
    Role.GRANTS_OFFICER,
    Role.FINANCE_OFFICER,
    Role.FINANCE_APPROVER,
    Role.MONITORING_OFFICER,
)
GRANTEE_READERS = (Role.REPRESENTATIVE, Role.ACCOUNTANT, Role.MEMBER)


class AgreementStatus(models.TextChoices):
    """Where an agreement is in its life."""

    DRAFT = "draft", pgettext_lazy("agreement", "in preparation")
    OFFERED = "offered", pgettext_lazy("agreement", "offered to the organisation")
    ACCEPTED = "accepted", pgettext_lazy("agreement", "accepted, waits for signatures")
    SIGNED = "signed", pgettext_lazy("agreement", "signed by both sides")
    ACTIVE = "active", pgettext_lazy("agreement", "active")
    SUSPENDED = "suspended", pgettext_lazy("agreement", "suspended")
    COMPLETED = "completed", pgettext_lazy("agreement", "completed")
    CLOSED = "closed", pgettext_lazy("agreement", "closed")
    TERMINATED = "terminated", pgettext_lazy("agreement", "terminated")
    CANCELLED = "cancelled", pgettext_lazy("agreement", "cancelled")


class AgreementQuerySet(models.QuerySet["Agreement"]):
    """Which agreements whom concern."""

    def published(self) -> AgreementQuerySet:
        """Agreements that the public may read about."""
        return self.filter(published_at__isnull=False).exclude(publication_level=PublicationLevel.WITHHELD)

    def visible_to(self, user: User) -> AgreementQuerySet:
        """Agreements of the user's implementers, of the user's own organisations, and under programmes they fund.

        An organisation sees its agreement once it is offered.
        """
        return self.visible_in(
            organizations_where(user, *STAFF_READERS),
            organizations_where(user, *GRANTEE_READERS),
            organizations_where(user, Role.VIEWER),
        )

    def visible_in(self, runs: Any, receives: Any, funds: Any) -> AgreementQuerySet:
        """The same of a person by the keys of the organisations in which they read as staff, as grantee and as donor,
        at hand or to be told."""
        funded = Programme.objects.filter(among("funding_lines__donor", funds))
        return self.filter(
            among("programme__implementer", runs)
            | among("organization", receives) & ~Q(status=AgreementStatus.DRAFT)
            | Q(programme__in=funded) & Q(activated_at__isnull=False)
        )


class Agreement(models.Model):
    """A grant as signed: who receives how much, for what, until when. One currency; the ledger counts in it.

    `summary` is what the public reads. `line_tolerance` is the share, in percent, by which accepted expenditure of one
    budget line may pass its approved amount without an amendment; the total never may. `award` is null for a grant
    that was given directly.
    """

    award = models.OneToOneField(
        Award, models.PROTECT, null=True, blank=True, editable=False, related_name="agreement", verbose_name=_("award")
    )
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="agreements", verbose_name=_("project"))
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="agreements", verbose_name=_("organisation")
    )
    reference = models.CharField(_("reference"), max_length=30, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=250)
    summary = models.TextField(_("public summary"), blank=True)
    authority = models.ForeignKey(
        Authority,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="agreements",
        verbose_name=_("partner authority"),
    )
    units = models.ManyToManyField(TerritorialUnit, blank=True, related_name="agreements", verbose_name=_("territory"))
    currency = CurrencyField(_("currency"))
    amount = AmountField(_("amount"))
    line_tolerance = models.PositiveSmallIntegerField(_("tolerance per budget line, %"), default=10)
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))
    status = models.CharField(
        _("status"), max_length=20, choices=AgreementStatus.choices, default=AgreementStatus.DRAFT, editable=False
    )
    drafted_at = models.DateTimeField(default=clock.now, editable=False)
    drafted_by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")
    offered_at = models.DateTimeField(null=True, blank=True, editable=False)
    offered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, editable=False, related_name="+")
    wish = models.TextField(_("changes that the organisation asks for"), blank=True, editable=False)
    accepted_at = models.DateTimeField(null=True, blank=True, editable=False)
    accepted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, editable=False, related_name="+")
    activated_at = models.DateTimeField(null=True, blank=True, editable=False)
    activated_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, editable=False, related_name="+")
    stopped_at = models.DateTimeField(null=True, blank=True, editable=False)
    stopped_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, editable=False, related_name="+")
    stop_reason = models.TextField(_("reason"), blank=True, editable=False)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, editable=False, related_name="+")
    publication_level = models.CharField(
        _("what the public sees"), max_length=20, choices=PublicationLevel.choices, default=PublicationLevel.FULL
    )
    publication_reason = models.TextField(_("why the public sees less"), blank=True, editable=False)
    level_set_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, editable=False, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    published_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, editable=False, related_name="+")
    folded = FoldedField(sources=["reference", "title_ro", "title_ru", "title_en"])

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        ordering = ["-reference", "-pk"]
        constraints = [
            one_of("status", AgreementStatus, "agreement_status"),
            one_of("publication_level", PublicationLevel, "agreement_publication_level"),
            positive("amount", "agreement_amount"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="agreement_dates"),
            models.CheckConstraint(condition=Q(line_tolerance__lte=100), name="agreement_line_tolerance"),
            together("offered_at", "offered_by", name="agreement_offered"),
            together("accepted_at", "accepted_by", name="agreement_accepted"),
            together("activated_at", "activated_by", name="agreement_activated"),
            together("stopped_at", "stopped_by", name="agreement_stopped"),
            together("closed_at", "closed_by", name="agreement_closed"),
            together("published_at", "published_by", name="agreement_published"),
            models.CheckConstraint(
                condition=Q(publication_level=PublicationLevel.FULL)
                | ~Q(publication_reason="") & Q(level_set_by__isnull=False),
                name="agreement_publication_reason",
            ),
            models.CheckConstraint(
                condition=Q(publication_level=PublicationLevel.FULL)
                | Q(published_by__isnull=True)
                | ~Q(published_by=F("level_set_by")),
                name="agreement_publication_two_people",
            ),
            models.CheckConstraint(
                condition=Q(stopped_at__isnull=True) | ~Q(stop_reason=""), name="agreement_stop_reason"
            ),
        ]
        indexes = [models.Index(fields=["status", "-reference"], name="agreement_status_reference")]

    def __str__(self) -> str:
        return f"{self.reference} – {self.title}"

    def get_absolute_url(self) -> str:
        """Its page in the workspace."""
        return reverse("grants:agreement", args=[self.pk])

    @property
    def is_demo(self) -> bool:
        """Inherited from the programme."""
        return self.programme.is_demo

    @property
    def is_published(self) -> bool:
        """Whether the public may read about it."""
        return self.published_at is not None and self.publication_level != PublicationLevel.WITHHELD


class Side(models.TextChoices):
    """The two sides of an agreement."""

    IMPLEMENTER = "implementer", _("implementer")
    GRANTEE = "grantee", _("organisation")


class SignatureKind(models.TextChoices):
    """What the signed document is: a click in this system is neither."""

    ELECTRONIC = "electronic", _("qualified electronic signature, such as MSign")
    INK = "ink", _("scan of a paper signed by hand")


class Signature(models.Model):
    """One side's signature: the day it was given, and the document that shows it. Names no person."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="signatures")
    side = models.CharField(_("side"), max_length=12, choices=Side.choices)
    kind = models.CharField(_("kind"), max_length=12, choices=SignatureKind.choices)
    signed_on = models.DateField(_("signed on"))
    document = models.ForeignKey(Document, models.PROTECT, related_name="+", verbose_name=_("signed document"))
    recorded_at = models.DateTimeField(default=clock.now, editable=False)
    recorded_by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")

    class Meta:
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        ordering = ["agreement", "side", "pk"]
        constraints = [
            one_of("side", Side, "signature_side"),
            one_of("kind", SignatureKind, "signature_kind"),
            models.UniqueConstraint(fields=["agreement", "side"], name="signature_once_a_side"),
        ]

    def __str__(self) -> str:
        return f"{self.agreement.reference}: {self.get_side_display()}, {self.signed_on:%Y-%m-%d}"
