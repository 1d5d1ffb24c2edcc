"""A declared conflict of interest closes an application everywhere: every route is walked by who declared it."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from grants.actions.applications.applying import withdraw_application
from grants.actions.reviews.assignments import assign_reviewer
from grants.actions.reviews.conflicts import declare_conflict, declare_own_conflict, find_conflict
from grants.models import Application, ApplicationFile, Assignment
from kernel import clock
from tests.addresses import add_what_the_story_lacks, address_of, own_rows, person
from tests.factories.organizations import PASSWORD, DocumentFactory
from tests.factories.organizations.users import give_second_factor
from tests.seats import browser_of, take_seats, walking

pytestmark = pytest.mark.django_db
TITLE = "Unicornul violet din Lunca"
CONFLICTED = ["natalia", "stefan", "ana", "ion", "galina"]


@pytest.fixture(scope="module")
def application(told, django_db_blocker):
    """An application in review that two people judge; one of them found a conflict after reading, as did staff."""
    with django_db_blocker.unblock():
        take_seats()
        add_what_the_story_lacks()
        stefan = person("stefan")
        stefan.set_password(PASSWORD)
        stefan.save()
        give_second_factor(stefan)
        row = Application.objects.filter(status="in_review", call__slug="punti-school").order_by("pk")[0]
        row.title = TITLE
        row.save()
        document = DocumentFactory(organization=row.organization, uploaded_by=row.created_by)
        ApplicationFile.objects.create(application=row, document=document, attached_by=row.created_by)
        found = Assignment.objects.get(application=row, reviewer=person("natalia"))
        find_conflict(found, by=person("natalia"), nature="family", note="Vărul meu lucrează acolo.")
        second = assign_reviewer(row, person("stefan"), by=person("ion"))
        declare_conflict(second, by=person("stefan"), has_conflict=True, nature="employed")
        for key in ("ana", "ion", "galina"):
            declare_own_conflict(row, by=person(key), nature="family")
        return row


def _texts(content):
    """What stands in a page, or in each part of a workbook or archive."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    return content.decode("utf-8", "replace")


def _answer(response):
    """What stands in an answer, and in its headers."""
    return _texts(response.getvalue()), str(response.headers)


def _names_it(text, application):
    return TITLE in text or application.reference in text


def _of_routes(application):
    """Every route on things of the story, and every route of calls and applications on this very one."""
    call = application.call
    keys = {"calls": (call.reference, call.pk), "applications": (application.reference, application.pk)}
    for row in own_rows():
        address = address_of(row)
        yield address
        for kind, (reference, pk) in keys.items():
            if row.path.startswith(f"workspace/{kind}/<slug:reference>/"):
                yield address.replace(address.split("/")[3], reference, 1)
            elif row.path.startswith(f"workspace/{kind}/<int:pk>/"):
                yield address.replace(f"/{address.split('/')[3]}/", f"/{pk}/", 1)


def _addresses(application):
    """Those of all routes, of the reviews and files of this application, and of lists with searches and files."""
    yield from _of_routes(application)
    files = list(application.files.all())
    for assignment in application.assignments.all():
        for name in ("review", "review_declare", "review_conflict", "review_set_aside", "reviewer_replace"):
            yield reverse(f"grants:{name}", args=[assignment.pk])
        yield from (reverse("grants:review_file", args=[assignment.pk, each.pk]) for each in files)
    yield from (reverse("organizations:document", args=[each.document_id]) for each in files)
    queries = (f"q={application.reference}", "q=unicornul", f"call={application.call_id}", "format=csv", "format=xlsx")
    for name in ("applications", "reviews", "calls"):
        yield from (f"{reverse(f'grants:{name}')}?{query}" for query in queries)


@pytest.fixture(scope="module")
def addresses(application, django_db_blocker):
    """Each address once."""
    with django_db_blocker.unblock():
        return sorted(set(_addresses(application)))


@pytest.mark.parametrize("key", CONFLICTED)
def test_no_route_names_an_application_to_who_has_a_conflict(application, addresses, key):
    browser, naming = browser_of(person(key)), []
    with walking(person(key)):
        for address in addresses:
            text, headers = _answer(browser.get(address))
            # What a person searched for stands in the field of the search again.
            is_echo = "q=" in address and TITLE not in text
            if not is_echo and _names_it(text + headers, application):
                naming.append(address)
    assert naming == []


@pytest.mark.parametrize("key", ["natalia", "ion", "ana"])
def test_its_own_pages_and_files_are_not_found(application, key):
    browser = browser_of(person(key))
    addresses = [
        application.get_absolute_url(),
        reverse("grants:eligibility", args=[application.reference]),
        *(reverse("organizations:document", args=[each.document_id]) for each in application.files.all()),
    ]
    answers = [browser.get(each) for each in addresses]
    assert [each.status_code for each in answers] == [404, 404, 403]
    # Here are the pages that say so, which the walk above leaves out.
    assert [each.content and _names_it("".join(_answer(each)), application) for each in answers] == [
        False,
        False,
        False,
    ]


def test_a_colleague_without_a_conflict_reads_on(application):
    browser = browser_of(person("dorin"))
    assert TITLE in browser.get(application.get_absolute_url()).content.decode()


def test_nobody_with_a_conflict_is_told_of_it(application, django_capture_on_commit_callbacks):
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True), clock.at(clock.now() + timedelta(days=1)):
        row = Application.objects.get(pk=application.pk)
        withdraw_application(row, by=person("lidia"))
    conflicted = {person(key).email for key in ("natalia", "stefan", "ana", "ion", "galina")}
    assert conflicted & {address for message in mail.outbox for address in message.to} == set()
