"""The sections that are proved by files: founding papers, accreditations, policies."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kernel.views import PersonRequest
from organizations.actions.profile import papers as acts
from organizations.forms.profile.papers import AccreditationRows, PaperForm, PolicyForm, with_files_kept
from organizations.forms.profile.rows import NoneForm
from organizations.models import Organization, PaperKind, PolicyKind
from organizations.queries.profile.checks import says_none
from organizations.views.profile.base import RowsPage, SectionPage

ACCREDITATION = ("kind", "number", "issuer", "valid_from", "valid_until", "document")


class FilesPage(SectionPage):
    """A page whose files are stored as soon as they come, so that nobody chooses them twice."""

    def file_forms(self, parts: list[Any]) -> list[Any]:
        """The forms that hold a file."""
        return parts[1:]

    def bound(self, request: PersonRequest) -> list[Any]:
        first = self.parts(request.POST, request.FILES)
        for part in first:
            part.is_valid()
        if not request.FILES:
            return first
        parts = self.file_forms(first)
        refused = {part.add_prefix("file") for part in parts if "file" in part.errors}
        kept = with_files_kept(request.POST, parts, self.thing, request.user)
        return self.parts(kept, {name: file for name, file in request.FILES.items() if name in refused})


class Papers(FilesPage):
    """Statutes and registration."""

    section, title = "documents", _("Statutes and registration")
    intro = _("A new file takes the place of the one before it; the older one stays among the documents.")

    def parts(self, data: Any = None, files: Any = None) -> list[Any]:
        there = {row.kind: row for row in self.thing.papers.select_related("document")}
        made = [forms.Form(data)]
        for kind in PaperKind:
            row = there.get(kind)
            initial = {"document": row.document, "issued_on": row.issued_on} if row else {}
            form = PaperForm(data, files, prefix=kind.value, initial=initial, organization=self.thing)
            form.legend = str(kind.label).capitalize()  # type: ignore[attr-defined]
            made.append(form)
        return made

    def save(self, parts: list[Any], base: str) -> Organization:
        found = {part.prefix: part.cleaned_data for part in parts[1:]}
        papers = {
            kind: acts.KeptPaper(data["document"], data["issued_on"])
            for kind, data in found.items()
            if data["document"]
        }
        return acts.keep_papers(self.thing, papers, by=self.request.user, base=base)


class Policies(FilesPage):
    """The list of policies."""

    section, title = "policies", _("Policies")
    intro = _("“No” is a fair answer for a small organisation: say in a sentence how you deal with it instead.")

    def parts(self, data: Any = None, files: Any = None) -> list[Any]:
        there = {row.kind_id: row for row in self.thing.policies.select_related("document")}
        made = [forms.Form(data)]
        for kind in PolicyKind.objects.filter(is_in_use=True):
            row = there.get(kind.pk)
            answer = {"answer": "yes" if row.is_there else "no", "explanation": row.explanation} if row else {}
            initial = {**answer, "document": row.document if row else None}
            form = PolicyForm(data, files, prefix=kind.code, initial=initial, organization=self.thing)
            form.legend, form.hint, form.kind = kind.name, kind.help, kind  # type: ignore[attr-defined]
            made.append(form)
        return made

    def save(self, parts: list[Any], base: str) -> Organization:
        answers = {
            part.kind: acts.PolicyAnswer(
                part.cleaned_data["answer"] == "yes", part.cleaned_data["document"], part.cleaned_data["explanation"]
            )
            for part in parts[1:]
            if part.cleaned_data["answer"]
        }
        return acts.answer_policies(self.thing, answers, by=self.request.user, base=base)


class Accreditations(FilesPage, RowsPage):
    """Accreditations, each with its paper."""

    section, title, caption = "accreditation", _("Accreditation"), _("Accreditations of services")
    intro = _("One row for each accreditation. When it has run out, it stays here and is shown as run out.")
    rows_class = AccreditationRows

    def head(self, data: Any = None) -> forms.Form:
        initial = {"is_none": says_none(self.thing, self.section)}
        return NoneForm(data, label=_("We have no accreditation."), initial=initial)

    def row_facts(self) -> dict[str, Any]:
        return {"organization": self.thing}

    def file_forms(self, parts: list[Any]) -> list[Any]:
        return list(parts[1])

    def first_rows(self) -> list[dict[str, Any]]:
        return list(self.thing.accreditations.values(*ACCREDITATION))

    def save(self, parts: list[Any], base: str) -> Organization:
        rows = [{name: row[name] for name in ACCREDITATION} for row in parts[1].rows]
        is_none = parts[0].cleaned_data["is_none"]
        return acts.list_accreditations(self.thing, rows, by=self.request.user, is_none=is_none, base=base)
