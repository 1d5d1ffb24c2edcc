"""Clarification rounds: what staff ask after submission, which parts they open for it, and until when."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grants.models.application.application import Application
from grants.models.application.version import ApplicationVersion
from kernel import clock
from kernel.fields import one_of, positive, together
from organizations.models import User


class ClarificationStatus(models.TextChoices):
    """What became of a round. That it is late is no status: the clock says so."""

    ASKED = "asked", pgettext_lazy("clarification", "asked")
    ANSWERED = "answered", pgettext_lazy("clarification", "answered")
    CLOSED = "closed", pgettext_lazy("clarification", "closed without an answer")


def validate_parts(value: object) -> None:
    """A list of names of parts of the form, at least one."""
    if not isinstance(value, list) or not value or not all(isinstance(each, str) and each for each in value):
        raise ValidationError(_("Choose at least one part that is opened."))


class Clarification(models.Model):
    """One round. `parts` are steps of the form: `facts`, `section-<id>`, `budget`, …, those of other floors included.

    Only they are open to the applicant, until the end of `due_on` in Chișinău; `first_due_on` stays when it is moved.
    """

    demo = "application.is_demo"

    application = models.ForeignKey(Application, models.PROTECT, related_name="clarifications")
    number = models.PositiveSmallIntegerField()
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=ClarificationStatus.choices,
        default=ClarificationStatus.ASKED,
        editable=False,
    )
    text = models.TextField(_("what has to be clarified"))
    parts = models.JSONField(_("what is open for it"), validators=[validate_parts])
    first_due_on = models.DateField()
    due_on = models.DateField(_("answer until"))
    asked_at = models.DateTimeField(default=clock.now, editable=False)
    asked_by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, editable=False, related_name="+")
    version = models.OneToOneField(
        ApplicationVersion, models.PROTECT, null=True, blank=True, editable=False, related_name="clarification"
    )
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, editable=False, related_name="+")

    class Meta:
        verbose_name = _("clarification")
        verbose_name_plural = _("clarifications")
        ordering = ["application", "-number"]
        indexes = [models.Index(fields=["status", "due_on"], name="clarification_status_due")]
        constraints = [
            one_of("status", ClarificationStatus, "clarification_status"),
            positive("number", "clarification_number_positive"),
            models.UniqueConstraint(fields=["application", "number"], name="clarification_number"),
            models.UniqueConstraint(
                fields=["application"], condition=Q(status="asked"), name="clarification_one_open_round"
            ),
            together("answered_at", "answered_by", "version", name="clarification_answered"),
            together("closed_at", "closed_by", name="clarification_closed"),
            models.CheckConstraint(condition=~Q(text=""), name="clarification_says_what"),
            models.CheckConstraint(condition=Q(due_on__gte=F("first_due_on")), name="clarification_only_later"),
            models.CheckConstraint(
                condition=(~Q(status="answered") | Q(answered_at__isnull=False))
                & (~Q(status="closed") | Q(closed_at__isnull=False))
                & (Q(answered_at__isnull=True) | Q(closed_at__isnull=True)),
                name="clarification_status_has_its_facts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id}/{self.number}"

    def get_absolute_url(self) -> str:
        """Where both sides read it: the page of the application."""
        return f"{reverse('grants:application', args=[self.application.reference])}#clarification-{self.number}"

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer and its last day is not over."""
        return self.status == ClarificationStatus.ASKED and clock.today() <= self.due_on

    @property
    def is_late(self) -> bool:
        """Whether its last day is over and nobody answered."""
        return self.status == ClarificationStatus.ASKED and clock.today() > self.due_on
