"""References: no two alike, whoever asks at once."""

from datetime import UTC, datetime

import pytest
from django.db import transaction

from kernel import clock
from kernel.models import Counter
from kernel.references import next_reference
from tests.database import run_together


@pytest.mark.django_db
def test_references_count_by_prefix_and_year_of_the_house() -> None:
    with clock.at(datetime(2026, 12, 31, 21, tzinfo=UTC)):
        assert [next_reference("APP"), next_reference("APP"), next_reference("AGR")] == [
            "APP-2026-0001",
            "APP-2026-0002",
            "AGR-2026-0001",
        ]
    with clock.at(datetime(2026, 12, 31, 22, tzinfo=UTC)):
        assert next_reference("APP") == "APP-2027-0001"


@pytest.mark.django_db
def test_reference_grows_past_four_figures() -> None:
    with clock.at(datetime(2026, 1, 5, tzinfo=UTC)):
        Counter.objects.create(prefix="APP-2026", last=9999)
        assert next_reference("APP") == "APP-2026-10000"


def take(times: int) -> list[str]:
    return [next_reference("APP") for _time in range(times)]


def test_threads_never_get_one_reference_twice(transactional_db) -> None:
    taken = [reference for answer in run_together(*[lambda: take(5)] * 6) for reference in answer]
    assert len(taken) == len(set(taken)) == 30
    assert Counter.objects.get().last == 30


def test_reference_of_an_act_that_fails_is_free_again_or_a_gap(transactional_db) -> None:
    with transaction.atomic():
        first = next_reference("APP")
        transaction.set_rollback(True)
    assert next_reference("APP") >= first
