"""Roll-up from grants to the programme, with the way down, against the pure arithmetic."""

from decimal import Decimal

import pytest

from monitoring.actions.measurements import Entry, Given, record_measurement, submit_measurement, verify_measurement
from monitoring.aggregation import Figure, Reported, roll_up
from monitoring.models import Framework, MeasurementValue, Target
from monitoring.queries.progress import framework_progress, indicator_progress
from monitoring.queries.way_down import by_category, by_period, contributions, latest_contributions
from tests.factories.monitoring.results import (
    DimensionFactory,
    FrameworkFactory,
    IndicatorFactory,
    PeriodFactory,
    grant,
    link_to,
    verified,
    world,
)
from tests.factories.organizations import OrganizationFactory

pytestmark = pytest.mark.django_db


def second_grant(it):
    framework = FrameworkFactory(programme=it.programme, agreement=grant(it.programme))
    period = PeriodFactory(
        framework=framework, feeds=it.period, starts_on=it.period.starts_on, ends_on=it.period.ends_on
    )
    return link_to(it.indicator, framework), period


def next_period(it):
    period = PeriodFactory(framework=it.framework)
    return PeriodFactory(framework=it.grant_framework, feeds=period, starts_on=period.starts_on, ends_on=period.ends_on)


def reached(it):
    return framework_progress(Framework.objects.get(pk=it.framework.pk))[0]


def test_sum_over_periods_and_grants():
    it = world()
    verified(it.link, it.grant_period, 5)
    verified(it.link, next_period(it), 0)
    other, period = second_grant(it)
    verified(other, period, 7)
    line = reached(it)
    assert (line.actual, line.reached.reports, line.reached.grants, line.reached.linked) == (12, 3, 2, 2)


def test_figures_not_verified_do_not_count():
    it = world()
    record_measurement(it.link, it.grant_period, Entry(Given(value=Decimal(9))), by=it.member)
    assert (reached(it).actual, reached(it).reached.reports) == (None, 0)


def test_latest_takes_the_last_period_that_has_a_figure():
    it = world(across_periods="latest")
    verified(it.link, it.grant_period, 40)
    verified(it.link, next_period(it), 55)
    verified(it.link, next_period(it), None)
    other, period = second_grant(it)
    verified(other, period, 3)
    assert (reached(it).actual, reached(it).reached.reports) == (58, 3)


def test_highest_is_found_in_each_grant():
    it = world(across_periods="max")
    verified(it.link, it.grant_period, 9)
    verified(it.link, next_period(it), 3)
    other, period = second_grant(it)
    verified(other, period, 4)
    assert reached(it).actual == 13


@pytest.mark.parametrize(("rule", "percent"), [("sum", "50"), ("latest", "45"), ("max", "80")])
def test_shares_are_weighted_by_their_denominators(rule, percent):
    it = world(kind="percentage", across_periods=rule, across_grants="weighted")
    verified(it.link, it.grant_period, numerator=Decimal(8), denominator=Decimal(10))
    verified(it.link, next_period(it), numerator=Decimal(36), denominator=Decimal(80))
    if rule == "sum":
        other, period = second_grant(it)
        verified(other, period, numerator=Decimal(6), denominator=Decimal(10))
    assert reached(it).actual == Decimal(percent)


def test_organisation_named_by_two_grants_counts_once():
    it = world(counts="organizations", across_periods="distinct", across_grants="distinct")
    first, second, third = (OrganizationFactory() for _each in range(3))
    verified(it.link, it.grant_period, 2, organizations=[first, second])
    verified(it.link, next_period(it), 1, organizations=[second])
    other, period = second_grant(it)
    verified(other, period, 2, organizations=[second, third])
    assert (reached(it).actual, reached(it).reached.reports) == (3, 3)
    assert [each.actual for each in by_period(it.indicator)] == [3, 1]


def test_rule_none_gives_no_figure_but_says_how_many_reported():
    it = world(across_grants="none")
    verified(it.link, it.grant_period, 5)
    line = reached(it)
    assert (line.actual, line.reached.reports) == (None, 1)


def test_indicator_without_grants_has_its_own_figure_whatever_the_rule():
    it = world()
    own = IndicatorFactory(framework=it.framework, across_grants="none")
    verified(own, it.period, 60)
    assert indicator_progress(own).actual == 60


def test_progress_and_promise():
    it = world(direction="decrease", baseline_value=Decimal(100))
    Target.objects.create(indicator=it.indicator, operator="up_to", value=Decimal(40))
    verified(it.link, it.grant_period, 70)
    line = reached(it)
    assert (line.baseline, line.promised, line.progress, line.is_kept) == (100, 40, Decimal("0.5"), False)


def test_kept_sums_are_renewed_when_a_figure_is_verified():
    it = world()
    assert reached(it).actual is None
    measurement = record_measurement(it.link, it.grant_period, Entry(Given(value=Decimal(9))), by=it.member)
    verify_measurement(submit_measurement(measurement, by=it.representative), by=it.officer)
    assert reached(it).actual == 9


@pytest.mark.parametrize(
    "reports",
    [
        [[5, None, 7], [3]],
        [[None, None, None], [None]],
        [[0, 0, 9], [None]],
        [[9, 4, None], [2]],
        [[None, 0, None], [0]],
    ],
)
@pytest.mark.parametrize("over_periods", ["sum", "latest", "max"])
def test_database_adds_up_as_the_arithmetic_does(reports, over_periods):
    it = world(across_periods=over_periods)
    other, period = second_grant(it)
    grants = [(it.link, [it.grant_period, next_period(it), next_period(it)]), (other, [period])]
    series = []
    for (link, periods), values in zip(grants, reports, strict=True):
        for each, value in zip(periods, values, strict=True):
            verified(link, each, value)
        figures = [None if value is None else Figure(Decimal(value)) for value in values]
        series.append([Reported(each.ends_on, figure) for each, figure in zip(periods, figures, strict=True)])
    expected = roll_up(over_periods, "sum", series)
    line = reached(it)
    amount = expected.figure.amount if expected.figure else None
    assert (line.actual, line.reached.reports) == (amount, expected.n)


def test_framework_progress_runs_the_same_queries_for_one_and_thirty(django_assert_max_num_queries):
    it = world()
    for _each in range(6):
        other, period = second_grant(it)
        verified(other, period, 1)
    for _each in range(5):
        verified(IndicatorFactory(framework=it.framework), it.period, 1)
    framework = Framework.objects.get(pk=it.framework.pk)
    with django_assert_max_num_queries(5):
        lines = framework_progress(framework)
    assert sum(line.actual for line in lines) == 11


def test_way_down_names_periods_categories_and_reports():
    it = world()
    dimension = DimensionFactory(framework=it.framework)
    women, men = dimension.categories.order_by("order")
    for each in (it.indicator, it.link):
        each.dimension = dimension
        each.save()
    measurement = verified(it.link, it.grant_period, 5)
    MeasurementValue.objects.create(measurement=measurement, category=women, value=5)
    later = verified(it.link, next_period(it), 2)
    assert list(contributions(it.indicator)) == latest_contributions(it.indicator, 9) == [later, measurement]
    assert [each.actual for each in by_period(it.indicator)] == [5, 2]
    assert [(each.category, each.actual) for each in by_category(it.indicator)] == [(women, 5), (men, None)]
