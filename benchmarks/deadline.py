"""`make bench-deadline`: five hundred organisations submit in the last minute before a deadline, all at once.

A server with two workers on PostgreSQL; each client opens its last page, then presses the button at its moment, nearer
and nearer to the deadline; some press twice, some are too late. Afterwards the database is asked what became of each:
none lost, none late accepted, none double; the exit code is 1 when a promise is broken.
"""

import http.client
import os
import re
import statistics
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import Random
from typing import Any
from urllib.parse import urlencode

import django

from benchmarks.serving import HOST, WORKERS, serving
from kernel.turns import AT_ONCE

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")

IN_TIME, LATE, TWICE = 500, 40, 50
SECONDS = int(os.environ.get("DEADLINE_SECONDS", "60"))
# Who presses in the very last moment may reach the server after it: the last of those in time presses this much before.
LAST_PRESS = 1.0
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
Answer = tuple[int, float]


@dataclass
class Press:
    """One client: whose draft, which session, when it presses (seconds from the deadline), and what it was answered."""

    reference: str
    session: str
    at: float
    times: int
    token: str = ""
    cookie: str = ""
    answers: list[Answer] = field(default_factory=list)

    @property
    def path(self) -> str:
        """Its last page."""
        return f"/workspace/applications/{self.reference}/form/check/"

    def ask(self, port: int, body: str | None = None) -> tuple[int, http.client.HTTPMessage, str]:
        """Status, headers and text of the page, or of the press with `body`."""
        connection = http.client.HTTPConnection(HOST, port, timeout=120)
        headers = {"Cookie": f"sessionid={self.session}{self.cookie}"}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request("GET" if body is None else "POST", self.path, body, headers)
        response = connection.getresponse()
        text = response.read().decode()
        connection.close()
        return response.status, response.headers, text

    def open_page(self, port: int) -> None:
        """Open the last page, as everybody does before pressing; raises ValueError when it does not open."""
        status, headers, text = self.ask(port)
        found = TOKEN.search(text)
        if status != 200 or found is None:
            raise ValueError(f"{self.path} answers {status}")
        self.token = found.group(1)
        self.cookie = "; csrftoken=" + str(headers["Set-Cookie"]).partition("csrftoken=")[2].partition(";")[0]

    def press(self, port: int, moment: float) -> None:
        """Wait for its moment, then press the button."""
        time.sleep(max(0.0, moment + self.at - time.time()))
        body = urlencode({"csrfmiddlewaretoken": self.token, "is_declared": "on"})
        started = time.perf_counter()
        status, _headers, _text = self.ask(port, body)
        self.answers.append((status, (time.perf_counter() - started) * 1000))


def moments(random: Random) -> list[float]:
    """When each client presses, in seconds from the deadline: ever more towards it, and a few after it."""
    early = sorted(-LAST_PRESS - (SECONDS - LAST_PRESS) * random.random() ** 2 for _each in range(IN_TIME))
    return early + sorted(random.uniform(0.2, 10) for _each in range(LATE))


def prepare(random: Random) -> tuple[Any, list[Press]]:
    """The call and a complete draft with a logged-in representative for each client."""
    from django.test import Client  # noqa: PLC0415 - Django is set up first

    from tests.factories.grants.applications import CompleteDraftFactory, member  # noqa: PLC0415
    from tests.factories.grants.calls import OpenCallFactory  # noqa: PLC0415

    call, presses = OpenCallFactory(), []
    doubled = set(random.sample(range(IN_TIME), TWICE))
    for number, at in enumerate(moments(random)):
        draft = CompleteDraftFactory(call=call)
        client = Client()
        client.force_login(member(draft.organization, user=draft.created_by))
        times = 2 if number in doubled else 1
        presses.append(Press(draft.reference, client.cookies["sessionid"].value, at, times))
    return call, presses


def together(acts: list[Any]) -> None:
    """Run the acts in threads of their own and wait for all."""
    threads = [threading.Thread(target=act) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def storm(port: int, call: Any, presses: list[Press]) -> None:
    """Open all pages, then let everybody press at their moment; the deadline is set when the pages are open."""
    for each in presses:
        each.open_page(port)
    deadline = time.time() + SECONDS + 5
    type(call).objects.filter(pk=call.pk).update(deadline_at=datetime.fromtimestamp(deadline, UTC))
    together([lambda each=each: each.press(port, deadline) for each in presses for _time in range(each.times)])


def faults(call: Any, presses: list[Press]) -> list[str]:
    """What was promised and not kept, a sentence each."""
    from grants.models import Application, ApplicationStatus, ApplicationVersion  # noqa: PLC0415

    call.refresh_from_db()
    rows = {each.reference: each for each in Application.objects.filter(call=call)}
    versions = Counter(ApplicationVersion.objects.filter(application__call=call).values_list("application__reference"))
    late = ApplicationVersion.objects.filter(application__call=call, submitted_at__gte=call.deadline_at).count()
    found = [f"{late} accepted after the deadline"] if late else []
    for each in presses:
        submitted = rows[each.reference].status == ApplicationStatus.SUBMITTED
        said_yes = any(status == 302 for status, _time in each.answers)
        if each.at < 0 and not submitted:
            found.append(f"{each.reference}, pressed {-each.at:.1f} s before the deadline, is lost: {each.answers}")
        if each.at >= 0 and submitted:
            found.append(f"{each.reference}, pressed {each.at:.1f} s after the deadline, was accepted")
        if said_yes != submitted:
            found.append(f"{each.reference} was told otherwise than it is kept: {each.answers}")
        if versions[(each.reference,)] > 1:
            found.append(f"{each.reference} was taken {versions[(each.reference,)]} times")
        found += [f"{each.reference} was answered {status}" for status, _time in each.answers if status >= 500]
    return found


def report(presses: list[Press], broken: list[str]) -> str:
    """The figures, in a few lines."""
    answers = [answer for each in presses for answer in each.answers]
    times = sorted(spent for _status, spent in answers)
    last = sum(len(each.answers) for each in presses if -10 <= each.at < 0)
    statuses = ", ".join(f"{count} × {status}" for status, count in sorted(Counter(s for s, _t in answers).items()))
    p95 = times[round(0.95 * len(times)) - 1]
    pressed = (
        f"{len(answers)} presses of {len(presses)} organisations in {SECONDS} s and 10 s after; "
        f"{last} of them in the last ten seconds; {TWICE} pressed twice at once, {LATE} too late."
    )
    answered = f"Answers: {statuses} (302 accepted with a receipt, 409 refused with the reason)."
    waited = (
        f"Time to the answer: p50 {statistics.median(times):,.0f} ms, p95 {p95:,.0f} ms, "
        f"longest {times[-1]:,.0f} ms; {WORKERS} workers, {AT_ONCE} requests at once in each."
    )
    return "\n".join([pressed, answered, waited, *(broken or ["None lost, none late accepted, none double."])])


def main() -> int:
    """Print the figures; 1 when a promise is broken, 2 without PostgreSQL."""
    django.setup()
    from django.db import connection  # noqa: PLC0415

    from kernel.registries import setup_steps  # noqa: PLC0415

    if connection.vendor != "postgresql":
        print("This needs PostgreSQL: DATABASE_URL=postgres://… make bench-deadline")
        return 2
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        for step in setup_steps:
            step.run()
        call, presses = prepare(Random(7))
        with serving(connection.settings_dict["NAME"]) as port:
            storm(port, call, presses)
        broken = faults(call, presses)
    finally:
        connection.creation.destroy_test_db(":memory:", verbosity=0)
    print(report(presses, broken))
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
