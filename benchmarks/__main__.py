"""`make bench`: a database of its own, the data, the measurements, the table.

BENCH_SIZE=small measures with a tenth of the data (for CI); DATABASE_URL names a PostgreSQL server, otherwise SQLite.
"""

import os
import platform
import sys
import time
from pathlib import Path
from random import Random

os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"

import django

FULL, SMALL = 10_000, 1_000
QUIET = 1.5  # the load of a machine of two cores that does nothing else but measure
RESULTS = Path(__file__).parent / "RESULTS.md"


def main() -> int:
    """Print the table; of the whole data keep it, if measured in quiet, and answer 1 when a page misses its budget."""
    django.setup()
    from django.db import connection  # noqa: PLC0415 - Django is set up first

    from benchmarks.apart import measure_apart  # noqa: PLC0415
    from benchmarks.data import make_installation  # noqa: PLC0415
    from benchmarks.databases import own_database, tidy  # noqa: PLC0415
    from benchmarks.load import measure_load  # noqa: PLC0415
    from benchmarks.measure import as_table  # noqa: PLC0415
    from benchmarks.pages import measure_all  # noqa: PLC0415
    from kernel import clock  # noqa: PLC0415

    size = SMALL if os.environ.get("BENCH_SIZE") == "small" else FULL
    with own_database(connection):
        started = time.perf_counter()
        installation = make_installation(size, Random(7))
        made = time.perf_counter() - started
        tidy(connection)
        load = os.getloadavg()[0]
        rows = [*measure_apart(installation, measure_all), measure_load(installation)]
    words = (
        f"On {clock.today():%Y-%m-%d}, {os.cpu_count()} cores, {server(connection)}, "
        f"Python {platform.python_version()}, one client in the process that answers, DEBUG off; "
        f"the load of the machine before was {load:.1f}.\n\n"
        f"{installation.sizes} (made in {made:.0f} s).\n\n{as_table(rows)}\n"
    )
    print(words)
    if load >= QUIET:
        print(f"Not kept: the machine does other work (load {load:.1f}); measure again when it is below {QUIET}.")
    elif size == FULL:
        RESULTS.write_text(f"# Last measurement\n\n{EXPLAINED}\n{words}", encoding="utf-8")
    return 0 if size < FULL or all(row.is_within for row in rows) else 1


EXPLAINED = """Half of all requests were faster than p50, one in twenty slower than p95; in brackets what the plan
promises; work is what the processor had to do, and the rest of p50 was waited for. A public page is measured three
times: from its copy; from its copy after somebody did something elsewhere, when it is asked whether it still holds, as
nearly all visitors have it at worst; and made anew, as its first visitor has it after it changed, the slow end.
`make bench` measures again, and keeps the table only when the machine does nothing else. The workbook of a project has
a row for each entry of the ledger and each verified figure: here all of them are of one project, as nowhere else. In
the last row a server answers many at once, while an act a second makes all copies ask; its clients take their part of
the processor.
"""


def server(connection: object) -> str:
    """The database and its version, as people call it."""
    names = {"postgresql": "PostgreSQL", "sqlite": "SQLite"}
    version = ".".join(str(part) for part in connection.get_database_version())  # type: ignore[attr-defined]
    return f"{names[connection.vendor]} {version}"  # type: ignore[attr-defined]


if __name__ == "__main__":
    sys.exit(main())
