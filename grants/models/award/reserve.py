"""What comes before an offer: the donor's no-objection, and the applicant's agreement to less than it asked for."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grants.models.application.application import Application
from grants.models.award.award import AwardList
from kernel import clock
from kernel.fields import AmountField, one_of, positive, together
from organizations.models import Document, Organization, User


class DonorAnswer(models.TextChoices):
    """What the donor said of an approved list."""

    NO_OBJECTION = "no_objection", pgettext_lazy("donor", "no objection")
    REFUSED = "refused", pgettext_lazy("donor", "objects")


class NoObjection(models.Model):
    """The donor's answer to an approved list, with its date and document, as a member of staff recorded it."""

    demo = "award_list.call.is_demo"

    award_list = models.OneToOneField(AwardList, models.PROTECT, related_name="no_objection")
    donor = models.ForeignKey(Organization, models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.CharField(_("answer of the donor"), max_length=15, choices=DonorAnswer.choices)
    on = models.DateField(_("date of the answer"))
    document = models.ForeignKey(Document, models.PROTECT, related_name="no_objections", verbose_name=_("document"))
    reason = models.TextField(_("reason of the donor"), blank=True)
    recorded_at = models.DateTimeField(default=clock.now, editable=False)
    recorded_by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")

    class Meta:
        verbose_name = _("no-objection of the donor")
        verbose_name_plural = _("no-objections of donors")
        ordering = ["-on", "-pk"]
        constraints = [
            one_of("answer", DonorAnswer, "noobjection_answer"),
            models.CheckConstraint(
                condition=~Q(answer=DonorAnswer.REFUSED) | ~Q(reason=""), name="noobjection_refusal_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.award_list_id}: {self.answer}"


class PartialOfferQuerySet(models.QuerySet["PartialOffer"]):
    """Which questions whom concern."""

    def visible_to(self, user: User) -> PartialOfferQuerySet:
        """Those on applications that the user may see as their organisation's or as staff."""
        return self.filter(application__in=Application.objects.told_to(user))


class PartialOffer(models.Model):
    """The question to an applicant on the reserve list whether it would work with less than it asked for."""

    demo = "application.is_demo"

    application = models.ForeignKey(Application, models.PROTECT, related_name="partial_offers")
    amount = AmountField(_("amount"))
    asked_at = models.DateTimeField(default=clock.now, editable=False)
    asked_by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")
    due_on = models.DateField(_("answer by"))
    is_agreed = models.BooleanField(_("agrees"), null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, editable=False, related_name="+")

    objects = PartialOfferQuerySet.as_manager()

    class Meta:
        verbose_name = _("question about a smaller amount")
        verbose_name_plural = _("questions about smaller amounts")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            positive("amount", "partialoffer_amount"),
            together("answered_at", "answered_by", "is_agreed", name="partialoffer_answered"),
            models.UniqueConstraint(
                fields=["application"], condition=Q(answered_at__isnull=True), name="partialoffer_one_waits"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.amount}"
