"""Partner confirmations: what an authority says, by signed link or on paper, about its part in an application."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grants.models.application.application import Application
from kernel import clock
from kernel.fields import one_of
from organizations.models import Authority, Document, User


class ConfirmationKind(models.TextChoices):
    """On what the authority's word rests."""

    LETTER = "letter", _("letter of intent")
    COUNCIL_DECISION = "council_decision", _("decision of the council")
    AGREEMENT = "agreement", _("partnership agreement")


class ConfirmationStatus(models.TextChoices):
    """What became of the request."""

    ASKED = "asked", pgettext_lazy("confirmation", "asked, not answered yet")
    CONFIRMED = "confirmed", pgettext_lazy("confirmation", "confirmed by the authority")
    DECLINED = "declined", pgettext_lazy("confirmation", "declined by the authority")
    PAPER = "paper", pgettext_lazy("confirmation", "on paper, uploaded by the applicant")


class PartnerConfirmation(models.Model):
    """One authority asked to confirm its partnership in one application.

    The person who answers needs no account; `person_name` is what they signed with and is never published.
    """

    demo = "application.is_demo"

    application = models.ForeignKey(Application, models.CASCADE, related_name="confirmations")
    authority = models.ForeignKey(Authority, models.PROTECT, related_name="confirmations", verbose_name=_("authority"))
    kind = models.CharField(_("rests on"), max_length=20, choices=ConfirmationKind.choices)
    decision_number = models.CharField(_("number of the decision"), max_length=40, blank=True)
    decision_on = models.DateField(_("date of the decision"), null=True, blank=True)
    contribution = models.TextField(_("what the authority contributes"), blank=True)
    email = models.EmailField(_("e-mail of the authority"), blank=True)
    status = models.CharField(
        _("status"),
        max_length=15,
        choices=ConfirmationStatus.choices,
        default=ConfirmationStatus.ASKED,
        editable=False,
    )
    asked_at = models.DateTimeField(default=clock.now, editable=False)
    asked_by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)
    person_name = models.CharField(_("name and function of the person who answers"), max_length=200, blank=True)
    note = models.TextField(_("note"), blank=True)
    document = models.OneToOneField(
        Document, models.PROTECT, null=True, blank=True, related_name="partner_confirmation"
    )

    class Meta:
        verbose_name = _("confirmation of a partner")
        verbose_name_plural = _("confirmations of partners")
        ordering = ["application", "asked_at", "pk"]
        constraints = [
            one_of("kind", ConfirmationKind, "partnerconfirmation_kind"),
            one_of("status", ConfirmationStatus, "partnerconfirmation_status"),
            models.UniqueConstraint(
                fields=["application", "authority"],
                condition=~Q(status=ConfirmationStatus.DECLINED),
                name="partnerconfirmation_once",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[ConfirmationStatus.CONFIRMED, ConfirmationStatus.DECLINED])
                | Q(answered_at__isnull=False) & ~Q(person_name=""),
                name="partnerconfirmation_answered_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(status=ConfirmationStatus.PAPER) | Q(document__isnull=False),
                name="partnerconfirmation_paper_is_there",
            ),
            models.CheckConstraint(
                condition=~Q(status=ConfirmationStatus.ASKED) | ~Q(email=""),
                name="partnerconfirmation_asked_of_an_address",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.authority}"
