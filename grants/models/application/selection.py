"""The choice among concept notes: who is invited to write the full application, decided by two people."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grants.models.application.application import Application
from grants.models.call.call import Call
from kernel import clock
from kernel.fields import one_of, together
from organizations.models import User


class SelectionStatus(models.TextChoices):
    """What became of the proposal."""

    PROPOSED = "proposed", pgettext_lazy("selection", "waits for a second person")
    APPROVED = "approved", pgettext_lazy("selection", "approved")
    RETURNED = "returned", pgettext_lazy("selection", "sent back")


class NoteSelection(models.Model):
    """One proposal of whom to invite to the second stage of a call; in force when another person has approved it."""

    demo = "call.is_demo"

    call = models.ForeignKey(Call, models.PROTECT, related_name="note_selections")
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=SelectionStatus.choices,
        default=SelectionStatus.PROPOSED,
        editable=False,
    )
    rule = models.TextField(_("by what rule"))
    proposed_at = models.DateTimeField(default=clock.now, editable=False)
    proposed_by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True, editable=False)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, editable=False, related_name="+")
    remark = models.TextField(_("why it was sent back"), blank=True)

    class Meta:
        verbose_name = _("choice among concept notes")
        verbose_name_plural = _("choices among concept notes")
        ordering = ["call", "-proposed_at", "-pk"]
        constraints = [
            one_of("status", SelectionStatus, "noteselection_status"),
            together("decided_at", "decided_by", name="noteselection_decided"),
            models.CheckConstraint(condition=~Q(rule=""), name="noteselection_rule"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")), name="noteselection_two_people"
            ),
            models.UniqueConstraint(fields=["call"], condition=Q(status="proposed"), name="noteselection_one_waits"),
        ]

    def __str__(self) -> str:
        return f"{self.call_id}: {self.status}"

    def get_absolute_url(self) -> str:
        """Where it is read and decided."""
        return reverse("grants:note_selection", args=[self.call.reference])


class NoteChoice(models.Model):
    """One concept note of a proposal: invited, or not and why; the reason is told to the applicant."""

    selection = models.ForeignKey(NoteSelection, models.CASCADE, related_name="choices")
    application = models.ForeignKey(Application, models.PROTECT, related_name="note_choices")
    is_invited = models.BooleanField(_("invited"))
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("choice about a concept note")
        verbose_name_plural = _("choices about concept notes")
        ordering = ["selection", "application__reference"]
        constraints = [
            models.UniqueConstraint(fields=["selection", "application"], name="notechoice_once"),
            models.CheckConstraint(condition=Q(is_invited=True) | ~Q(reason=""), name="notechoice_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.is_invited}"
