"""The thread of an application: what the applicant and the implementer's staff write to each other about it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grants.models.application.application import Application
from kernel import clock
from kernel.fields import one_of
from organizations.models import Document, Organization, User


class Voice(models.TextChoices):
    """Who speaks in a thread."""

    APPLICANT = "applicant", pgettext_lazy("side of a thread", "applicant")
    STAFF = "staff", pgettext_lazy("side of a thread", "implementer")


class ThreadMessage(models.Model):
    """One message, with its files; never changed once it is written."""

    demo = "application.is_demo"

    application = models.ForeignKey(Application, models.PROTECT, related_name="thread")
    side = models.CharField(max_length=10, choices=Voice.choices, editable=False)
    text = models.TextField(_("message"))
    documents = models.ManyToManyField(Document, blank=True, related_name="+")
    written_at = models.DateTimeField(default=clock.now, editable=False)
    written_by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")

    class Meta:
        verbose_name = _("message of a thread")
        verbose_name_plural = _("messages of threads")
        ordering = ["application", "written_at", "pk"]
        indexes = [models.Index(fields=["application", "-written_at", "-id"], name="threadmessage_last")]
        constraints = [one_of("side", Voice, "threadmessage_side")]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.written_at:%Y-%m-%d %H:%M}"


class ThreadMark(models.Model):
    """Until when one side has read the thread, and who of it read last."""

    demo = "application.is_demo"

    application = models.ForeignKey(Application, models.PROTECT, related_name="thread_marks")
    side = models.CharField(max_length=10, choices=Voice.choices, editable=False)
    read_at = models.DateTimeField()
    read_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("mark of reading")
        verbose_name_plural = _("marks of reading")
        ordering = ["application", "side"]
        constraints = [
            one_of("side", Voice, "threadmark_side"),
            models.UniqueConstraint(fields=["application", "side"], name="threadmark_one_a_side"),
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.side}"


class MessageTemplate(models.Model):
    """A text that staff of an implementer begin messages with; placeholders are filled for each application."""

    demo = "implementer.is_demo"

    implementer = models.ForeignKey(Organization, models.PROTECT, related_name="message_templates")
    name = models.CharField(_("name"), max_length=120)
    text = models.TextField(_("text"), blank=True)
    changed_at = models.DateTimeField(default=clock.now, editable=False)
    changed_by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")
    is_archived = models.BooleanField(_("not offered any more"), default=False)

    class Meta:
        verbose_name = _("message template")
        verbose_name_plural = _("message templates")
        ordering = ["implementer", "name", "pk"]
        constraints = [models.UniqueConstraint(fields=["implementer", "name"], name="messagetemplate_name")]

    def __str__(self) -> str:
        return self.name
