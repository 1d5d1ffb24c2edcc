"""The short lists that every installation begins with, read from organizations/data/*.csv."""

import csv
from pathlib import Path

from organizations.models import PolicyKind, ServiceKind

DATA = Path(__file__).parent / "data"


def load_profile_lists() -> None:
    """Enter kinds of services and policies by code; those that are there stay as the operator left them."""
    for model, name in ((ServiceKind, "services"), (PolicyKind, "policies")):
        with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
        known = set(model.objects.values_list("code", flat=True))
        for position, row in enumerate(rows, start=1):
            if row["code"] not in known:
                model.objects.create(position=position * 10, **row)
