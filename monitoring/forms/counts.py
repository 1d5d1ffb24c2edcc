"""The table of counts: a row a criterion, a column a score. What is typed is kept until it is recorded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from monitoring.models import COUNT_FIELDS, Criterion, ProviderScore, ScoreSheet

MOST = 5000
Sheets = Mapping[int, ScoreSheet | ProviderScore]
HEADS = ("1", "2", "3", "4", "5", gettext_lazy("Not applicable"))


@dataclass(frozen=True)
class CountsRow:
    """One criterion with its inputs and what is wrong with them."""

    criterion: Criterion
    inputs: list[BoundField]
    error: str


class CountsForm(forms.Form):
    """Counts of one group or of one group of staff. Names of inputs: `c<criterion>-<field>`; an empty one is 0."""

    def __init__(self, *args: Any, criteria: Sequence[Criterion], recorded: Sheets, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = criteria
        self.row_errors: dict[str, str] = {}
        for criterion in criteria:
            sheet = recorded.get(criterion.pk)
            for field, head in zip(COUNT_FIELDS, HEADS, strict=True):
                self.fields[name_of(criterion, field)] = forms.IntegerField(
                    label=f"{criterion.title}: {head}",
                    min_value=0,
                    max_value=MOST,
                    required=False,
                    initial=getattr(sheet, field) if sheet else None,
                    widget=forms.NumberInput(attrs={"inputmode": "numeric", "class": "input-count"}),
                )

    def counts(self) -> dict[int, list[int]]:
        """The counts by id of criterion, in the order of COUNT_FIELDS; an empty input is 0."""
        return {
            criterion.pk: [self.cleaned_data[name_of(criterion, field)] or 0 for field in COUNT_FIELDS]
            for criterion in self.criteria
        }

    def typed(self) -> dict[str, str]:
        """What was typed, right or wrong, by name of input."""
        return {name: self.data[name][:6] for name in self.fields if self.data.get(name)}

    def mark_rows(self, reasons: Mapping[str, Any]) -> None:
        """Put a refusal's reasons beside their rows; the keys are ids of criteria as text."""
        self.row_errors = {key: str(reason) for key, reason in reasons.items()}

    def rows(self) -> list[CountsRow]:
        """The table."""
        return [self._row(criterion) for criterion in self.criteria]

    def _row(self, criterion: Criterion) -> CountsRow:
        inputs = [self[name_of(criterion, field)] for field in COUNT_FIELDS]
        wrong = [error for each in inputs for error in each.errors]
        error = self.row_errors.get(str(criterion.pk)) or (_("Type whole numbers from 0.") if wrong else "")
        return CountsRow(criterion, inputs, error)


def name_of(criterion: Criterion, field: str) -> str:
    """The name of the input for one count."""
    return f"c{criterion.pk}-{field}"
