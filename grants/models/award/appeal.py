"""Appeals: what an applicant holds against a decision, who answers it, and what follows."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grants.models.application.application import Application
from grants.models.award.letter import Letter
from kernel import clock
from kernel.fields import one_of, together
from organizations.models import Document, User


class AppealStatus(models.TextChoices):
    """Where an appeal is."""

    FILED = "filed", pgettext_lazy("appeal", "waits for an answer")
    UPHELD = "upheld", pgettext_lazy("appeal", "upheld")
    REJECTED = "rejected", pgettext_lazy("appeal", "not upheld")


class Consequence(models.TextChoices):
    """What follows from an appeal that is upheld; a separate act carries it out."""

    NONE = "none", _("nothing: the answer itself is the remedy")
    CHECK_AGAIN = "check_again", _("eligibility is checked again")
    REVIEW_AGAIN = "review_again", _("it is reviewed and ranked again")
    RESERVE = "reserve", _("it goes on the reserve list")


class AppealQuerySet(models.QuerySet["Appeal"]):
    """Which appeals whom concern."""

    def visible_to(self, user: User) -> AppealQuerySet:
        """Those of the user's organisations and implementers, never as reviewer."""
        return self.filter(application__in=Application.objects.told_to(user))


class Appeal(models.Model):
    """One appeal against the decision that a letter told. One for each application."""

    demo = "application.is_demo"

    application = models.OneToOneField(Application, models.PROTECT, related_name="appeal")
    reference = models.CharField(_("reference"), max_length=20, unique=True, editable=False)
    letter = models.ForeignKey(Letter, models.PROTECT, related_name="appeals", editable=False)
    status = models.CharField(
        _("status"), max_length=10, choices=AppealStatus.choices, default=AppealStatus.FILED, editable=False
    )
    text = models.TextField(_("what was wrong with the decision"))
    documents = models.ManyToManyField(Document, blank=True, related_name="appeals", verbose_name=_("documents"))
    filed_at = models.DateTimeField(default=clock.now, editable=False)
    filed_by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")
    due_on = models.DateField(_("answer due on"), editable=False)
    decided_at = models.DateTimeField(null=True, blank=True, editable=False)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, editable=False, related_name="+")
    answer = models.TextField(_("answer with its reasons"), blank=True)
    consequence = models.CharField(
        _("what follows"), max_length=15, choices=Consequence.choices, default=Consequence.NONE
    )
    carried_out_at = models.DateTimeField(null=True, blank=True, editable=False)
    carried_out_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, editable=False, related_name="+")

    objects = AppealQuerySet.as_manager()

    class Meta:
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")
        ordering = ["due_on", "pk"]
        constraints = [
            one_of("status", AppealStatus, "appeal_status"),
            one_of("consequence", Consequence, "appeal_consequence"),
            together("decided_at", "decided_by", name="appeal_decided"),
            together("carried_out_at", "carried_out_by", name="appeal_carried_out"),
            models.CheckConstraint(
                condition=Q(status=AppealStatus.FILED) | (Q(decided_at__isnull=False) & ~Q(answer="")),
                name="appeal_answered_with_reasons",
            ),
            models.CheckConstraint(
                condition=Q(consequence=Consequence.NONE) | Q(status=AppealStatus.UPHELD),
                name="appeal_consequence_when_upheld",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=models.F("filed_by")),
                name="appeal_decided_by_another",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        """Its page in the workspace."""
        return reverse("grants:appeal", args=[self.reference])

    @property
    def waits_for_its_consequence(self) -> bool:
        """Whether something follows that nobody has done yet."""
        return self.consequence != Consequence.NONE and self.carried_out_at is None
