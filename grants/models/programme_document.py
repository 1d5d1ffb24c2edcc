"""Documents of a programme: the project document, the final report, the page of transparency."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from grants.models.programme import Programme
from grants.models.source import Source
from kernel.fields import one_of
from organizations.models import Document


class ProgrammeDocumentKind(models.TextChoices):
    """What the document is."""

    PROJECT_DOCUMENT = "project_document", _("project document")
    FINAL_REPORT = "final_report", _("final report")
    TRANSPARENCY_PAGE = "transparency_page", _("transparency page")
    CONTRACT = "contract", _("contract with the donor")
    OTHER = "other", _("other")


class ProgrammeDocument(models.Model):
    """A document that a programme has. `document` null: a source names it, and no copy is kept here."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="documents")
    kind = models.CharField(_("kind"), max_length=20, choices=ProgrammeDocumentKind.choices)
    title = models.CharField(_("title"), max_length=250)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("file")
    )
    is_public = models.BooleanField(_("shown to the public"), default=False)
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("project's document")
        verbose_name_plural = _("project's documents")
        ordering = ["programme", "kind", "pk"]
        constraints = [one_of("kind", ProgrammeDocumentKind, "programmedocument_kind")]

    def __str__(self) -> str:
        return self.title
