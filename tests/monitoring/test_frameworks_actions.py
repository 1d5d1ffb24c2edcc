"""Setting up frameworks, laying out periods, defining and linking indicators."""

from datetime import date
from decimal import Decimal

import pytest

from kernel.refusals import NotAllowed, NotNow, Refusal
from monitoring.actions.frameworks import (
    FrameworkExists,
    PeriodsOverlap,
    add_period,
    set_up_agreement_framework,
    set_up_framework,
)
from monitoring.actions.indicators import (
    DefinitionLocked,
    DefinitionWrong,
    TargetEntry,
    change_indicator,
    define_indicator,
    link_indicators,
    set_targets,
)
from monitoring.actions.periods import open_period
from monitoring.models import Framework, Indicator, Period
from tests.factories.grants.programmes import ProgrammeFactory
from tests.factories.monitoring.results import (
    IndicatorFactory,
    PeriodFactory,
    ResultFactory,
    grant,
    member,
    verified,
    world,
)

pytestmark = pytest.mark.django_db


def test_set_up_framework_twice_is_refused():
    programme = ProgrammeFactory()
    manager = member(programme.implementer, "programme_manager")
    framework = set_up_framework(programme, by=manager)
    assert framework.report_questions.count() > 0
    with pytest.raises(FrameworkExists):
        set_up_framework(programme, by=manager)


def test_set_up_framework_by_manager_of_another_house_is_not_allowed():
    stranger = member(ProgrammeFactory().implementer, "programme_manager")
    with pytest.raises(NotAllowed):
        set_up_framework(ProgrammeFactory(), by=stranger)


def test_framework_of_grant_takes_chosen_indicators_and_the_periods_it_runs_through():
    it = world()
    agreement = grant(it.programme, starts_on=date(2026, 3, 1), ends_on=date(2026, 12, 31))
    for year in (2025, 2026, 2027):
        add_period(it.framework, date(year, 1, 1), date(year, 12, 31), date(year + 1, 1, 31), by=it.manager)
    framework = set_up_agreement_framework(agreement, [it.indicator], by=it.manager)
    (link,) = framework.indicators.all()
    assert (link.linked_to, link.code, link.title_ro) == (it.indicator, it.indicator.code, it.indicator.title_ro)
    assert [(each.starts_on, each.feeds.starts_on) for each in framework.periods.all()] == [
        (date(2026, 1, 1), date(2026, 1, 1))
    ]


def test_add_period_that_overlaps_is_refused():
    it = world()
    add_period(it.framework, date(2026, 1, 1), date(2026, 6, 30), date(2026, 7, 15), by=it.manager)
    with pytest.raises(PeriodsOverlap):
        add_period(it.framework, date(2026, 6, 30), date(2026, 12, 31), date(2027, 1, 15), by=it.manager)
    with pytest.raises(Refusal, match="before it begins"):
        add_period(it.framework, date(2027, 6, 30), date(2027, 1, 1), date(2027, 1, 15), by=it.manager)


def test_add_period_reaches_grants_that_run_through_it():
    it = world()
    period = add_period(it.framework, date(2026, 1, 1), date(2026, 6, 30), date(2026, 7, 15), by=it.manager)
    assert [each.framework for each in Period.objects.filter(feeds=period)] == [it.grant_framework]


def test_open_period_opens_it_in_the_grants():
    it = world()
    period = add_period(it.framework, date(2026, 1, 1), date(2026, 6, 30), date(2026, 7, 15), by=it.manager)
    open_period(period, by=it.manager)
    assert set(Period.objects.filter(starts_on=period.starts_on).values_list("status", flat=True)) == {"open"}


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"kind": "percentage"}, "across_grants"),
        ({"across_grants": "weighted"}, "across_grants"),
        ({"across_periods": "distinct"}, "across_periods"),
        ({"across_grants": "distinct"}, "across_periods"),
        ({"baseline_on": date(2026, 1, 1)}, "baseline_value"),
        ({"code": "TAKEN"}, "code"),
    ],
)
def test_define_indicator_with_rules_that_do_not_fit_says_which(facts, field):
    it = world()
    IndicatorFactory(framework=it.framework, code="TAKEN")
    indicator = IndicatorFactory.build(
        framework=it.framework, result=ResultFactory(framework=it.framework), **{"code": "NEW", **facts}
    )
    with pytest.raises(DefinitionWrong) as refusal:
        define_indicator(indicator, by=it.manager)
    assert field in refusal.value.fields


def test_define_indicator_under_result_of_another_project_is_refused():
    it = world()
    indicator = IndicatorFactory.build(framework=it.framework, result=ResultFactory())
    with pytest.raises(DefinitionWrong, match="marked"):
        define_indicator(indicator, by=it.manager)


def test_change_indicator_reaches_its_links_and_locks_with_figures():
    it = world()
    it.indicator.title_en, it.indicator.direction = "Children reached", "decrease"
    change_indicator(it.indicator, by=it.manager)
    link = Indicator.objects.get(pk=it.link.pk)
    assert (link.title_en, link.direction) == ("Children reached", "decrease")
    verified(it.link, it.grant_period, 5)
    it.indicator.title_en = "Children helped"
    change_indicator(it.indicator, by=it.manager)
    it.indicator.across_periods = "latest"
    with pytest.raises(DefinitionLocked):
        change_indicator(it.indicator, by=it.manager)


def test_change_indicator_that_is_inherited_is_refused_but_its_baseline_is_its_own():
    it = world()
    it.link.baseline_value = Decimal(4)
    assert change_indicator(it.link, by=it.manager).baseline_value == 4
    it.link.title_en = "Another name"
    with pytest.raises(DefinitionLocked):
        change_indicator(it.link, by=it.manager)


def test_link_indicators_that_have_own_figures_is_refused():
    it = world()
    own = IndicatorFactory(framework=it.framework)
    verified(own, it.period, 5)
    with pytest.raises(DefinitionLocked, match="twice"):
        link_indicators(it.grant_framework, [own], by=it.manager)
    assert link_indicators(it.grant_framework, [it.indicator], by=it.manager) == []
    with pytest.raises(Refusal, match="not an indicator of this project"):
        link_indicators(it.grant_framework, [IndicatorFactory()], by=it.manager)


def test_set_targets_keeps_not_stated_apart_from_none():
    it = world()
    set_targets(it.indicator, {None: TargetEntry("at_least", Decimal(60))}, by=it.manager)
    set_targets(it.indicator, {it.period: TargetEntry("about", None)}, by=it.manager)
    rows = it.indicator.targets.values_list("period", "operator", "value")
    assert list(rows) == [(None, "at_least", 60), (it.period.pk, "about", None)]
    set_targets(it.indicator, {None: None}, by=it.manager)
    assert it.indicator.targets.count() == 1
    with pytest.raises(Refusal, match="another framework"):
        set_targets(it.indicator, {PeriodFactory(): TargetEntry("about", None)}, by=it.manager)


def test_agreement_that_is_over_gets_no_framework():
    it = world()
    over = grant(it.programme, status="cancelled")
    with pytest.raises(NotNow):
        set_up_agreement_framework(over, [it.indicator], by=it.manager)
    other = grant(ProgrammeFactory(implementer=it.programme.implementer))
    with pytest.raises(NotNow, match="no results framework"):
        set_up_agreement_framework(other, [], by=it.manager)
    assert Framework.objects.count() == 2
