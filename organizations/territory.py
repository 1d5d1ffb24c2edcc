"""The territory that every installation begins with, read from organizations/data/territory.csv."""

import csv
from pathlib import Path

from django.utils.text import slugify

from organizations.models import TerritorialUnit, UnitKind

FILE = Path(__file__).parent / "data" / "territory.csv"


def load_territory() -> None:
    """Enter the country and its units, by ISO code; those that are there stay as they are."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    units = {unit.iso_code: unit for unit in TerritorialUnit.objects.exclude(iso_code="")}
    country = next(row["iso_code"] for row in rows if row["kind"] == UnitKind.COUNTRY)
    for row in rows:
        if row["iso_code"] not in units:
            slug = slugify(row["name_en"] if row["kind"] == UnitKind.COUNTRY else row["name_ro"])
            parent = None if row["iso_code"] == country else units[country]
            units[row["iso_code"]] = TerritorialUnit.objects.create(slug=slug, parent=parent, **row)
