"""What each public page asks of the database when no copy of it is kept: twelve questions at most."""

import pytest
from django.core.cache import caches
from django.db import connection
from django.db.models.query_utils import DeferredAttribute
from django.test.utils import CaptureQueriesContext

from cms.models import CallPage, StandardPage
from grants.models import Programme
from monitoring.models import Framework, Indicator
from organizations.models import Authority, Organization
from reports.figures.accountability import published_scorecards
from reports.figures.grants import public_grants
from tests.cms.keeping import KEEPING
from tests.html import StrictClient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("told")]
MOST = 12


def _addresses():
    """Every kind of page of the public site, each record of it once."""
    yield from ("", "calls/", "programmes/", "grants/", "organizations/", "authorities/", "scorecards/")
    yield from (f"{page.slug}/" for page in StandardPage.objects.live().filter(locale__language_code="en"))
    yield from (f"calls/{page.slug}/" for page in CallPage.objects.live().filter(locale__language_code="en"))
    yield from (f"programmes/{slug}/" for slug in Programme.objects.published().values_list("slug", flat=True))
    indicators = Indicator.objects.filter(framework__in=Framework.objects.of_programmes())
    codes = indicators.values_list("framework__programme__slug", "code")
    yield from (f"programmes/{slug}/results/{code}/" for slug, code in codes)
    yield from (f"grants/{reference}/" for reference in public_grants().values_list("reference", flat=True))
    public = Organization.objects.published()
    yield from (f"organizations/{slug}/" for slug in public.values_list("slug", flat=True))
    authorities = Authority.objects.filter(organization__in=public)
    yield from (f"authorities/{slug}/" for slug in authorities.values_list("organization__slug", flat=True))
    yield from (f"scorecards/{cycle.slug}/" for cycle in published_scorecards())


def test_every_public_page_asks_twelve_questions_at_most(settings):
    settings.CACHES = KEEPING
    # Who has a session gets no copy; the tree of the site is kept for them as well.
    client, counts = StrictClient(headers={"cookie": "sessionid=none"}), {}
    for address in _addresses():
        path = f"/en/{address}"
        # The tree is kept for a minute from now on, so that it never runs out between these two requests.
        caches["pages"].clear()
        assert client.get(path).status_code == 200
        with CaptureQueriesContext(connection) as asked:
            client.get(path)
        counts[path] = len(asked)
    assert len(counts) > 30
    assert {path: count for path, count in counts.items() if count > MOST} == {}


def test_no_public_page_or_file_reads_one_by_one_what_its_question_left_out(monkeypatch):
    late, elsewhere = [], DeferredAttribute._check_parent_chain

    def is_elsewhere(column, thing):
        """Asked by Django before it reads a column late; None says that it has to."""
        found = elsewhere(column, thing)
        if found is None:
            late.append((path, type(thing).__name__, column.field.name))
        return found

    monkeypatch.setattr(DeferredAttribute, "_check_parent_chain", is_elsewhere)
    client = StrictClient(headers={"cookie": "sessionid=none"})
    files = [f"{name}/?format=csv" for name in ("programmes", "grants", "organizations", "authorities", "scorecards")]
    sorted_lists = ["grants/?sort=paid", "grants/?sort=-spent", "scorecards/?sort=promises_made"]
    for address in [*_addresses(), *files, *sorted_lists]:
        path = f"/en/{address}"
        response = client.get(path)
        assert (response.status_code, bool(response.getvalue())) == (200, True)
    assert late == []
