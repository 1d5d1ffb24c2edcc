"""`make bench`: a database of its own, the data, the measurements, the table.

BENCH_SIZE=small measures with a tenth of the data (for CI); DATABASE_URL names a PostgreSQL server, otherwise SQLite.
"""

import os
import platform
import sys
import time
from pathlib import Path
from random import Random

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
FULL, SMALL = 10_000, 1_000
RESULTS = Path(__file__).parent / "RESULTS.md"


def main() -> int:
    """Print the table; of the whole data keep it, and answer 1 when a page misses its budget."""
    django.setup()
    from django.db import connection  # noqa: PLC0415 - Django is set up first
    from django.test.utils import setup_test_environment  # noqa: PLC0415

    from benchmarks.data import make_installation  # noqa: PLC0415
    from benchmarks.measure import as_table  # noqa: PLC0415
    from benchmarks.pages import measure_all  # noqa: PLC0415
    from kernel.registries import setup_steps  # noqa: PLC0415

    size = SMALL if os.environ.get("BENCH_SIZE") == "small" else FULL
    setup_test_environment(debug=False)
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        for step in setup_steps:
            step.run()
        started = time.perf_counter()
        installation = make_installation(size, Random(7))
        made = time.perf_counter() - started
        connection.cursor().execute("ANALYZE")
        rows = measure_all(installation)
    finally:
        connection.creation.destroy_test_db(":memory:", verbosity=0)
    words = (
        f"{size} applications with answers and reviews (made in {made:.0f} s), {connection.vendor}, "
        f"Python {platform.python_version()}, {os.cpu_count()} cores, one client in the same process, DEBUG off.\n\n"
        f"{as_table(rows)}\n"
    )
    print(words)
    if size == FULL:
        RESULTS.write_text(f"# Last measurement\n\n{words}", encoding="utf-8")
    return 0 if size < FULL or all(row.is_within for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
