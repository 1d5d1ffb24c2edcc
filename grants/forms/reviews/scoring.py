"""The sheet of a reviewer: points with their anchors, comments for the applicant, notes for the committee."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grants.actions.reviews.judging import Judged
from grants.models import Criterion, Review, Score
from kernel.forms import DecimalField

MOST_RADIOS = 10


@dataclass(frozen=True)
class SheetPart:
    """One criterion of the sheet, with its fields. `is_scale`: points are chosen, whole, by a tap or a key."""

    criterion: Criterion
    points: BoundField
    comment: BoundField
    internal: BoundField
    is_scale: bool


def _scale(criterion: Criterion, initial: Decimal | None) -> forms.TypedChoiceField:
    anchors = {each.points: each.text for each in criterion.anchors.all()}
    words = {
        each: f"{each} – {anchors[each]}" if each in anchors else str(each) for each in range(criterion.maximum + 1)
    }
    return forms.TypedChoiceField(
        label=criterion.title,
        choices=[(str(each), words[each]) for each in words],
        coerce=Decimal,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
        initial=None if initial is None else str(int(initial)),
        error_messages={"invalid_choice": _("Give points from 0 to %(most)d.") % {"most": criterion.maximum}},
    )


def _text(label: str, help_text: str, initial: str, rows: int) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": rows}),
        initial=initial,
    )


class ReviewForm(forms.Form):
    """Points, a comment and a note for each criterion, and on the whole.

    Criteria come with their anchors. Up to ten points are chosen on a scale; more, or half points given before, are
    typed.
    """

    def __init__(
        self,
        *args: Any,
        criteria: Iterable[Criterion],
        given: Mapping[int, Score],
        review: Review | None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = list(criteria)
        self.scales: set[int] = set()
        for criterion in self.criteria:
            score = given.get(criterion.pk)
            self._add(criterion, score)
        self.fields["comment"] = _text(_("On the whole, for the applicant"), "", review.comment if review else "", 4)
        self.fields["internal"] = _text(_("On the whole, for the committee"), "", review.internal if review else "", 2)

    def _add(self, criterion: Criterion, score: Score | None) -> None:
        points = score.points if score else None
        is_whole = points is None or points == points.to_integral_value()
        if criterion.maximum <= MOST_RADIOS and is_whole:
            self.scales.add(criterion.pk)
            self.fields[f"points_{criterion.pk}"] = _scale(criterion, points)
        else:
            self.fields[f"points_{criterion.pk}"] = DecimalField(
                label=_("%(title)s: points, 0 to %(most)d") % {"title": criterion.title, "most": criterion.maximum},
                max_digits=6,
                decimal_places=2,
                required=False,
                initial=points,
            )
        self.fields[f"comment_{criterion.pk}"] = _text(
            _("Why, for the applicant"), "", score.comment if score else "", 3
        )
        self.fields[f"internal_{criterion.pk}"] = _text(
            _("Only for the committee"), "", score.internal if score else "", 2
        )

    def parts(self) -> list[SheetPart]:
        """The criteria in their order, each with its fields."""
        return [
            SheetPart(
                each,
                self[f"points_{each.pk}"],
                self[f"comment_{each.pk}"],
                self[f"internal_{each.pk}"],
                each.pk in self.scales,
            )
            for each in self.criteria
        ]

    def scores(self) -> dict[int, Judged]:
        """Points and texts by id of criterion."""
        data = self.cleaned_data
        return {
            each.pk: Judged(data[f"points_{each.pk}"], data[f"comment_{each.pk}"], data[f"internal_{each.pk}"])
            for each in self.criteria
        }


class ReasonForm(forms.Form):
    """Why something is done; it is kept."""

    reason = forms.CharField(label=gettext_lazy("Why"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
