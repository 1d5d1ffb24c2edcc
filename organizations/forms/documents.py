"""Forms about documents: the file first, its title after."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kernel.uploads import UploadField


class UploadForm(forms.Form):
    """A file; kept as soon as it is chosen and sent."""

    file = UploadField(label=_("File"), help_text=_("PDF, Word, Excel, picture or text, up to 15 MB."))


class TitleForm(forms.Form):
    """What the file is."""

    title = forms.CharField(
        label=_("Title"), max_length=200, help_text=_("What others look for: “Statute”, “Annual report 2025”.")
    )
