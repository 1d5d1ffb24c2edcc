"""A file in a form: kept as soon as it is sent, so that a mistake elsewhere in the form does not lose it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernel.refusals import Refusal
from organizations.actions.documents import store_upload
from organizations.models import Document, Organization, User


class KeptFileForm(forms.Form):
    """A form with one file. After `is_valid()`, `cleaned_data["document"]` is the kept document or None.

    `by` and `organization` own the upload. `needs_file` False: the file may be left out.
    """

    needs_file = True

    file = forms.FileField(
        label=_("Document"), required=False, help_text=_("PDF, Word, Excel, picture or signed container, up to 15 MB.")
    )
    kept = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, by: User, organization: Organization | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by, self.organization = by, organization
        self.order_fields([name for name in self.fields if name not in {"file", "kept"}] + ["file", "kept"])

    def _earlier(self, key: int | None) -> Document | None:
        """The file that this person sent with an earlier try of the form."""
        return Document.objects.filter(pk=key, uploaded_by=self.by, is_attached=False).first() if key else None

    def clean(self) -> dict[str, Any]:
        """Keep a new file at once, and name it in the form that goes back."""
        data = super().clean() or {}
        document = self._earlier(data.get("kept"))
        if data.get("file"):
            try:
                document = store_upload(data["file"], by=self.by, organization=self.organization)
            except Refusal as refusal:
                raise ValidationError({"file": str(refusal.reason)}) from refusal
        if document is None and self.needs_file:
            raise ValidationError({"file": gettext("Choose the document.")})
        if document is not None:
            typed = self.data.copy() if isinstance(self.data, MultiValueDict) else dict(self.data)
            typed[self.add_prefix("kept")] = str(document.pk)
            self.data = typed
            self.fields["file"].help_text = gettext("Kept: %(name)s. Choose another file only to replace it.") % {
                "name": document.filename
            }
        return {**data, "document": document}
