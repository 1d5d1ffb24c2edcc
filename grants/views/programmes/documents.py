"""Documents of a programme in the workspace: added, replaced, withdrawn by its programme managers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from grants.actions.programmes.documents import add_document, replace_document, withdraw_document
from grants.forms.programmes.documents import TITLES, ProgrammeDocumentForm
from grants.models import Programme, ProgrammeDocument
from grants.views.programmes.parts import PartOfProgramme


class DocumentPage(PartOfProgramme):
    """A page that does one thing with a document of a programme."""

    part = ProgrammeDocument

    def public_thing(self, done: Any) -> Programme:
        """The project, whose public page shows its documents."""
        return self.programme


class DocumentAdd(DocumentPage):
    """A new document with its file."""

    form_class = ProgrammeDocumentForm
    title = _("Add a document")
    button = _("Add the document")
    done = _("The document is added.")

    def get_form(self, data: Any = None, files: Any = None) -> ProgrammeDocumentForm:
        return ProgrammeDocumentForm(
            data,
            files,
            initial=self.get_initial(),
            by=self.request.user,
            organization=self.programme.implementer,
            programme=self.programme,
        )

    def save(self, form: ProgrammeDocumentForm) -> ProgrammeDocument:
        if form.cleaned_data["is_public"]:
            self.change = gettext("The public page of the project shows it.")
        return self.keep(form.made())

    def keep(self, made: ProgrammeDocument) -> ProgrammeDocument:
        """The act."""
        return add_document(made, by=self.request.user)


class DocumentReplace(DocumentAdd):
    """Another version of a document; the earlier one stays in the history."""

    title = _("Replace the document")
    button = _("Replace")
    done = _("The document is replaced; the earlier version stays in the history.")

    def get_initial(self) -> dict[str, Any]:
        return {name: getattr(self.thing, name) for name in (*TITLES, "kind", "is_public", "source")}

    def facts(self) -> dict[str, Any]:
        return {"intro": str(self.thing)}

    def keep(self, made: ProgrammeDocument) -> ProgrammeDocument:
        return replace_document(self.thing, made, by=self.request.user)


class DocumentWithdraw(DocumentPage):
    """Shown no more; kept in the history."""

    form_class = forms.Form
    title = _("Withdraw the document")
    button = _("Withdraw the document")
    done = _("The document is withdrawn; it stays in the history.")

    def facts(self) -> dict[str, Any]:
        return {"intro": str(self.thing)}

    def save(self, form: Any) -> ProgrammeDocument:
        if self.thing.is_public:
            self.change = gettext("The public page of the project no longer shows it.")
        return withdraw_document(self.thing, by=self.request.user)
