"""What programme managers fill in: a programme, its texts and its plan."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from grants.actions.programmes.life import WithdrawalReason
from grants.models import COLUMNS, Keeping, Programme, ProgrammePartner, ProgrammeStatement
from grants.queries.programmes.pages import houses_of
from kernel.forms import DateInput, TranslatedFieldsMixin, field_of
from organizations.models import Organization, User

TEXTS = (
    "title",
    "summary",
    "domain",
    "coverage_note",
    "beneficiaries",
    "direct_beneficiaries",
    "indirect_beneficiaries",
)
GOALS = [(number, str(number)) for number in range(1, 18)]


def in_languages(*names: str) -> list[str]:
    """The three columns of each of the translated fields `names`."""
    return [f"{name}_{code}" for name in names for code in ("ro", "ru", "en")]


class ProgrammeForm(TranslatedFieldsMixin, forms.ModelForm):
    """The facts of a programme in three languages, and where the figures of each column come from."""

    sdgs = forms.TypedMultipleChoiceField(
        label=_("Sustainable development goals"),
        choices=GOALS,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Programme
        fields = [
            "code",
            *in_languages(*TEXTS),
            "implementer",
            "units",
            "sdgs",
            *("starts_on", "ends_on", "dates_precision", "currency", "rate_source", "rate_policy"),
            *(f"{column}_keeping" for column in COLUMNS),
            "source",
        ]
        widgets = {"starts_on": DateInput, "ends_on": DateInput}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field_of(self, "implementer", forms.ModelChoiceField).queryset = houses_of(user)
        self.fields["implementer"].required = True
        for name in in_languages("title"):
            self.fields[name].required = True
        for name in in_languages("summary", "beneficiaries", "direct_beneficiaries", "indirect_beneficiaries"):
            self.fields[name].widget.attrs["rows"] = 4
        for column, label in COLUMNS.items():
            self.fields[f"{column}_keeping"].label = gettext("“%(column)s”: how it is kept") % {"column": label}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        starts_on, ends_on = data.get("starts_on"), data.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", gettext("The project cannot end before it starts."))
        if self._copies(data) and not data.get("source"):
            self.add_error("source", gettext("Name the publication that the figures “as published” are copied from."))
        if not self.instance.slug:
            self.instance.slug = self._slug(data)
        return data

    def _copies(self, data: dict[str, Any]) -> bool:
        return any(data.get(f"{column}_keeping") == Keeping.PUBLISHED for column in COLUMNS)

    def _slug(self, data: dict[str, Any]) -> str:
        """The address of the public page: the English title, with the code where another programme has it."""
        slug = slugify(data.get("title_en") or "")[:80] or slugify(data.get("code") or "")
        taken = Programme.objects.filter(slug=slug).exists()
        return f"{slug}-{slugify(data.get('code') or '')}"[:100] if taken else slug


class WithdrawForm(forms.Form):
    """Why the public no longer reads it."""

    reason = forms.ChoiceField(label=_("Reason"), choices=WithdrawalReason.choices, widget=forms.RadioSelect)


class StatementForm(TranslatedFieldsMixin, forms.ModelForm):
    """One sentence about the programme, in three languages."""

    class Meta:
        model = ProgrammeStatement
        fields = ["kind", "position", *in_languages("text", "attribution")]

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.programme = programme
        for name in in_languages("text"):
            self.fields[name].required = True
            self.fields[name].widget.attrs["rows"] = 4

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        others = ProgrammeStatement.objects.filter(programme=self.instance.programme, pilot=None)
        place = {"kind": data.get("kind"), "position": data.get("position")}
        if None not in place.values() and others.filter(**place).exclude(pk=self.instance.pk).exists():
            self.add_error("position", gettext("Another statement of this kind has this place. Choose another number."))
        return data


class PartnerForm(TranslatedFieldsMixin, forms.ModelForm):
    """A partner: an organisation of the register, or the name of a group."""

    class Meta:
        model = ProgrammePartner
        fields = ["organization", *in_languages("name"), "role", "position"]

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.programme = programme
        same_kind = Organization.objects.filter(is_demo=programme.is_demo)
        field_of(self, "organization", forms.ModelChoiceField).queryset = same_kind

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        organization = data.get("organization")
        if organization is None and not data.get("name_ro"):
            self.add_error(
                "organization", gettext("Choose an organisation, or write the name of the group in Romanian.")
            )
        known = ProgrammePartner.objects.filter(
            programme=self.instance.programme, organization=organization, role=data.get("role")
        )
        if organization is not None and known.exclude(pk=self.instance.pk).exists():
            self.add_error("organization", gettext("This organisation has this part already."))
        return data
