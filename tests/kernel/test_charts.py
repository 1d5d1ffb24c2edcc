"""Charts: safe under the policy, accessible, the same bytes for the same data."""

from decimal import Decimal

import pytest
from allauth.mfa.adapter import get_adapter
from defusedxml import ElementTree

from kernel.charts import Series, bars, grouped_bars

YEARS = ["2016", "2017", "2018"]
PLANNED = Series("Planned", [Decimal(144300), Decimal(178814), Decimal(159082)])
SPENT = Series("Spent", [Decimal("144200.87"), None, Decimal(157077)])


def chart(title="Money by year"):
    return grouped_bars(title, YEARS, [PLANNED, SPENT], "USD", "en")


def test_chart_carries_no_style_and_no_fixed_colour():
    drawn = chart()

    assert "style=" not in drawn
    assert "<style" not in drawn
    assert "#0103" not in drawn
    assert "<metadata" not in drawn
    assert 'class="fill-series-1"' in drawn
    assert len(drawn) <= 20_000


def test_chart_says_every_value_and_no_missing_one():
    root = ElementTree.fromstring(chart("Bani <2016>"))
    title, words = root[0].text, root[1].text

    assert title == "Bani <2016>"
    assert "2018 157,077 USD" in words
    assert "Spent: 2016 144,200.87 USD; 2018" in words


def test_chart_is_drawn_by_a_page_also_after_a_code_for_a_second_factor():
    get_adapter().build_totp_svg("otpauth://totp/somebody")
    drawn = chart("After a QR code")

    assert drawn.startswith("<svg ")
    assert (":svg" in drawn, "ns1:" in drawn, ' href="#' in drawn) == (False, False, True)


def test_chart_is_the_same_for_the_same_data():
    assert chart() == chart()
    assert chart("Another") != chart()


@pytest.mark.parametrize("series", [[], [PLANNED] * 5, [Series("Short", [Decimal(1)])]])
def test_chart_refuses_what_it_cannot_draw(series):
    with pytest.raises(ValueError, match="one to four"):
        grouped_bars("x", YEARS, series, "USD", "en")


def test_bars_bear_their_values_and_none_for_a_missing_one():
    drawn = bars("Who gives", ["Sida", "SDC <x>", "UE"], [Decimal("1250.5"), Decimal(0), None], "USD", "ro")
    root = ElementTree.fromstring(drawn)

    assert root[1].text == "Who gives: Sida 1.250,50 USD; SDC <x> 0 USD"
    texts = [each.text for each in root.iter("{http://www.w3.org/2000/svg}text")]
    assert {"Sida", "SDC <x>", "UE", "1.250,50 USD", "0 USD"} <= set(texts)
    assert len(drawn) <= 20_000


def test_chart_of_ten_years_is_light():
    years = [str(year) for year in range(2016, 2026)]
    values = [Decimal("123456.78") * number for number in range(10)]
    drawn = grouped_bars("Bani", years, [Series("planificat", values), Series("cheltuit", values)], "EUR", "ro")
    assert len(drawn.encode()) <= 20_000


def test_two_charts_on_a_page_share_no_id():
    ids = [each.get("id") for title in "ab" for each in ElementTree.fromstring(chart(title)).iter() if each.get("id")]
    assert len(ids) == len(set(ids))
