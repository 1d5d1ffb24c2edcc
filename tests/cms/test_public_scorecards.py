"""Public pages of scorecards: what stands there, what never does, what they cost, and the proof of each version."""

import csv
import io
from datetime import date
from hashlib import sha256

import openpyxl
import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from cms.models import ScorecardIndexPage
from kernel import clock
from monitoring.actions import ballots, commitments, meetings, snapshots
from monitoring.models import Snapshot
from organizations.models import Authority, Organization
from reports.figures.accountability import published_scorecards, scorecard_figures, scorecard_lines
from tests.cms.keeping import KEEPING
from tests.factories.monitoring.scorecards import ScorecardStory, noon
from tests.factories.organizations.organizations import TerritorialUnitFactory
from tests.html import StrictClient

pytestmark = pytest.mark.django_db
LIST = "/en/scorecards/"
MOST_QUERIES = 12


@pytest.fixture
def story():
    return ScorecardStory()


def page_of(cycle):
    return f"{LIST}{cycle.slug}/"


def text_of(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def rows_of(client, query=""):
    content = b"".join(client.get(f"{LIST}?format=csv{query}").streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content)))


def book_of(client):
    response = client.get(f"{LIST}?format=xlsx")
    return openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content)), read_only=True)


def test_the_list_says_scores_reply_and_promises(client, story):
    cycle = story.published()
    (row,) = rows_of(client)
    assert row["Reference"] == cycle.reference
    assert (row["People"], row["Staff"], row["Reply of the authority"]) == ("2.4", "3.6", "replied")
    assert (row["Promises made"], row["Promises kept"], row["Published on"]) == ("1", "0", "2026-05-20")
    page = text_of(client, LIST)
    assert ">2.4<" in page
    assert "why some cannot be compared" in page
    assert cycle.slug in page


@pytest.mark.parametrize("step", ["collecting", "frozen", "in_reply", "met"])
def test_nothing_unpublished_shows_on_list_page_or_file(client, story, step):
    cycle = getattr(story, step)()
    assert cycle.reference not in text_of(client, LIST)
    assert rows_of(client) == []
    assert [list(row) for row in book_of(client).worksheets[0].values][1:] == []
    for address in ("", "versions/1/", "versions/1/snapshot/"):
        assert client.get(f"{page_of(cycle)}{address}").status_code == 404


@pytest.mark.parametrize("whose", ["authority", "network"])
def test_a_withheld_authority_or_facilitator_takes_its_scorecard_with_it(client, story, whose):
    cycle = story.published()
    Organization.objects.filter(pk=getattr(story, whose).pk).update(published_at=None, published_by=None)
    assert cycle.reference not in text_of(client, LIST)
    assert str(story.authority) not in text_of(client, LIST)
    assert rows_of(client) == []
    for address in ("", "versions/1/", "versions/1/snapshot/"):
        assert client.get(f"{page_of(cycle)}{address}").status_code == 404


def test_the_page_prints_reply_meeting_promises_and_how_it_was_made(client, story):
    cycle = story.met()
    promise = story.commitment(cycle)
    with clock.at(noon(cycle.reply_due_on)):
        snapshots.publish_snapshot(cycle, by=story.monitor)
        commitments.postpone_commitment(
            promise, by=story.officer, due_on=promise.due_on.replace(month=9), reason="Lipsesc materialele."
        )
    page = text_of(client, page_of(cycle))
    for words in (
        "Am citit și mulțumim.",
        "24 from the community, 5 from the authority",
        "1 September 2026 (first promised for 1 July 2026)",
        "Lipsesc materialele.",
        "Rampă la intrare",
        "Entitled and present, as documents show",
        "No earlier scorecard of this service is published.",
        scorecard_figures(cycle.slug).version.digest,
    ):
        assert words in page


def test_silence_is_shown_on_page_and_in_the_list(client, story):
    cycle = story.audited(story.in_reply())
    with clock.at(noon(date(2026, 5, 12))):
        meetings.hold_meeting(
            cycle, by=story.facilitator, held_on=date(2026, 5, 12), place="Primăria", community_count=24,
            authority_count=0, no_agreement="Primăria nu a venit.",
        )  # fmt: skip
    with clock.at(noon(date(2026, 5, 20))):
        snapshots.publish_snapshot(cycle, by=story.monitor)
    page = text_of(client, page_of(cycle))
    for words in ("No reply within the term.", "No promise was made.", "Primăria nu a venit."):
        assert words in page
    (row,) = rows_of(client)
    assert row["Reply of the authority"] == "no reply within the term"


def test_every_version_stays_readable_and_its_file_has_the_printed_digest(client, story):
    cycle = story.published()
    ballots.void_focus_group(cycle.focus_groups.first(), by=story.colleague, reason="Primarul a stat în sală.")
    snapshots.correct_snapshot(cycle, by=story.monitor, reason="O grupă nu se numără.")
    last, first = text_of(client, page_of(cycle)), text_of(client, f"{page_of(cycle)}versions/1/")
    assert "O grupă nu se numără." in last
    assert "It has been corrected since." in first
    assert "31 people" in first
    assert "16 people" in last
    for version, digest in Snapshot.objects.filter(cycle=cycle).values_list("version", "digest"):
        content = client.get(f"{page_of(cycle)}versions/{version}/snapshot/").content
        assert sha256(content).hexdigest() == digest
        assert digest in last
    assert client.get(f"{page_of(cycle)}versions/3/").status_code == 404


def test_list_and_page_agree_on_promises_kept(client, story):
    cycle = story.published()
    with clock.at(noon(cycle.collects_until.replace(month=6, day=20))):
        promise = cycle.commitments.get()
        commitments.claim_commitment(promise, by=story.officer, note="Rampa e gata.")
        commitments.verify_commitment(promise, by=story.monitor, note="Am văzut rampa.")
    (line,) = scorecard_lines(published_scorecards())
    tally = scorecard_figures(cycle.slug).tally
    assert (line.promises_made, line.promises_kept) == (tally.made, tally.verified) == (1, 1)
    assert "Am văzut rampa." in text_of(client, page_of(cycle))


def test_filters_find_by_authority_place_service_and_year(client, story):
    mine, other = story.published(), ScorecardStory().published()
    authority = mine.competence.authority
    commune = TerritorialUnitFactory(parent=authority.unit)
    Authority.objects.filter(pk=authority.pk).update(unit=commune)
    for query in (
        f"authority={authority.organization.slug}",
        f"place={commune.slug}",
        f"place={commune.parent.slug}",
        f"q={authority.organization.name}",
    ):
        assert [row["Reference"] for row in rows_of(client, f"&{query}")] == [mine.reference], query
    both = {mine.reference, other.reference}
    for query, found in {"service=Asistență socială": both, "year=2026": both, "year=2025": set()}.items():
        assert {row["Reference"] for row in rows_of(client, f"&{query}")} == found, query
    for wrong in ("year=99999", "year=2026.5", "place=x", "service=none", "authority=999999"):
        assert client.get(f"{LIST}?{wrong}").status_code == 200


def test_a_workbook_says_how_scores_are_made(client, story):
    story.published()
    words = " ".join(str(cell) for sheet in book_of(client).worksheets for row in sheet.values for cell in row if cell)
    assert "Scores are compared only within one version of the method" in words


@pytest.mark.parametrize("language", ["ro", "ru", "en"])
def test_pages_render_in_each_language_in_few_queries(settings, story, language):
    settings.CACHES = KEEPING
    caches["pages"].clear()
    # Who has a session gets no copy of a page.
    client, cycle = StrictClient(headers={"cookie": "sessionid=none"}), story.published()
    for address in (LIST, page_of(cycle), f"{page_of(cycle)}versions/1/"):
        here = address.replace("/en/", f"/{language}/")
        client.get(here)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(here).status_code == 200
        assert len(captured) <= MOST_QUERIES, [each["sql"].split(" FROM ")[-1][:60] for each in captured]


def test_the_list_costs_the_same_with_many(client, story):
    story.published()
    with CaptureQueriesContext(connection) as few:
        client.get(LIST)
    for _ in range(4):
        ScorecardStory().published()
    with CaptureQueriesContext(connection) as many:
        client.get(LIST)
    assert len(many) == len(few)


def test_a_restriction_above_a_register_holds_for_it(client, story):
    cycle = story.published()
    register = ScorecardIndexPage.objects.get(locale__language_code="en")
    PageViewRestriction.objects.create(page=register.get_parent(), restriction_type="login")
    for address in (LIST, page_of(cycle)):
        assert client.get(address).headers["Location"].startswith("/accounts/login/")
    assert client.get(LIST.replace("/en/", "/ro/")).status_code == 200
