"""What staff keep of an application for themselves: notes with their earlier versions, and labels."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from grants.models.application.application import Application
from kernel import clock
from organizations.models import Organization, User


class Note(models.Model):
    """One internal note. Its text stands in its versions; the last one counts, the earlier ones stay."""

    demo = "application.is_demo"

    application = models.ForeignKey(Application, models.PROTECT, related_name="notes")
    written_at = models.DateTimeField(default=clock.now, editable=False)
    written_by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")

    class Meta:
        verbose_name = _("internal note")
        verbose_name_plural = _("internal notes")
        ordering = ["application", "-written_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.written_at:%Y-%m-%d}"


class NoteVersion(models.Model):
    """What a note said from one moment on."""

    demo = "note.application.is_demo"

    note = models.ForeignKey(Note, models.PROTECT, related_name="versions")
    text = models.TextField(_("note"))
    written_at = models.DateTimeField(default=clock.now, editable=False)
    written_by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")

    class Meta:
        verbose_name = _("version of a note")
        verbose_name_plural = _("versions of notes")
        ordering = ["note", "-written_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.note_id}: {self.written_at:%Y-%m-%d}"


class Label(models.Model):
    """A word by which staff of an implementer sort applications; for their eyes alone."""

    demo = "implementer.is_demo"

    implementer = models.ForeignKey(Organization, models.PROTECT, related_name="labels")
    name = models.CharField(_("label"), max_length=60)

    class Meta:
        verbose_name = _("label")
        verbose_name_plural = _("labels")
        ordering = ["implementer", "name", "pk"]
        constraints = [models.UniqueConstraint(fields=["implementer", "name"], name="label_name")]

    def __str__(self) -> str:
        return self.name


class ApplicationLabel(models.Model):
    """A label on an application: who put it there, and when."""

    demo = "application.is_demo"

    application = models.ForeignKey(Application, models.PROTECT, related_name="labelled")
    label = models.ForeignKey(Label, models.PROTECT, related_name="labelled")
    added_at = models.DateTimeField(default=clock.now, editable=False)
    added_by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")

    class Meta:
        verbose_name = _("label of an application")
        verbose_name_plural = _("labels of applications")
        ordering = ["application", "label__name", "pk"]
        constraints = [models.UniqueConstraint(fields=["application", "label"], name="applicationlabel_once")]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.label_id}"
