"""Sections that are proved by files: a file that was chosen is kept, whatever else is wrong with the form."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernel.forms import DateInput, FilledRows
from kernel.keys import key_in
from kernel.uploads import UploadField
from organizations.actions.documents import store_upload
from organizations.models import Document, Organization, User


class FileForm(forms.Form):
    """A form with one file: a new one, or the one that is kept already, named by a hidden field."""

    file = UploadField(label=_("File"), required=False)
    document = forms.ModelChoiceField(Document.objects.none(), required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, organization: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["document"].queryset = organization.documents.all()  # type: ignore[attr-defined]
        self.organization = organization

    @property
    def kept(self) -> Document | None:
        """The file that is kept already."""
        chosen = self["document"].value()
        if isinstance(chosen, Document):
            return chosen
        key = key_in(chosen)
        return self.organization.documents.filter(pk=key).first() if key else None

    @property
    def has_file(self) -> bool:
        """Whether a file was chosen now or before; after validation began."""
        return bool(self.cleaned_data.get("file") or self.cleaned_data.get("document"))


class PaperForm(FileForm):
    """A founding paper and its date."""

    issued_on = forms.DateField(label=_("Issued on"), widget=DateInput, required=False)
    field_order = ("file", "issued_on")


class PolicyForm(FileForm):
    """Yes with a document, or no with an explanation; not answered yet is allowed."""

    answer = forms.ChoiceField(
        label=_("Do you have it in writing?"),
        choices=[("yes", _("yes")), ("no", _("no"))],
        widget=forms.RadioSelect,
        required=False,
    )
    explanation = forms.CharField(
        label=_("If not: how do you deal with it?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    field_order = ("answer", "file", "explanation")

    def clean(self) -> dict[str, Any]:
        """What the answer needs."""
        data = super().clean() or {}
        if data.get("answer") == "yes" and "file" not in self.errors and not self.has_file:
            self.add_error("file", gettext("Add the document."))
        if data.get("answer") == "no" and not data.get("explanation"):
            self.add_error("explanation", gettext("Say in a sentence how you deal with it; no file is needed."))
        if not data.get("answer") and (data.get("file") or data.get("explanation")):
            self.add_error("answer", gettext("Choose yes or no."))
        return data


class AccreditationForm(FileForm):
    """One accreditation."""

    kind = forms.CharField(label=_("Accredited for"), max_length=200)
    number = forms.CharField(label=_("Number"), max_length=60)
    issuer = forms.CharField(label=_("Issued by"), max_length=200)
    valid_from = forms.DateField(label=_("Valid from"), widget=DateInput)
    valid_until = forms.DateField(label=_("Valid until"), widget=DateInput, required=False)
    field_order = ("kind", "number", "issuer", "valid_from", "valid_until", "file")

    def clean(self) -> dict[str, Any]:
        """The end is not before the beginning."""
        data = super().clean() or {}
        since, until = data.get("valid_from"), data.get("valid_until")
        if since and until and until < since:
            raise ValidationError({"valid_until": gettext("The end is before the beginning.")})
        return data


AccreditationRows = forms.formset_factory(AccreditationForm, formset=FilledRows, extra=1, max_num=40)


def with_files_kept(data: QueryDict, parts: Iterable[FileForm], organization: Organization, by: User) -> QueryDict:
    """`data` in which each sound file of `parts`, which were validated, is stored and named by its hidden field."""
    kept = data.copy()
    for part in parts:
        file = getattr(part, "cleaned_data", {}).get("file")
        if file:
            kept[part.add_prefix("document")] = str(store_upload(file, by=by, organization=organization).pk)
    return kept
