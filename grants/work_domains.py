"""The fields of work that every installation begins with, read from grants/data/work_domains.csv."""

import csv
from pathlib import Path

from grants.models import WorkDomain

FILE = Path(__file__).parent / "data" / "work_domains.csv"


def lay_down_domains() -> None:
    """Enter the fields of work by their code; those that are there stay as the operator keeps them."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    known = set(WorkDomain.objects.values_list("code", flat=True))
    for order, row in enumerate(rows, start=1):
        if row["code"] not in known:
            WorkDomain.objects.create(order=10 * order, **row)
