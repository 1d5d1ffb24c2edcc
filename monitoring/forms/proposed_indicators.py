"""The indicators that an application proposes, as rows of inputs."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from kernel import formatting
from kernel.forms import DecimalField, MoneyInput
from monitoring.models import Indicator, Kind, ProposedIndicator

NAMES = (
    *("indicator", "title", "unit_of_measure", "kind"),
    *("baseline_value", "target_value", "means_of_verification"),
)


class FigureInput(MoneyInput):
    """A figure, with as many decimals as it has."""

    def format_value(self, value: Any) -> str | None:
        """A number as the language writes it."""
        return value if value is None or isinstance(value, str) else formatting.number(value, get_language() or "en")


class ProposalForm(forms.Form):
    """One indicator: of the project, or in own words."""

    indicator = forms.TypedChoiceField(
        label=gettext_lazy("Of the project"), coerce=int, empty_value=None, required=False
    )
    title = forms.CharField(label=gettext_lazy("or your own"), max_length=300, required=False)
    unit_of_measure = forms.CharField(label=gettext_lazy("Unit of measure"), max_length=80, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Kind.choices, required=False)
    baseline_value = DecimalField(
        label=gettext_lazy("Baseline"), max_digits=18, decimal_places=4, required=False, widget=FigureInput()
    )
    target_value = DecimalField(
        label=gettext_lazy("Target"), max_digits=18, decimal_places=4, required=False, widget=FigureInput()
    )
    means_of_verification = forms.CharField(label=gettext_lazy("Means of verification"), max_length=500, required=False)

    def __init__(self, *args: Any, offered: Sequence[Indicator], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("our own")), *((each.pk, f"{each.code} {each.title}") for each in offered)]
        self.fields["indicator"].choices = choices  # type: ignore[attr-defined]  # a field of choices

    def has_changed(self) -> bool:
        """A row in which only the kind was touched is an empty row."""
        return bool(set(self.changed_data) - {"kind"})

    def clean(self) -> dict[str, Any]:
        """Chosen or written, not both."""
        data = super().clean() or {}
        if not data.get("indicator") and not data.get("title") and "title" not in self.errors:
            self.add_error("title", _("Choose an indicator of the project or write your own."))
        elif data.get("indicator") and data.get("title"):
            self.add_error("title", _("Either the project's indicator or your own: empty one of the two."))
        return data


def proposal_formset(offered: Sequence[Indicator], rows: Sequence[ProposedIndicator], data: Any = None) -> Any:
    """The rows, opened with what is proposed or as they were typed."""
    made = forms.formset_factory(ProposalForm, extra=2, max_num=40, absolute_max=60)
    every = {"offered": offered, "empty_permitted": True, "use_required_attribute": False}
    first = [
        {name: getattr(row, "indicator_id" if name == "indicator" else name) for name in NAMES} for row in rows
    ]  # fmt: skip
    return made(data, initial=None if data is not None else first, prefix="rows", form_kwargs=every)
