"""Every door through which a file comes in, on things of the story: a bad file leaves nothing behind but words.

The doors of Wagtail are tried in tests/cms, the answers of kernel/uploads.py to every sort of file in tests/kernel.
"""

from collections.abc import Iterator
from typing import Any

import html5lib
import pytest
from django.test import Client

from organizations.models import Document
from tests.addresses import add_what_the_story_lacks, address_of, own_rows
from tests.corpus import bad_file, sent_as
from tests.kernel.samples import PDF, upload
from tests.seats import browser_of, take_seats, walking
from tests.source import ROOT, product

pytestmark = pytest.mark.django_db

DOORS = {
    "organizations:profile_documents": "representative",
    "organizations:profile_accreditation": "representative",
    "organizations:profile_policies": "representative",
    "organizations:upload": "representative",
    "grants:thread": "representative",
    "grants:step_budget": "representative",
    "grants:step_files": "representative",
    "grants:step_partner": "representative",
    "grants:agreement_signature": "representative",
    "grants:expenditureline_change": "representative",
    "grants:expenditureline_file": "representative",
    "monitoring:evidence_add": "representative",
    "grants:ledger_book": "finance officer",
    "grants:refund_new": "finance officer",
    "grants:programmedocument_create": "administrator",
    "grants:programmedocument_replace": "administrator",
    "grants:condition_satisfy": "administrator",
    "grants:awardlist_offer": "administrator",
    "grants:awardlist_refuse": "administrator",
    "monitoring:scorecard_group": "facilitator",
    "monitoring:scorecard_input": "facilitator",
    "monitoring:scorecardcycle_hold_meeting": "facilitator",
    "monitoring:commitment_claim": "officer",
}
SORTS = ("nothing in it", "paper and archive", "drawing with a script", "bomb", "text with macros", "two extensions")
ROWS = {str(row): row for row in own_rows()}


@pytest.fixture(scope="module")
def browsers(told: None, django_db_blocker: Any) -> Iterator[dict[str, Client]]:
    """A client for each seat, logged in."""
    with django_db_blocker.unblock():
        people = take_seats()
        add_what_the_story_lacks()
        seated = {seat: browser_of(people[seat]) for seat in set(DOORS.values())}
        with walking(*people.values()):
            yield seated


def form_with_a_file(page: str) -> tuple[str, str, dict[str, Any]]:
    """Of the first form that takes a file: where it goes, the name of its file, and what it is opened with."""
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    for form in tree.iter("form"):
        inputs = list(form.iter("input"))
        files = [each.get("name") for each in inputs if each.get("type") == "file"]
        if files:
            facts = {each.get("name"): each.get("value") or "" for each in inputs if each.get("type") == "hidden"}
            facts |= {each.get("name"): "" for each in form.iter("select")}
            return form.get("action") or "", files[0], facts
    raise AssertionError("no form of the page takes a file")


@pytest.fixture(scope="module")
def forms(browsers: dict[str, Client], django_db_blocker: Any) -> dict[str, tuple[str, str, dict[str, Any]]]:
    """Of each door: where its form goes, the name of its file, and what it is opened with."""
    opened = {}
    with django_db_blocker.unblock():
        for name, seat in DOORS.items():
            there = address_of(ROWS[name])
            action, field, facts = form_with_a_file(browsers[seat].get(there).text)
            opened[name] = (action or there, field, facts)
    return opened


@pytest.fixture
def send(browsers, forms):
    """Send a file through a door, as its own page would."""

    def sent(name, file):
        action, field, facts = forms[name]
        return browsers[DOORS[name]].post(action, {**facts, field: file}, follow=True)

    return sent


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("name", DOORS)
def test_a_bad_file_is_named_and_not_kept(send, name, sort):
    file, before = bad_file(sort), Document.objects.count()
    answer = send(name, file)
    assert answer.status_code in {200, 400, 409, 422}
    # Of a file with nothing in it Django says so before we can name it.
    assert "gol" in answer.text if sort == "nothing in it" else f"„{file.name}”" in answer.text
    assert Document.objects.count() == before


@pytest.mark.parametrize("name", DOORS)
def test_a_file_over_the_limit_is_not_kept(send, settings, name):
    settings.UPLOAD_LIMIT_BYTES, before = len(PDF) - 1, Document.objects.count()
    answer = send(name, upload("statut.pdf", PDF))
    assert answer.status_code in {200, 400, 409, 422}
    assert Document.objects.count() == before


@pytest.mark.parametrize("name", sorted(set(DOORS) - {"grants:step_budget"}))
@pytest.mark.parametrize("sent", ["a" * 300 + ".pdf", "..\\..\\CON\u202e.pdf"])
def test_what_is_kept_has_a_plain_name(send, name, sent):
    before = set(Document.objects.values_list("pk", flat=True))
    answer = send(name, sent_as(sent))
    assert answer.status_code in {200, 409, 422}
    kept = set(Document.objects.exclude(pk__in=before).values_list("filename", flat=True))
    assert kept <= {"a" * 196 + ".pdf", "_CON.pdf"}


def test_a_file_reaches_the_house_only_where_it_is_checked():
    """Another place that made documents would be a door without a guard."""
    made = {path for path in product() if "Document.objects.create(" in path.read_text("utf-8")}
    assert [path.relative_to(ROOT).as_posix() for path in made] == ["organizations/actions/documents.py"]
