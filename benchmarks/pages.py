"""Which pages are measured, and the budget of each (docs: the plan's table of speed and scale)."""

from collections.abc import Callable

from django.http import HttpResponseBase
from django.test import Client

from benchmarks.data import Installation
from benchmarks.measure import Row, measure

PUBLIC, LIST, FILE = 40, 120, 8000


def measure_all(installation: Installation) -> list[Row]:
    """Public pages, the list of applications in several ways, its file, and the workbook."""
    visitor, officer = Client(), Client()
    officer.force_login(installation.officer)

    def of(client: Client, path: str) -> Callable[[], HttpResponseBase]:
        return lambda: client.get(path)

    applications = "/workspace/applications/"
    last = installation.applications // 50
    return [
        measure("public home", of(visitor, "/en/"), PUBLIC),
        measure("project page", of(visitor, "/en/programmes/bench/"), PUBLIC),
        measure("public list of grants", of(visitor, "/en/grants/"), PUBLIC),
        measure("applications, first page", of(officer, applications), LIST),
        measure("applications, last page", of(officer, f"{applications}?page={last}"), LIST),
        measure("applications, searched", of(officer, f"{applications}?q=scoala+tineri"), LIST),
        measure("applications, by status", of(officer, f"{applications}?status=in_review"), LIST),
        measure("applications, by amount", of(officer, f"{applications}?sort=-requested"), LIST),
        measure("applications as CSV", of(officer, f"{applications}?format=csv"), FILE, requests=1),
        measure("applications as XLSX", of(officer, f"{applications}?format=xlsx"), FILE, requests=1),
        measure("workbook of a project", of(visitor, "/en/programmes/bench/workbook/"), FILE, requests=3),
    ]
