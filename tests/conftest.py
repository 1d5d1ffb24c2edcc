"""What every test stands on: its database, a network that ends at the loopback, a strict client, a clean slate."""

import gc
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.core.cache import cache
from django.db.backends.base.base import BaseDatabaseWrapper
from django.template import Context
from django.template.base import Template
from django.test import TransactionTestCase
from django.test.signals import template_rendered
from django.utils import translation
from pytest_django.live_server_helper import LiveServer

from tests import network
from tests.database import Templates, is_postgres
from tests.html import StrictClient

# The library is synchronous; Playwright's loop in the same thread would make Django think otherwise.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
# Pages and queries leave little in circles; looking for it after every few hundred objects took a tenth of the time.
gc.set_threshold(100_000, 20, 50)
hypothesis.settings.register_profile("small", max_examples=20, deadline=None, database=None, derandomize=True)
hypothesis.settings.register_profile("thorough", max_examples=2000, deadline=None, database=None, derandomize=True)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "small"))


def share_out(items: list[pytest.Item], workers: int) -> None:
    """Put the tests that need no database at the beginning of the second worker's share.

    The first worker makes the template in the meantime, and none waits for it.
    """
    with_database, without = [], []
    for item in items:
        asks = "django_db_setup" in item.fixturenames or item.get_closest_marker("django_db")
        (with_database if asks else without).append(item)
    share = len(items) // workers
    items[:] = [*with_database[:share], *without, *with_database[share:]]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests that need PostgreSQL are skipped on SQLite, and the rest is shared out.

    The build server runs the suite on both; it leaves them out of the run on SQLite, where a skip would be a failure.
    """
    needing = [] if is_postgres() else [item for item in items if item.get_closest_marker("postgres")]
    if needing and os.environ.get("CI") == "true":
        config.hook.pytest_deselected(items=needing)
        items[:] = [item for item in items if item not in needing]
    for item in needing:
        item.add_marker(pytest.mark.skip(reason="needs PostgreSQL: set DATABASE_URL"))
    share_out(items, int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1")))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo) -> Iterator[None]:
    """On the build server nothing is skipped: whatever a test needs is there, or the build fails."""
    report = yield
    if report.skipped and os.environ.get("CI") == "true" and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"Skipped on the build server: {report.longrepr}"
    return report


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as monkeypatch:
        network.block(monkeypatch)
        yield


@pytest.fixture(scope="session", autouse=True)
def _transaction_outlives_requests() -> Iterator[None]:
    """A test that closes an answer (a file, a stream) must not close the connection that its transaction stands on."""
    close = BaseDatabaseWrapper.close_if_unusable_or_obsolete
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(
            BaseDatabaseWrapper,
            "close_if_unusable_or_obsolete",
            lambda connection: None if connection.in_atomic_block else close(connection),
        )
        yield


@pytest.fixture(scope="session", autouse=True)
def _context_of_the_whole_page(django_test_environment: None) -> Iterator[None]:
    """The test client keeps the context of a page; a copy for each of the hundred parts of the page is costly."""

    def render(template: Template, context: Context) -> str:
        if context.template is template:
            template_rendered.send(sender=template, template=template, context=context)
        return template.nodelist.render(context)

    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(Template, "_render", render)
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: Any) -> Iterator[Templates]:
    """The session's database, and one of its own for each test that commits."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as monkeypatch:
        templates, stack = Templates(), ExitStack()
        monkeypatch.setattr(
            TransactionTestCase, "_fixture_setup", classmethod(lambda cls: stack.enter_context(templates.own()))
        )
        monkeypatch.setattr(TransactionTestCase, "_fixture_teardown", lambda self: stack.close())
        with templates.session():
            django_db_blocker.block()
            yield templates
            django_db_blocker.restore()


@pytest.fixture(scope="module")
def told(django_db_setup: Templates, django_db_blocker: Any) -> Iterator[None]:
    """For the tests of a module: the database holds the published facts and the demo story, told from today."""
    with django_db_blocker.unblock(), django_db_setup.told():
        django_db_blocker.block()
        yield
        django_db_blocker.restore()


@pytest.fixture(autouse=True)
def _clean_slate() -> None:
    """No rate limit, cached page or language is left over from the test before."""
    cache.clear()
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture
def client() -> StrictClient:
    """A visitor who is not logged in."""
    return StrictClient()


@pytest.fixture
def login(db: None) -> Callable[[Any], StrictClient]:
    """`login(user)`: a client of their own for each person."""

    def log_in(user: Any) -> StrictClient:
        person = StrictClient()
        person.force_login(user)
        return person

    return log_in


@pytest.fixture
def live_server(transactional_db: None) -> Iterator[LiveServer]:
    """A real server on the test's own database."""
    server = LiveServer("localhost")
    yield server
    server.stop()
