"""Forms of the public pages of calls: a question, and what somebody wants to hear of."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from grants.models import Pace
from kernel.forms import RowsField, TranslatedFieldsMixin
from organizations.models import TerritorialUnit, UnitKind

DISTRICTS = [UnitKind.DISTRICT, UnitKind.MUNICIPALITY, UnitKind.AUTONOMOUS_UNIT, UnitKind.TERRITORIAL_UNIT]


def email_field(help_text: Any) -> forms.EmailField:
    """The address of somebody without an account."""
    widget = forms.EmailInput(attrs={"autocomplete": "email"})
    return forms.EmailField(label=_("Your e-mail"), help_text=help_text, widget=widget, max_length=254)


class EnquiryForm(forms.Form):
    """A question about a call; whoever is logged in is not asked for an address."""

    text = forms.CharField(
        label=_("Your question"),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=3000,
        help_text=_("Everybody may read the answer, with the question in words that name nobody."),
    )

    def __init__(self, *args: Any, has_account: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_account:
            hint = _("The answer goes there. First we send a link that confirms the address.")
            self.fields["email"] = email_field(hint)


class FollowForm(forms.Form):
    """What somebody wants to hear of; of one call, places and topic are not asked."""

    units: Any = RowsField(
        label=_("Where"),
        queryset=TerritorialUnit.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick none to hear of calls everywhere."),
    )
    topic = forms.CharField(
        label=_("Service or topic"),
        max_length=200,
        required=False,
        help_text=_("A few words, parted by commas, such as: day centre, home care. Leave it empty to hear of all."),
    )
    pace = forms.ChoiceField(label=_("How often"), choices=Pace.choices, initial=Pace.DAILY, widget=forms.RadioSelect)

    def __init__(self, *args: Any, has_account: bool, is_one_call: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_one_call:
            del self.fields["units"], self.fields["topic"]
        else:
            places = TerritorialUnit.objects.filter(kind__in=DISTRICTS, valid_until__isnull=True)
            self.fields["units"].queryset = places.order_by("name_ro", "pk")  # type: ignore[attr-defined]
        if not has_account:
            hint = _("We send a link that confirms it. Each mail has a link that stops them and deletes the address.")
            self.fields = {"email": email_field(hint), **self.fields}


class PrivateAnswerForm(forms.Form):
    """An answer to the person alone."""

    answer = forms.CharField(label=_("Answer"), widget=forms.Textarea(attrs={"rows": 8}), max_length=5000)


class PublicAnswerForm(TranslatedFieldsMixin, forms.Form):
    """Question and answer in the words for everyone, in one language at least."""

    is_checked = forms.BooleanField(label=_("I have looked: these words do not tell who asked."), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        texts: dict[str, forms.Field] = {}
        for name, label in (("question", _("Question, naming nobody")), ("answer", _("Answer"))):
            for code in ("ro", "ru", "en"):
                widget = forms.Textarea(attrs={"rows": 6, "lang": code})
                texts[f"{name}_{code}"] = forms.CharField(label=label, widget=widget, max_length=5000, required=False)
        self.fields = {**texts, **self.fields}

    def words(self, name: str) -> dict[str, str]:
        """What was written for `name` by language."""
        return {code: self.cleaned_data[f"{name}_{code}"] for code in ("ro", "ru", "en")}
