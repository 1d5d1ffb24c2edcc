"""Measure one page: time, queries, weight. One client, in this process, the whole middleware, DEBUG off."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection
from django.http import HttpResponseBase
from django.test.utils import CaptureQueriesContext

WARM_UP = 3
REQUESTS = 30


@dataclass(frozen=True)
class Row:
    """One line of the table; times in milliseconds, weight in kB. `budget` is what the plan allows for p95."""

    name: str
    p50: float
    p95: float
    queries: int
    kilobytes: float
    budget: float

    @property
    def is_within(self) -> bool:
        """Whether p95 keeps the budget."""
        return self.p95 <= self.budget


def drain(response: HttpResponseBase) -> int:
    """Read the whole answer; returns its size in bytes."""
    if response.streaming:
        return sum(len(part) for part in response.streaming_content)
    return len(response.content)


def measure(name: str, ask: Callable[[], HttpResponseBase], budget: float, requests: int = REQUESTS) -> Row:
    """Ask `requests` times after warming up; raises ValueError when the answer is not 200."""
    for _ in range(min(WARM_UP, requests)):
        response = ask()
        if response.status_code != 200:
            raise ValueError(f"{name} answers {response.status_code}")
        drain(response)
    times = []
    for _ in range(requests):
        started = time.perf_counter()
        size = drain(ask())
        times.append((time.perf_counter() - started) * 1000)
    with CaptureQueriesContext(connection) as queries:
        drain(ask())
    times.sort()
    p95 = times[min(len(times) - 1, round(0.95 * len(times)))]
    return Row(name, statistics.median(times), p95, len(queries), size / 1000, budget)


def as_table(rows: list[Row]) -> str:
    """The rows as a Markdown table."""
    head = "| page or job | p50 ms | p95 ms | budget ms | queries | kB | |\n| --- | --- | --- | --- | --- | --- | --- |"
    lines = [
        f"| {row.name} | {row.p50:.1f} | {row.p95:.1f} | {row.budget:.0f} | {row.queries} | {row.kilobytes:.0f} | "
        f"{'within' if row.is_within else 'OVER'} |"
        for row in rows
    ]
    return "\n".join([head, *lines])
