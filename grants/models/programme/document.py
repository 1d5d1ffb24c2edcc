"""Documents of a programme: the project document, the final report, the page of transparency."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from grants.models.programme.programme import Programme
from grants.models.programme.source import Source
from kernel.fields import one_of, together
from organizations.models import Document, User


class ProgrammeDocumentKind(models.TextChoices):
    """What the document is."""

    PROJECT_DOCUMENT = "project_document", _("project document")
    FINAL_REPORT = "final_report", _("final report")
    TRANSPARENCY_PAGE = "transparency_page", _("transparency page")
    CONTRACT = "contract", _("contract with the donor")
    OTHER = "other", _("other")


class ProgrammeDocumentQuerySet(models.QuerySet["ProgrammeDocument"]):
    """Which documents stand, and which of them the public reads."""

    def current(self) -> ProgrammeDocumentQuerySet:
        """Neither withdrawn nor replaced."""
        return self.filter(withdrawn_at__isnull=True)

    def public(self) -> ProgrammeDocumentQuerySet:
        """What the public page of a published programme shows."""
        return self.current().filter(is_public=True)


class ProgrammeDocument(models.Model):
    """A document that a programme has. `document` null: a source names it, and no copy is kept here.

    A row is never changed: another version is a row of its own that `replaces` it, and what is replaced or withdrawn
    stays as history. `added_by` null: copied from a source.
    """

    demo = "programme.is_demo"

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="documents")
    kind = models.CharField(_("kind"), max_length=20, choices=ProgrammeDocumentKind.choices)
    title = models.CharField(_("title"), max_length=250)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("file")
    )
    is_public = models.BooleanField(_("shown to the public"), default=False)
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, related_name="+")
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="replaced_by"
    )
    added_at = models.DateTimeField(null=True, blank=True, editable=False)
    added_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, editable=False, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, editable=False, related_name="+")

    objects = ProgrammeDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("project's document")
        verbose_name_plural = _("project's documents")
        ordering = ["programme", "kind", "pk"]
        constraints = [
            one_of("kind", ProgrammeDocumentKind, "programmedocument_kind"),
            together("added_at", "added_by", name="programmedocument_added"),
            together("withdrawn_at", "withdrawn_by", name="programmedocument_withdrawn"),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True) | ~Q(replaces=F("id")), name="programmedocument_replaces_another"
            ),
        ]

    def __str__(self) -> str:
        return self.title
