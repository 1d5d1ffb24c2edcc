"""Forms about an organisation: registering it, its facts, what the public sees of it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kernel.forms import DateInput, TranslatedFieldsMixin
from organizations.actions.organizations import SELF_REGISTERED
from organizations.idno import bare, has_thirteen_digits, is_sound
from organizations.models import Organization, PublicationLevel, TerritorialUnit

LANGUAGES = ("ro", "ru", "en")


def places() -> forms.ModelChoiceField:
    """Where the organisation is."""
    return forms.ModelChoiceField(
        TerritorialUnit.objects.order_by("name_ro", "pk"),
        required=False,
        label=_("Place"),
        help_text=_("The district or municipality where it is registered."),
    )


class IdnoFields(forms.Form):
    """An IDNO; when its last digit does not agree with the others, a second field asks where it stands so."""

    idno = forms.CharField(
        label=_("IDNO"),
        max_length=20,
        required=False,
        help_text=_("State identification number, 13 digits. Leave it empty if the organisation has none yet."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    idno_note = forms.CharField(
        label=_("Why does the number stand so?"),
        max_length=300,
        required=False,
        help_text=_(
            "Its last digit does not agree with the others. If it is mistyped, mend it above. If it stands so on the "
            "certificate, write that here; staff who check your applications will read it."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        typed = bare(str(self.data.get("idno", "")))
        if not has_thirteen_digits(typed) or is_sound(typed):
            del self.fields["idno_note"]

    def clean_idno(self) -> str:
        """Digits only."""
        return bare(self.cleaned_data["idno"])


class RegistrationForm(TranslatedFieldsMixin, IdnoFields):
    """What is needed to begin; the rest can wait. `likely`: organisations that are here and may be this one."""

    name_ro = forms.CharField(label=_("Name [ro]"), max_length=200, required=False)
    name_ru = forms.CharField(label=_("Name [ru]"), max_length=200, required=False)
    name_en = forms.CharField(label=_("Name [en]"), max_length=200, required=False)
    nature = forms.ChoiceField(
        label=_("What kind of organisation is it?"),
        choices=[(each.value, each.label) for each in SELF_REGISTERED],
        widget=forms.RadioSelect,
    )
    field_order = ("name_ro", "name_ru", "name_en", "nature", "idno", "idno_note", "unit")

    def __init__(self, *args: Any, likely: Sequence[Any] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = places()
        self.likely = likely
        if likely:
            self.fields["is_new"] = forms.BooleanField(label=_("None of these is our organisation."), required=False)

    def names(self) -> dict[str, str]:
        """The name by language."""
        return {language: self.cleaned_data[f"name_{language}"].strip() for language in LANGUAGES}


class FactsForm(TranslatedFieldsMixin, IdnoFields, forms.ModelForm):
    """What the organisation says about itself; its kind, and an IDNO that stands, are the operator's to change."""

    website = forms.URLField(label=_("Website"), max_length=200, required=False, assume_scheme="https")

    class Meta:
        model = Organization
        fields = [
            *(f"name_{language}" for language in LANGUAGES),
            "short_name",
            *(f"summary_{language}" for language in LANGUAGES),
            "email",
            "phone",
            "website",
            "address",
            "registered_on",
            "unit",
        ]
        widgets = {"registered_on": DateInput()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for language in LANGUAGES:
            self.fields[f"name_{language}"].required = False
        self.fields["unit"] = places()
        if self.instance.idno:
            del self.fields["idno"]
            self.fields.pop("idno_note", None)

    def clean(self) -> dict[str, Any]:
        """One name at least stays."""
        cleaned = super().clean() or self.cleaned_data
        if not any(cleaned.get(f"name_{language}") for language in LANGUAGES):
            self.add_error("name_ro", _("Give the name in one language at least."))
        return cleaned


class LevelForm(forms.Form):
    """How much less the public should see, and why."""

    level = forms.ChoiceField(
        label=_("What the public sees"),
        choices=[each for each in PublicationLevel.choices if each[0] != PublicationLevel.FULL],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Why"),
        help_text=_("For example: a shelter whose place must stay unknown. Read by the person who has to agree."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class DecisionForm(forms.Form):
    """Agree or not."""

    is_approved = forms.TypedChoiceField(
        label=_("Your decision"),
        choices=[("yes", _("I agree")), ("no", _("I do not agree"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
