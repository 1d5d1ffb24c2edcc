"""What `check_integrity` proves of results: each promise is kept, and each breach is said."""

from decimal import Decimal

import pytest

from monitoring.models import Indicator, IndicatorTotal, Measurement, MeasurementValue, Period
from monitoring.queries import result_checks
from monitoring.registrations.results import CHECKS
from tests.factories.monitoring.results import DimensionFactory, verified, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def it():
    it = world()
    verified(it.link, it.grant_period, 5)
    return it


def test_sound_results_have_no_fault(it):
    assert [fault for _name, faults in CHECKS for fault in faults()] == []


def test_total_that_differs_is_said(it):
    IndicatorTotal.objects.filter(indicator=it.link).update(number=6)
    assert len(list(result_checks.totals_that_differ())) == 1
    IndicatorTotal.objects.all().delete()
    assert len(list(result_checks.totals_that_differ())) == 1


def test_link_that_differs_is_said(it):
    Indicator.objects.filter(pk=it.link.pk).update(direction="decrease")
    (fault,) = result_checks.links_that_differ()
    assert "direction" in fault


def test_figure_of_the_wrong_kind_or_period_is_said(it):
    Measurement.objects.update(value=None, numerator=Decimal(1), denominator=Decimal(2))
    assert len(list(result_checks.figures_of_wrong_kind())) == 1


def test_figures_beside_those_of_the_grants_are_said(it):
    verified(it.indicator, it.period, 7)
    assert len(list(result_checks.figures_counted_twice())) == 1


def test_category_of_another_disaggregation_is_said(it):
    category = DimensionFactory(framework=it.framework).categories.first()
    MeasurementValue.objects.create(measurement=Measurement.objects.get(), category=category, value=1)
    assert len(list(result_checks.categories_of_other_dimensions())) == 1


def test_open_figure_in_an_approved_period_is_said(it):
    moment, person = Measurement.objects.values_list("verified_at", "verified_by").get()
    Period.objects.filter(pk=it.grant_period.pk).update(approved_at=moment, approved_by=person)
    Period.objects.filter(pk=it.grant_period.pk).update(status="approved")
    Measurement.objects.update(status="submitted")
    assert len(list(result_checks.approved_periods_with_open_figures())) == 1
