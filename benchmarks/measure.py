"""Measure one page: time, queries, weight. One client, in this process, the whole middleware, DEBUG off."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection
from django.http import HttpResponseBase
from django.test.utils import CaptureQueriesContext

WARM_UP = 3
REQUESTS = 40


@dataclass(frozen=True)
class Budget:
    """What the plan allows: the middle and the slow end in milliseconds, and queries; and what it asks for: requests a
    second. None: no promise."""

    p50: float | None = None
    p95: float | None = None
    queries: int | None = None
    rate: float | None = None


@dataclass(frozen=True)
class Row:
    """One line of the table; times in milliseconds, weight in kB.

    `work` is the time in which a processor worked on it in this process: what is left of p50 was waited for, in the
    database or, on a crowded machine, in a queue. Of what a server did it is not known, nor the number of queries.
    `rate`: requests a second, where many ask at once.
    """

    name: str
    p50: float
    p95: float
    work: float | None
    queries: int | None
    kilobytes: float
    budget: Budget
    rate: float | None = None

    @property
    def is_within(self) -> bool:
        """Whether the page keeps every part of its budget."""
        allowed = self.budget
        return (
            (allowed.p50 is None or self.p50 <= allowed.p50)
            and (allowed.p95 is None or self.p95 <= allowed.p95)
            and (allowed.queries is None or (self.queries or 0) <= allowed.queries)
            and (allowed.rate is None or (self.rate or 0) >= allowed.rate)
        )


def drain(response: HttpResponseBase) -> int:
    """Read the whole answer; returns its size in bytes."""
    if response.streaming:
        return sum(len(part) for part in response.streaming_content)
    return len(response.content)


def nothing() -> None:
    """Nothing happens between two requests."""


def measure_page(
    name: str,
    ask: Callable[[], HttpResponseBase],
    budget: Budget,
    requests: int = REQUESTS,
    before: Callable[[], None] = nothing,
) -> Row:
    """Ask `requests` times after warming up; raises ValueError when the answer is not 200.

    What is done `before` each request is not measured.
    """

    def once() -> int:
        response = ask()
        if response.status_code != 200:
            raise ValueError(f"{name} answers {response.status_code}")
        return drain(response)

    return measure(name, once, budget, requests, before)


def measure(
    name: str, work: Callable[[], int], budget: Budget, requests: int = REQUESTS, before: Callable[[], None] = nothing
) -> Row:
    """Time `work`, which returns the size of what it made, in bytes."""
    for _ in range(min(WARM_UP, requests)):
        work()
    times, worked, size = [], [], 0
    for _ in range(requests):
        before()
        started, began = time.perf_counter(), time.process_time()
        size = work()
        times.append((time.perf_counter() - started) * 1000)
        worked.append((time.process_time() - began) * 1000)
    before()
    with CaptureQueriesContext(connection) as queries:
        work()
    times.sort()
    p95 = times[min(len(times) - 1, round(0.95 * len(times)))]
    return Row(name, statistics.median(times), p95, statistics.median(worked), len(queries), size / 1000, budget)


def as_table(rows: list[Row]) -> str:
    """The rows as a Markdown table: what was measured, in brackets what is allowed."""
    names = ["page or job", "p50 ms", "p95 ms", "work ms", "queries", "kB", "requests/s", ""]
    return "\n".join([_cells(names), _cells(["---"] * len(names)), *(_cells(_line(row)) for row in rows)])


def _cells(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _line(row: Row) -> list[str]:
    return [
        row.name,
        _beside(f"{row.p50:,.1f}", row.budget.p50),
        _beside(f"{row.p95:,.1f}", row.budget.p95),
        "" if row.work is None else f"{row.work:,.1f}",
        "" if row.queries is None else _beside(f"{row.queries}", row.budget.queries),
        f"{row.kilobytes:,.0f}",
        "" if row.rate is None else _beside(f"{row.rate:,.0f}", row.budget.rate),
        "within" if row.is_within else "OVER",
    ]


def _beside(measured: str, promised: float | None) -> str:
    return measured if promised is None else f"{measured} ({promised:,.0f})"
