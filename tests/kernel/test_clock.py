"""The one clock."""

from datetime import UTC, date, datetime

import pytest

from kernel import clock
from tests.database import run_together

NIGHT = datetime(2026, 11, 22, 22, 30, tzinfo=UTC)


def test_clock_stands_still_within_the_block_only() -> None:
    before = clock.now()
    with clock.at(NIGHT):
        assert clock.now() == NIGHT
        with clock.at(datetime(2020, 1, 1, tzinfo=UTC)):
            assert clock.now().year == 2020
        assert clock.now() == NIGHT
    assert clock.now() >= before


def test_day_is_that_of_the_house() -> None:
    with clock.at(NIGHT):
        assert clock.today() == date(2026, 11, 23)


def test_clock_is_put_back_when_the_block_fails() -> None:
    before = clock.now()
    with pytest.raises(LookupError), clock.at(NIGHT):
        raise LookupError
    assert clock.now() >= before


def test_naive_moment_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"), clock.at(NIGHT.replace(tzinfo=None)):
        clock.now()


def test_clock_of_one_thread_is_not_that_of_another() -> None:
    with clock.at(NIGHT):
        assert run_together(clock.now) != [NIGHT]
