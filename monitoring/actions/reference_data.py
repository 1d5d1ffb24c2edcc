"""What an installation of scorecards cannot do without: the calendar of holidays and a first methodology."""

import csv
from datetime import date
from pathlib import Path

from monitoring.models import CalendarDay, MethodologyVersion

HOLIDAYS = Path(__file__).resolve().parents[1] / "data" / "holidays.csv"
LEGAL_BASIS = "Codul muncii nr. 154/2003, art. 111"
TITLES = {
    "title_ro": "Fișa de evaluare comunitară, versiunea 1",
    "title_ru": "Карта общественной оценки, версия 1",
    "title_en": "Community scorecard, version 1",
}


def lay_down_calendar() -> None:
    """Add the public holidays of Moldova that are not there yet; days that somebody entered stay as they are.

    Working days that the Government moves from year to year are added by the operator.
    """
    with HOLIDAYS.open(encoding="utf-8", newline="") as file:
        rows = [CalendarDay(legal_basis=LEGAL_BASIS, **row) for row in csv.DictReader(file)]
    CalendarDay.objects.bulk_create(rows, ignore_conflicts=True)


def lay_down_methodology() -> None:
    """Add version 1 of the methodology, with the default thresholds, when no version is there."""
    if not MethodologyVersion.objects.exists():
        MethodologyVersion.objects.create(number=1, valid_from=date(2024, 1, 1), **TITLES)
