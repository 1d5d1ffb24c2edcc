"""The form of a draft: built from the call's questions, keeping whatever was typed."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from grants.actions.applications.drafts import Entry
from grants.models import Application, Question, QuestionKind
from grants.queries.applications.answers import LONGEST, for_form
from grants.queries.applications.limits import limits_in_words
from grants.receipts import token
from kernel.forms import DateInput, MoneyInput
from organizations.models import TerritorialUnit


class DraftForm(forms.Form):
    """Fields by key, each with a hidden `base-<key>`: the token of the value that the form was opened with."""

    keys: list[str]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keys = []

    def add(self, key: str, field: forms.Field, value: Any, shown: Any) -> None:
        """A field for `key`, whose kept value is `value`, shown as `shown`."""
        field.required = False
        self.fields[key] = field
        self.initial[key] = shown
        base = f"base-{key}"
        self.fields[base] = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
        self.initial[base] = token(value)
        self.keys.append(key)

    def entries(self) -> dict[str, Entry]:
        """What the valid form brings, by key; keys that the request did not name are left out."""
        return {
            key: Entry(self.cleaned_data[key], self.cleaned_data[f"base-{key}"])
            for key in self.keys
            if f"base-{key}" in self.data
        }


class FactsForm(DraftForm):
    """Lot, title, summary and places of work."""

    def __init__(self, *args: Any, application: Application, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.add_lot(application)
        title = forms.CharField(label=gettext_lazy("Title of the project"), max_length=200)
        self.add("title", title, application.title, application.title)
        summary = forms.CharField(
            label=gettext_lazy("The project in short"),
            help_text=gettext_lazy("What changes for whom; the committee reads this first. 3,000 letters at most."),
            widget=forms.Textarea(attrs={"rows": 5}),
            max_length=3000,
        )
        self.add("summary", summary, application.summary, application.summary)
        chosen = sorted(application.units.values_list("pk", flat=True))
        within = application.lot.units.all() if application.lot else application.call.units.none()
        within = within if within.exists() else application.call.units.all()
        offered = within if within.exists() else TerritorialUnit.objects.filter(is_demo=application.is_demo)
        units = forms.MultipleChoiceField(
            label=gettext_lazy("Where the work is done"),
            widget=forms.CheckboxSelectMultiple,
            choices=[(each.pk, str(each)) for each in offered.order_by("name_ro", "pk")],
        )
        self.add("units", units, chosen, chosen)

    def add_lot(self, application: Application) -> None:
        """The choice of the lot, where the call has lots."""
        lots = list(application.call.lots.order_by("order", "pk"))
        if lots:
            choices = [("", gettext_lazy("not chosen yet")), *((each.pk, str(each)) for each in lots)]
            field = forms.ChoiceField(
                label=pgettext_lazy("part of a call", "Lot"),
                help_text=gettext_lazy("The part of the call to which you apply; each has its own money and limits."),
                choices=choices,
                widget=forms.RadioSelect,
            )
            self.add("lot", field, application.lot_id, application.lot_id or "")


class AnswersForm(DraftForm):
    """The questions of one section; files are added on their own step."""

    def __init__(
        self, *args: Any, application: Application, questions: Iterable[Question], values: dict[int, Any], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for question in questions:
            if question.kind == QuestionKind.FILE:
                continue
            value = values.get(question.pk)
            field = field_for(question, application.currency)
            self.add(f"question-{question.pk}", field, value, for_form(question, value))


def help_for(question: Question) -> str:
    """The help of a question with its limits, and after which choice it is asked."""
    parts = [question.help] if question.help else []
    if question.shown_if is not None:
        parts.append(_("Answer only if you chose “%(choice)s”.") % {"choice": question.shown_if.label})
    if question.word_limit:
        limit = ngettext("At most %(limit)d word.", "At most %(limit)d words.", question.word_limit)
        parts.append(limit % {"limit": question.word_limit})
    parts += limits_in_words(question)
    if question.kind == QuestionKind.TABLE:
        columns = " | ".join(question.column_titles)
        parts.append(
            _("One row a line, cells parted by tabs: copy them from a spreadsheet. Columns: %(columns)s")
            % {"columns": columns}
        )
    return " ".join(parts)


def field_for(question: Question, currency: str) -> forms.Field:
    """The form field that takes an answer of this kind; a draft takes any text, faults are said beside it."""
    label = f"{question.label} *" if question.is_required else question.label
    words: dict[str, Any] = {"label": label, "help_text": help_for(question)}
    attrs = _attributes(question)
    if question.kind == QuestionKind.CHOICE:
        choices = [("", _("no answer")), *((each.pk, each.label) for each in question.choices.all())]
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect(attrs=attrs), **words)
    if question.kind == QuestionKind.SEVERAL:
        several = [(each.pk, each.label) for each in question.choices.all()]
        return forms.MultipleChoiceField(choices=several, widget=forms.CheckboxSelectMultiple(attrs=attrs), **words)
    widget: forms.Widget = forms.TextInput(attrs=attrs)
    if question.kind == QuestionKind.LONG_TEXT:
        widget = forms.Textarea(attrs={**attrs, "rows": 8})
    elif question.kind == QuestionKind.TABLE:
        widget = forms.Textarea(attrs={**attrs, "rows": 6, "wrap": "off"})
    elif question.kind == QuestionKind.DATE:
        widget = DateInput(attrs=attrs)
    elif question.kind == QuestionKind.MONEY:
        widget = MoneyInput(attrs=attrs, currency=currency)
    elif question.kind == QuestionKind.NUMBER:
        widget = forms.TextInput(attrs={**attrs, "inputmode": "decimal"})
    return forms.CharField(widget=widget, max_length=LONGEST, strip=False, **words)


def _attributes(question: Question) -> dict[str, Any]:
    attrs: dict[str, Any] = {}
    if question.word_limit:
        attrs["data-words"] = question.word_limit
        attrs["data-words-now"] = _("{now} of {most} words")
        attrs["data-words-over"] = _("{now} of {most} words: {over} too many")
    if question.shown_if is not None:
        attrs["data-shown-if"] = f"question-{question.shown_if.question_id}={question.shown_if_id}"
    return attrs
