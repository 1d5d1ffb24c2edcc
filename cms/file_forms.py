"""Forms for the files of public pages: judged by what is in them, like every other file that comes into the house."""

from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from kernel.uploads import DOCUMENTS, UploadRefused, check_upload

PICTURES = frozenset({"png", "jpg", "jpeg"})


def _checked(file: Any, allowed: Collection[str]) -> Any:
    """A file that just came, with its clean name, or a ValidationError with the reason; a stored one is left alone."""
    if isinstance(file, UploadedFile):
        try:
            file.name = check_upload(file, allowed=allowed).name
        except UploadRefused as refusal:
            raise ValidationError(str(refusal), code="upload") from refusal
    return file


class DocumentForm(BaseDocumentForm):
    """A document that a page links to; anybody may fetch it."""

    def clean_file(self) -> Any:
        """No program, page, drawing with scripts or archive stands among the public files."""
        return _checked(self.cleaned_data["file"], DOCUMENTS)


class PictureField(WagtailImageField):
    """A picture, judged before Wagtail opens it: what only looks like one would end in an error there."""

    def to_python(self, data: Any) -> Any:
        """The picture and nothing else at the same time."""
        return super().to_python(_checked(data, PICTURES))


class PictureForm(BaseImageForm):
    """A picture that stands in a page."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["file"]
        self.fields["file"] = PictureField(label=field.label, required=field.required, widget=field.widget)
