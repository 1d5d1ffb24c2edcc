"""The same results on the page, in the workbook and behind it."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils.translation import override
from python_calamine import CalamineWorkbook

from monitoring.models import Target
from reports.exports.workbook import programme_workbook
from reports.figures.results import agreement_results, figures_behind, period_targets, programme_results
from tests.factories.monitoring.results import FrameworkFactory, IndicatorFactory, grant, link_to, verified, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def it():
    it = world(baseline_value=Decimal(10))
    Target.objects.create(indicator=it.indicator, operator="at_least", value=Decimal(60))
    verified(it.link, it.grant_period, 35)
    return it


def test_programme_results_say_what_was_promised_and_reached(it):
    (row,) = programme_results(it.programme)
    assert (row.target, row.actual, row.baseline, row.progress, row.is_kept) == (60, 35, 10, Decimal("0.5"), False)
    with override("en"):
        assert (row.promise, row.tally_text) == ("at least 60", "35 · target at least 60 · 58.3%")
    (own,) = agreement_results(it.agreement)
    assert (own.target, own.promise, own.actual) == (None, "", 35)


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "target about 1,000"), ("ro", "ținta circa 1.000"), ("ru", "цель: около 1\u00a0000")],
)
def test_the_caption_of_a_tally_tells_the_target_as_it_is_meant(it, language, words):
    Target.objects.update(operator="about", value=1000)
    with override(language):
        (row,) = programme_results(it.programme)
    assert row.tally_text.startswith(f"35 · {words} · 3")


def test_a_target_of_which_it_is_not_stated_how_it_is_meant_is_a_number_alone(it):
    Target.objects.update(operator="not_stated")
    (row,) = programme_results(it.programme)
    assert (row.words, row.promise, row.tally_text, row.is_kept) == ("", "60", "", None)
    lines = sheets(programme_workbook(it.programme, reader=None))["Indicators"]
    head = next(number for number, line in enumerate(lines) if "Target means" in line)
    assert lines[head + 1][lines[head].index("Target means")] == ""


def test_programme_without_framework_has_no_results():
    assert agreement_results(grant(FrameworkFactory().programme)) == []


def test_figures_behind_sum_to_the_total(it):
    framework = FrameworkFactory(programme=it.programme, agreement=grant(it.programme))
    verified(link_to(it.indicator, framework), it.grant_period, 4)
    (row,) = programme_results(it.programme)
    assert row.actual == sum(each.figure for each in figures_behind(it.programme)) == 39


def test_period_targets_are_in_order(it):
    target = Target.objects.create(indicator=it.indicator, period=it.period, operator="about", value=Decimal(5))
    assert period_targets(it.programme) == [target]


def sheets(file):
    with file:
        book = CalamineWorkbook.from_filelike(file)
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_workbook_prints_the_figures_of_the_page_and_hides_unpublished_grants(it):
    IndicatorFactory(framework=it.framework, code="ZZ", order=9, result=it.indicator.result)
    public = sheets(programme_workbook(it.programme, reader=None))
    lines = public["Indicators"]
    head = next(number for number, line in enumerate(lines) if "Reached" in line)
    target, reached = lines[head].index("Target"), lines[head].index("Reached")
    assert [(line[target], line[reached]) for line in lines[head + 1 :]] == [
        (60, 35),
        ("not stated", "not reported"),
    ]
    assert it.agreement.reference not in str(public)
    assert it.agreement.reference in str(sheets(programme_workbook(it.programme, reader=it.officer)))


def test_a_figure_that_is_verified_after_midnight_bears_the_day_of_the_house(it):
    late = datetime(2026, 3, 1, 22, 30, tzinfo=UTC)  # half past midnight in Chișinău
    framework = FrameworkFactory(programme=it.programme, agreement=grant(it.programme))
    verified(link_to(it.indicator, framework), it.grant_period, 4, at=late)
    assert date(2026, 3, 2) in {row.verified_on for row in figures_behind(it.programme)}
