"""The digest of a submitted version, made anew by what docs/adr/0082 says alone: nothing of the code that makes it."""

import hashlib
from decimal import Decimal

import pytest
from django.urls import reverse

from grants.actions.applications.applying import submit_application
from tests.factories.grants.applications import CompleteDraftFactory, member

pytestmark = pytest.mark.django_db

ESCAPES = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
AWKWARD = 'Ghilimele „ș” și "drepte", o bară \\ și\n\tun rând nou, \x01 и русский текст, 𝄞'


def written(text):
    """Letters as they are; only the quotation mark, the backslash and control characters escaped."""
    return '"' + "".join(ESCAPES.get(each) or (f"\\u{ord(each):04x}" if each < " " else each) for each in text) + '"'


def spelled(value):
    """One spelling: sorted keys, no spaces, lists in their order, integers, text, true, false and null; no float."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, dict):
        return "{" + ",".join(f"{written(key)}:{spelled(value[key])}" for key in sorted(value)) + "}"
    if isinstance(value, list):
        return "[" + ",".join(spelled(each) for each in value) + "]"
    assert isinstance(value, str | int), f"{value!r} is neither text nor an integer"
    return written(value) if isinstance(value, str) else str(value)


@pytest.fixture
def version():
    draft = CompleteDraftFactory(title=AWKWARD.replace("\n", " "), summary=AWKWARD)
    return submit_application(draft, by=member(draft.organization), is_declared=True)


def test_the_digest_follows_from_the_text_alone(version):
    content = type(version).objects.get(pk=version.pk).content
    assert hashlib.sha256(spelled(content).encode("utf-8")).hexdigest() == version.digest


def test_the_download_holds_exactly_the_bytes_of_the_digest(login, version):
    there = reverse("grants:version_content", args=[version.application.reference, version.number])
    page = login(version.submitted_by).get(there)
    data = b"".join(page.streaming_content) if page.streaming else page.content
    assert hashlib.sha256(data).hexdigest() == version.digest
    assert data.decode() == spelled(type(version).objects.get(pk=version.pk).content)


def test_the_content_names_no_person_and_keeps_money_as_text(version):
    content = version.content
    assert Decimal(content["requested"]) == version.application.requested
    assert content["requested"] == "10000.00"
    assert str(version.submitted_by) not in spelled(content)
