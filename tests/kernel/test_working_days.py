"""Working days: weekends, holidays, and Saturdays that were moved."""

from datetime import date

import pytest

from kernel.working_days import add_working_days, working_days_between

HOLIDAYS = {date(2026, 5, 1): False, date(2026, 5, 9): False, date(2026, 5, 16): True}


def test_add_working_days_passes_over_weekend_and_holiday():
    assert add_working_days(date(2026, 4, 30), 1, HOLIDAYS) == date(2026, 5, 4)


def test_add_working_days_counts_a_moved_saturday():
    assert add_working_days(date(2026, 5, 15), 1, HOLIDAYS) == date(2026, 5, 16)


def test_twenty_working_days_from_a_monday():
    assert add_working_days(date(2026, 6, 1), 20, {}) == date(2026, 6, 29)


def test_between_is_the_inverse_of_add():
    end = add_working_days(date(2026, 4, 20), 20, HOLIDAYS)
    assert working_days_between(date(2026, 4, 20), end, HOLIDAYS) == 20
    assert working_days_between(end, date(2026, 4, 20), HOLIDAYS) == -20


def test_add_working_days_refuses_none():
    with pytest.raises(ValueError, match="1 or more"):
        add_working_days(date(2026, 4, 20), 0, {})
