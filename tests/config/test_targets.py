"""The six published targets of a real programme: as published, nothing else stated."""

import pytest

from config.demo.facts import loader
from grants.models import Programme
from monitoring.models import Framework, Measurement
from organizations.models import Activity
from reports.figures.results import programme_results

pytestmark = pytest.mark.django_db


def test_targets_stand_as_published_and_a_second_run_changes_nothing():
    loader.load()
    programme = Programme.objects.get(code="BETTER-SERVICES")
    rows = programme_results(programme)
    assert [(row.operator, row.target, row.baseline, row.actual) for row in rows] == [
        ("exactly", 60, None, None),
        ("exactly", 30, None, None),
        ("about", 1000, None, None),
        ("about", 100, None, None),
        ("at_least", 30, None, None),
        ("at_least", 60, None, None),
    ]
    acts = Activity.objects.count()
    loader.load()
    assert (Activity.objects.count(), Framework.objects.count(), Measurement.objects.count()) == (acts, 1, 0)
