"""Arithmetic of working days. Knows no Django and no country: the exceptions to the week are given to it.

`exceptions` maps a day to whether it is a working day: a holiday on a Monday is False, a moved Saturday True.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

SATURDAY = 5


def is_working(day: date, exceptions: Mapping[date, bool]) -> bool:
    """Whether `day` is a working day: Monday to Friday, unless `exceptions` says otherwise."""
    return exceptions.get(day, day.weekday() < SATURDAY)


def working_days_after(start: date, exceptions: Mapping[date, bool]) -> Iterator[date]:
    """The working days after `start`, in order, without end; `start` itself is not counted."""
    day = start
    while True:
        day += timedelta(days=1)
        if is_working(day, exceptions):
            yield day


def add_working_days(start: date, number: int, exceptions: Mapping[date, bool]) -> date:
    """The `number`-th working day after `start`; raises ValueError when `number` is not positive."""
    if number < 1:
        raise ValueError("The number of working days is 1 or more.")
    days = working_days_after(start, exceptions)
    for _ in range(number - 1):
        next(days)
    return next(days)


def working_days_between(start: date, end: date, exceptions: Mapping[date, bool]) -> int:
    """How many working days lie after `start` and up to `end`; negative when `end` comes before `start`."""
    if end < start:
        return -working_days_between(end, start, exceptions)
    return sum(is_working(start + timedelta(days=step), exceptions) for step in range(1, (end - start).days + 1))
