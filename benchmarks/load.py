"""Public pages under load: fifty clients read at once from a real server, while people go on working."""

import asyncio
import statistics
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count

from django.db import connection

from benchmarks.data import Installation
from benchmarks.measure import Budget, Row
from benchmarks.pages import public_addresses, something_is_done
from benchmarks.serving import HOST, WORKERS, serving

CLIENTS, SECONDS, WARM_UP = 50, 10.0, 3.0
PROMISED = Budget(rate=400)
GRANTS = 50


@dataclass
class Seen:
    """What the clients were answered: milliseconds of each request, bytes, and what was not a page."""

    times: list[float] = field(default_factory=list)
    size: int = 0
    errors: list[str] = field(default_factory=list)


def measure_load(installation: Installation) -> Row:
    """Requests a second from two workers, over fifteen kinds of page in turn; raises ValueError for a single error."""
    paths = [*public_addresses(installation).values(), *(f"/en/grants/AGR-2026-{n:05d}/" for n in range(GRANTS))]
    with serving(str(connection.settings_dict["NAME"])) as port, people_at_work(installation):
        asyncio.run(_visit(port, paths, WARM_UP))
        seen = asyncio.run(_visit(port, paths, SECONDS))
    if seen.errors:
        raise ValueError(f"{len(seen.errors)} of {len(seen.times)} were no page: {seen.errors[:5]}")
    times = sorted(seen.times)
    return Row(
        name=f"public pages, {CLIENTS} clients at {WORKERS} workers",
        p50=statistics.median(times),
        p95=times[round(0.95 * len(times)) - 1],
        work=None,
        queries=None,
        kilobytes=seen.size / len(times) / 1000,
        budget=PROMISED,
        rate=len(times) / SECONDS,
    )


@contextmanager
def people_at_work(installation: Installation) -> Iterator[None]:
    """Somebody does something every second, so that every copy is asked again and again whether it still holds."""
    over = threading.Event()

    def work() -> None:
        while not over.wait(1):
            something_is_done(installation)
        connection.close()

    worker = threading.Thread(target=work)
    worker.start()
    try:
        yield
    finally:
        over.set()
        worker.join()


async def _visit(port: int, paths: list[str], seconds: float) -> Seen:
    """All clients read one page after the other, each from its own place in the list, until the time is over."""
    seen, turn, until = Seen(), count(), time.perf_counter() + seconds
    await asyncio.gather(*(_client(port, paths, turn, until, seen) for _client_number in range(CLIENTS)))
    return seen


async def _client(port: int, paths: list[str], turn: Iterator[int], until: float, seen: Seen) -> None:
    """One client on one connection that stays open."""
    reader, writer = await asyncio.open_connection(HOST, port)
    while (started := time.perf_counter()) < until:
        path = paths[next(turn) % len(paths)]
        writer.write(f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode())
        head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        length = int(head.partition("content-length:")[2].partition("\r\n")[0])
        await reader.readexactly(length)
        if " 200 " not in head.partition("\r\n")[0]:
            seen.errors.append(f"{path}: {head.partition(chr(13))[0]}")
        seen.times.append((time.perf_counter() - started) * 1000)
        seen.size += length
    writer.close()
