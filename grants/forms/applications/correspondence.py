"""Forms of threads, notes, labels and message templates."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from grants.forms.applications.files import KeptFileForm
from grants.models import MessageTemplate
from grants.queries.applications.messages import FIELDS
from kernel.forms import TranslatedFieldsMixin
from organizations.models import Organization


class MessageForm(KeptFileForm):
    """A message, with a file if need be."""

    needs_file = False

    text = forms.CharField(label=_("Message"), widget=forms.Textarea(attrs={"rows": 8}))


class NoteForm(forms.Form):
    """An internal note."""

    text = forms.CharField(label=_("Note"), widget=forms.Textarea(attrs={"rows": 5}))


class LabelForm(forms.Form):
    """A label, chosen among those in use or typed."""

    name = forms.CharField(label=_("Label"), max_length=60)


class TemplateForm(TranslatedFieldsMixin, forms.ModelForm):
    """A message template in three languages."""

    class Meta:
        model = MessageTemplate
        fields = ["implementer", "name", "text_ro", "text_ru", "text_en", "is_archived"]

    def __init__(self, *args: Any, implementers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["implementer"].queryset = implementers  # type: ignore[attr-defined]  # a choice of things
        if len(implementers) == 1:
            self.fields["implementer"].initial = implementers[0].pk
            self.fields["implementer"].widget = forms.HiddenInput()
        self.fields["text_ro"].help_text = gettext("Filled for each application: %(fields)s.") % {
            "fields": ", ".join(f"{{{name}}}" for name in FIELDS)
        }

    def clean_implementer(self) -> Organization:
        """A template stays where it was made."""
        chosen: Organization = self.cleaned_data["implementer"]
        return self.instance.implementer if self.instance.pk else chosen

    def validate_unique(self) -> None:
        """Whether the name is taken is said by the act, beside the field."""

    def validate_constraints(self) -> None:
        """As above."""
