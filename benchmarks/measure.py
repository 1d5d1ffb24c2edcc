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
    """What the plan allows: the middle and the slow end in milliseconds, and queries; None: no promise."""

    p50: float | None = None
    p95: float | None = None
    queries: int | None = None


@dataclass(frozen=True)
class Row:
    """One line of the table; times in milliseconds, weight in kB.

    `work` is the time in which a processor worked on it in this process: what is left of p50 was waited for, in the
    database or, on a crowded machine, in a queue.
    """

    name: str
    p50: float
    p95: float
    work: float
    queries: int
    kilobytes: float
    budget: Budget

    @property
    def is_within(self) -> bool:
        """Whether the page keeps every part of its budget."""
        allowed = self.budget
        return (
            (allowed.p50 is None or self.p50 <= allowed.p50)
            and (allowed.p95 is None or self.p95 <= allowed.p95)
            and (allowed.queries is None or self.queries <= allowed.queries)
        )


def drain(response: HttpResponseBase) -> int:
    """Read the whole answer; returns its size in bytes."""
    if response.streaming:
        return sum(len(part) for part in response.streaming_content)
    return len(response.content)


def measure_page(name: str, ask: Callable[[], HttpResponseBase], budget: Budget, requests: int = REQUESTS) -> Row:
    """Ask `requests` times after warming up; raises ValueError when the answer is not 200."""

    def once() -> int:
        response = ask()
        if response.status_code != 200:
            raise ValueError(f"{name} answers {response.status_code}")
        return drain(response)

    return measure(name, once, budget, requests)


def measure(name: str, work: Callable[[], int], budget: Budget, requests: int = REQUESTS) -> Row:
    """Time `work`, which returns the size of what it made, in bytes."""
    for _ in range(min(WARM_UP, requests)):
        work()
    times, worked, size = [], [], 0
    for _ in range(requests):
        started, began = time.perf_counter(), time.process_time()
        size = work()
        times.append((time.perf_counter() - started) * 1000)
        worked.append((time.process_time() - began) * 1000)
    with CaptureQueriesContext(connection) as queries:
        work()
    times.sort()
    p95 = times[min(len(times) - 1, round(0.95 * len(times)))]
    return Row(name, statistics.median(times), p95, statistics.median(worked), len(queries), size / 1000, budget)


def as_table(rows: list[Row]) -> str:
    """The rows as a Markdown table: what was measured, in brackets what is allowed."""
    head = "| page or job | p50 ms | p95 ms | work ms | queries | kB | |\n| --- | --- | --- | --- | --- | --- | --- |"
    return "\n".join([head, *(_line(row) for row in rows)])


def _line(row: Row) -> str:
    p50, p95, queries = (
        measured if allowed is None else f"{measured} ({allowed:,.0f})"
        for measured, allowed in (
            (f"{row.p50:,.1f}", row.budget.p50),
            (f"{row.p95:,.1f}", row.budget.p95),
            (f"{row.queries}", row.budget.queries),
        )
    )
    verdict = "within" if row.is_within else "OVER"
    return f"| {row.name} | {p50} | {p95} | {row.work:,.1f} | {queries} | {row.kilobytes:,.0f} | {verdict} |"
