"""What a representative writes when a draft is not signed yet but goes back to those who write it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grants.models.application.application import Application
from kernel import clock
from organizations.models import User


class DraftReturn(models.Model):
    """One time that a draft which was ready for signature was sent back, with the note of the representative.

    `asked_by` had said that it was ready. All of them are kept; the last one stands on top of the form.
    """

    demo = "application.is_demo"

    application = models.ForeignKey(Application, models.CASCADE, related_name="returns")
    note = models.TextField(_("what is to be mended"))
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    returned_at = models.DateTimeField(default=clock.now)
    returned_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("return of a draft")
        verbose_name_plural = _("returns of drafts")
        ordering = ["application", "-returned_at", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(note=""), name="draftreturn_note")]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.returned_at:%Y-%m-%d %H:%M}"
