"""The files of an application, and those whose place another file took."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grants.models.application.application import Application
from grants.models.call.question import Question, RequiredDocument
from kernel import clock
from organizations.models import Document, User


class ApplicationFile(models.Model):
    """A document that belongs to an application: in answer to a question, to a requirement, or of its own accord."""

    demo = "application.is_demo"

    application = models.ForeignKey(Application, models.CASCADE, related_name="files")
    document = models.ForeignKey(Document, models.PROTECT, related_name="application_files")
    question = models.ForeignKey(Question, models.PROTECT, null=True, blank=True, related_name="files")
    requirement = models.ForeignKey(RequiredDocument, models.PROTECT, null=True, blank=True, related_name="files")
    attached_at = models.DateTimeField(default=clock.now)
    attached_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("file of an application")
        verbose_name_plural = _("files of applications")
        ordering = ["application", "attached_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(question__isnull=True) | Q(requirement__isnull=True), name="applicationfile_one_place"
            ),
            models.UniqueConstraint(fields=["application", "document"], name="applicationfile_once"),
        ]

    def __str__(self) -> str:
        return str(self.document)


class ReplacedFile(models.Model):
    """A file of a draft that was replaced or taken out: the document, its place, and who did so when."""

    demo = "application.is_demo"

    application = models.ForeignKey(Application, models.CASCADE, related_name="replaced_files")
    document = models.ForeignKey(Document, models.PROTECT, related_name="replaced_in")
    question = models.ForeignKey(Question, models.PROTECT, null=True, blank=True, related_name="+")
    requirement = models.ForeignKey(RequiredDocument, models.PROTECT, null=True, blank=True, related_name="+")
    attached_at = models.DateTimeField()
    attached_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField(default=clock.now)
    replaced_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("replaced file of an application")
        verbose_name_plural = _("replaced files of applications")
        ordering = ["application", "-replaced_at", "-pk"]

    def __str__(self) -> str:
        return str(self.document)
