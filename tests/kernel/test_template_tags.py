"""The tags and filters of the house, as templates print them."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils import translation

from kernel import clock
from kernel.money import Money

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=ZoneInfo("Europe/Chisinau"))


def printed(source: str, language: str = "en", **context) -> str:
    with translation.override(language), clock.at(NOON):
        return Template(source).render(Context(context)).strip()


def test_money_names_its_currency_in_each_language():
    source = "{% money amount 'EUR' %}"

    texts = {language: printed(source, language, amount=Decimal("1234567.89")) for language in ("ro", "ru", "en")}

    assert texts == {
        "ro": "1.234.567,89\u00a0EUR",
        "ru": "1\u00a0234\u00a0567,89\u00a0EUR",
        "en": "1,234,567.89\u00a0EUR",
    }


def test_money_takes_a_money_object():
    assert printed("{% money paid %}", paid=Money(Decimal("5.50"), "MDL")) == "5.50\u00a0MDL"


def test_money_says_that_an_amount_is_unknown_and_never_prints_zero():
    assert printed("{% money paid 'EUR' %}", paid=None) == "not reported"
    assert printed("{% money paid 'EUR' missing='not published' %}", paid=None) == "not published"


def test_money_without_a_currency_is_a_fault_of_the_template():
    with pytest.raises(TemplateSyntaxError):
        printed("{% money amount %}", amount=Decimal(1))


def test_due_prints_the_date_and_what_is_left_beside_it():
    soon = printed("{% due value %}", value=date(2026, 11, 25))
    late = printed("{% due value %}", value=date(2026, 11, 20))
    today = printed("{% due value %}", value=date(2026, 11, 22))

    assert ("25 November 2026" in soon, "(3 days left)" in soon, "due-soon" in soon) == (True, True, True)
    assert ("20 November 2026" in late, "(2 days late)" in late, "due-late" in late) == (True, True, True)
    assert "(today)" in today


def test_due_of_a_moment_that_passed_this_morning_is_late():
    passed = printed("{% due value %}", value=NOON.replace(hour=9))

    assert "22 November 2026, 09:00" in passed
    assert "(passed today)" in passed


def test_due_of_a_thing_that_is_done_prints_the_date_alone():
    assert "left" not in printed("{% due value is_done=True %}", value=date(2026, 11, 25)).replace("due-left", "")


def test_tag_says_by_a_sign_and_a_word():
    assert printed("{% tag 'late' 'two days late' %}") == (
        '<span class="tag tag-late"><span class="tag-sign" aria-hidden="true">!</span>two days late</span>'
    )


class Thing:
    """Something with a status."""

    def __init__(self, status: str, word: str) -> None:
        self.status, self.word = status, word

    def get_status_display(self) -> str:
        return self.word


def test_status_is_escaped_and_neutral_when_unknown():
    text = printed("{% status thing %}", thing=Thing("never_heard_of", "<b>odd</b>"))

    assert "tag-neutral" in text
    assert "&lt;b&gt;odd&lt;/b&gt;" in text


def test_icon_is_silent_without_a_label_and_named_with_one():
    assert 'aria-hidden="true"' in printed("{% icon 'file' %}")
    assert 'role="img" aria-label="Report"' in printed("{% icon 'file' 'Report' %}")


def test_icon_that_does_not_exist_is_a_fault_of_the_template():
    with pytest.raises(TemplateSyntaxError):
        printed("{% icon 'nowhere' %}")


@pytest.mark.parametrize(
    ("promised", "kept", "words"),
    [
        (24, 18, "18 of 24 · 75%"),
        (None, 2, "2 · no target stated"),
        (40, None, "not reported · target 40"),
        (None, None, "not reported · no target stated"),
        (40, 0, "0 of 40 · 0%"),
        (0, 3, "3 of 0"),
    ],
)
def test_tally_says_in_words_what_it_draws(promised, kept, words):
    text = printed("{% tally promised kept label='Centres' %}", promised=promised, kept=kept)

    assert words in text
    assert "Centres" in text


def test_tally_of_unknown_target_and_unknown_result_draws_nothing():
    assert "<svg" not in printed("{% tally promised kept %}", promised=None, kept=None)


def test_percent_of_almost_all_is_not_all():
    assert printed("{{ ratio|percent }}", ratio=Decimal("0.99999")) == "99.9%"
