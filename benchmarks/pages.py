"""Which pages and jobs are measured, and the budget of each (docs: the plan's table of speed and scale)."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import count

from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client

from benchmarks.data import Installation, Queue
from benchmarks.measure import Budget, Row, measure, measure_page
from benchmarks.rates_data import file_of_rates
from grants.rate_rows import take_rows
from monitoring.queries.progress import framework_progress
from organizations.actions import activity

# What the plan promises of a page that is not kept holds of one that is made anew, too.
PUBLIC, KEPT = Budget(15, 40, 12), Budget(3)
PUBLIC_LIST = Budget(50, 120, 15)
LIST, THING, HOME = Budget(50, 120, 15), Budget(40, queries=25), Budget(80)
FILE, ROLL_UP, ROLL_UP_KEPT = Budget(8000), Budget(300), Budget(20)
IMPORT, UNPROMISED = Budget(30_000), Budget()
FEW, ONCE = 3, 1
IMPORTED = 20_000
# A heavy use of one address: a kept copy is found by it again, a number that nobody asked for before is not.
NUMBERS = count(1)


def asked(client: Client, path: str) -> Callable[[], HttpResponseBase]:
    """The same address again and again."""
    return lambda: client.get(path)


def anew(client: Client, path: str) -> Callable[[], HttpResponseBase]:
    """An address of which no copy is kept, each time."""
    return lambda: client.get(f"{path}?visit={next(NUMBERS)}")


def measure_all(installation: Installation) -> list[Row]:
    """Every row of the table, in its order."""
    visitor, officer = Client(), Client()
    officer.force_login(installation.officer)
    rows = [*public_pages(visitor, installation)]
    rows += [*applications(officer, installation)]
    rows += [*workspace(officer, installation)]
    rows += [*jobs(officer, installation)]
    return rows


def measure_queue(installation: Queue) -> list[Row]:
    """What must not grow with the number of applications: their list, and one of them."""
    officer = Client()
    officer.force_login(installation.officer)
    path, last = "/workspace/applications/", -(-installation.applications // 50)
    ways = {
        "list, first page": path,
        "list, last page": f"{path}?page={last}",
        "application": installation.application.get_absolute_url(),
    }
    return [measure_page(name, asked(officer, address), LIST) for name, address in ways.items()]


def public_pages(visitor: Client, installation: Installation) -> Iterator[Row]:
    """Each page from its copy, from its copy after somebody did something elsewhere, and made anew."""
    pages = public_addresses(installation)
    for name, path in pages.items():
        act = partial(something_is_done, installation)
        yield measure_page(f"public: {name}, after an act", asked(visitor, path), PUBLIC, before=act)
    for name, path in pages.items():
        budget = PUBLIC_LIST if name.startswith("list") else PUBLIC
        yield measure_page(f"public: {name}, made anew", anew(visitor, path), budget)
    for name in ("front page", "project", "list of grants"):
        yield measure_page(f"public: {name}, kept copy", asked(visitor, pages[name]), KEPT)


def public_addresses(installation: Installation) -> dict[str, str]:
    """One page of each kind, by its name in the table."""
    return {
        "front page": "/en/",
        "project": "/en/programmes/bench/",
        "grant": "/en/grants/AGR-2026-00000/",
        "authority": f"/en/authorities/{installation.authority.organization.slug}/",
        "organisation": "/en/organizations/cso-0/",
        "call": "/en/calls/call-0/",
        "list of calls": "/en/calls/",
        "list of projects": "/en/programmes/",
        "list of grants": "/en/grants/",
        "list of organisations": "/en/organizations/",
        "list of authorities": "/en/authorities/",
        "list of scorecards": "/en/scorecards/",
    }


def something_is_done(installation: Installation) -> None:
    """An act that changes no public page, as nearly all of them: a copy has to find out that it still holds."""
    activity.record("organization_changed", installation.implementer, by=installation.officer)


def applications(officer: Client, installation: Installation) -> Iterator[Row]:
    """The list of all applications, in the ways in which people turn it, and one of them."""
    path = "/workspace/applications/"
    last = -(-installation.applications // 50)
    ways = {
        "first page": "",
        "middle page": f"?page={last // 2}",
        "last page": f"?page={last}",
        "searched": "?q=scoala+tineri",
        "searched in vain": "?q=nimic",
        "by status": "?status=in_review",
        "by amount": "?sort=-requested",
        "by organisation, last page": f"?sort=organization&page={last}",
    }
    for name, query in ways.items():
        yield measure_page(f"applications: {name}", asked(officer, path + query), LIST)
    act = partial(something_is_done, installation)  # what the list comes to is counted anew
    yield measure_page("applications: first page, after an act", asked(officer, path), LIST, before=act)
    yield measure_page("application", asked(officer, installation.application.get_absolute_url()), THING)


def workspace(officer: Client, installation: Installation) -> Iterator[Row]:
    """Home, the other lists and the dashboard."""
    yield measure_page("home of the workspace", asked(officer, "/workspace/"), HOME)
    yield measure_page("projects at a glance", asked(officer, "/workspace/dashboards/"), HOME)
    for name in ("agreements", "calls", "organizations"):
        yield measure_page(f"list of {name}", asked(officer, f"/workspace/{name}/"), LIST)


def jobs(officer: Client, installation: Installation) -> Iterator[Row]:
    """Files out and in, and the roll-up of every figure of the project."""
    path = "/workspace/applications/"
    yield measure_page("applications as CSV", asked(officer, f"{path}?format=csv"), FILE, requests=FEW)
    yield measure_page("applications as XLSX", asked(officer, f"{path}?format=xlsx"), FILE, requests=FEW)
    workbook = asked(Client(), "/en/programmes/bench/workbook/")
    yield measure_page("public: workbook of the project", workbook, UNPROMISED, requests=ONCE)

    def roll_up() -> int:
        return len(framework_progress(installation.framework))

    def roll_up_anew() -> int:
        cache.clear()
        return roll_up()

    yield measure("roll-up of all figures", roll_up_anew, ROLL_UP)
    yield measure("roll-up when nothing changed", roll_up, ROLL_UP_KEPT)

    @transaction.atomic
    def take(dry_run: bool) -> int:
        file = file_of_rates(IMPORTED)
        outcome = take_rows(file, dry_run=dry_run)
        if outcome.errors or outcome.rows != IMPORTED:
            raise ValueError(outcome.errors)
        transaction.set_rollback(True)
        return file.getbuffer().nbytes

    yield measure("20,000 exchange rates, dry run", lambda: take(True), IMPORT, requests=ONCE)
    yield measure("20,000 exchange rates, entered", lambda: take(False), IMPORT, requests=ONCE)
