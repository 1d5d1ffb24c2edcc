"""The seven published targets of a real programme: as published, nothing else stated."""

import pytest
from django.utils.translation import override

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
    with override("en"):
        assert [(row.promise, row.target, row.baseline, row.actual) for row in rows] == [
            ("60", 60, None, None),
            ("30", 30, None, None),
            ("about 1,000", 1000, None, None),
            ("about 100", 100, None, None),
            ("", None, None, None),
            ("at least 30", 30, None, None),
            ("at least 60", 60, None, None),
        ]
    acts = Activity.objects.count()
    loader.load()
    assert (Activity.objects.count(), Framework.objects.count(), Measurement.objects.count()) == (acts, 1, 0)
