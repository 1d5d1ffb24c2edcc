"""How a published figure of a scorecard is printed."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.utils.translation import override

from monitoring.queries.published import PublicFigure
from monitoring.templatetags.scores import scored

SHOWN = PublicFigure(
    state="shown",
    people=15,
    mean=Decimal("2.4"),
    median=Decimal("2.0"),
    counts=(6, 4, 3, 1, 1),
    satisfied=None,
    satisfied_low=None,
    satisfied_high=None,
    bound=None,
    is_small_group=False,
    is_polarised=False,
)


def test_score_is_printed_in_the_language_of_the_reader_with_how_many_gave_it():
    assert scored(SHOWN) == '<strong>2.4</strong> <span class="small soft nowrap">15 people</span>'
    with override("ro"):
        assert scored(SHOWN).startswith("<strong>2,4</strong> ")
    assert scored(replace(SHOWN, people=None)) == "<strong>2.4</strong>"


@pytest.mark.parametrize(
    ("state", "bound", "words"),
    [
        ("unanimous", "over", "over 90% satisfied"),
        ("unanimous", "under", "under 10% satisfied"),
        ("held", None, '<span class="missing">held, too few people to show</span>'),
        ("not_applicable", None, '<span class="missing">not applicable</span>'),
        ("missing", None, '<span class="missing">not scored</span>'),
    ],
)
def test_figure_without_a_score_says_why(state, bound, words):
    assert scored(replace(SHOWN, state=state, bound=bound, mean=None)) == words
