"""What programme managers fill in for a document of a programme."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from grants.forms.applications.files import KeptFileForm
from grants.models import Programme, ProgrammeDocument, ProgrammeDocumentKind, Source
from kernel.forms import TranslatedFieldsMixin, field_of

TITLES = ("title_ro", "title_ru", "title_en")


class ProgrammeDocumentForm(TranslatedFieldsMixin, KeptFileForm):
    """The file, what it is, in three languages, and who reads it."""

    title_ro = forms.CharField(max_length=250)
    title_ru = forms.CharField(max_length=250)
    title_en = forms.CharField(max_length=250)
    kind = forms.ChoiceField(label=_("Kind"), choices=ProgrammeDocumentKind.choices)
    is_public = forms.BooleanField(
        label=_("Everybody may read it on the public page of the project"),
        required=False,
        help_text=_("Otherwise only the staff of the implementer and the donors of the project read it."),
    )
    source = forms.ModelChoiceField(
        label=_("Source"),
        queryset=Source.objects.none(),
        required=False,
        empty_label=_("ours"),
        help_text=_("The publication from which it is taken, if it is not ours."),
    )

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.programme = programme
        for name in TITLES:
            self.fields[name].label = f"{gettext('Title')} [{name[-2:]}]"
        field_of(self, "source", forms.ModelChoiceField).queryset = Source.objects.filter(is_demo=programme.is_demo)

    def made(self) -> ProgrammeDocument:
        """The document that the valid form describes, not saved."""
        names = (*TITLES, "kind", "is_public", "source", "document")
        return ProgrammeDocument(programme=self.programme, **{name: self.cleaned_data[name] for name in names})
