"""`make bench-growth`: what a hundred times as many applications cost their list, and the page of one of them.

The promise: less than a quarter more. Each size has a database of its own, of applications, answers and reviews alone.
"""

import os
import sys
from random import Random
from typing import TYPE_CHECKING

os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"

import django

if TYPE_CHECKING:
    from benchmarks.measure import Row

FEW, MANY = 1_000, 100_000
ALLOWED = 1.25


def main() -> int:
    """Print the table; 1 when something grew by a quarter or more."""
    django.setup()
    before, after = measured(FEW), measured(MANY)
    print(f"| page | p50 ms with {FEW:,} | with {MANY:,} | work ms | | grew by | |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for few, many in zip(before, after, strict=True):
        verdict = "within" if many.p50 < few.p50 * ALLOWED else "OVER"
        work = f"{few.work:.1f} | {many.work:.1f}"
        print(
            f"| {few.name} | {few.p50:.1f} | {many.p50:.1f} | {work} | {many.p50 / few.p50 - 1:.0%} (25%) | {verdict} |"
        )
    return 0 if all(many.p50 < few.p50 * ALLOWED for few, many in zip(before, after, strict=True)) else 1


def measured(size: int) -> "list[Row]":
    """The pages of an installation with `size` applications."""
    from django.db import connection  # noqa: PLC0415 - Django is set up first

    from benchmarks.apart import measure_apart  # noqa: PLC0415
    from benchmarks.data import Queue, make_house, make_queue  # noqa: PLC0415
    from benchmarks.databases import own_database, tidy  # noqa: PLC0415
    from benchmarks.pages import measure_queue  # noqa: PLC0415

    with own_database(connection):
        house = make_house()
        _calls, _applicants, rows = make_queue(house, size, Random(7))
        tidy(connection)
        return measure_apart(Queue(house.officer, len(rows), rows[0]), measure_queue)


if __name__ == "__main__":
    sys.exit(main())
