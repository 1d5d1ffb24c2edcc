"""The ledger in the workspace: lists, entries, booking by hand, corrections by two people, rates."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from grants.models import LedgerEntry, ReversalRequest
from grants.queries.money.balances import programme_balance
from grants.queries.money.tasks import reversals_to_decide
from kernel.money import Money
from organizations.models import Role
from reports.tasks import waiting_for
from tests.factories.grants.ledger import ExchangeRateFactory, post
from tests.factories.grants.programmes import FundingLineFactory, ProgrammeFactory
from tests.grants.people import somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    return ProgrammeFactory()


@pytest.fixture
def officer(programme):
    return somebody(programme.implementer, Role.FINANCE_OFFICER)


@pytest.fixture
def approver(programme):
    return somebody(programme.implementer, Role.FINANCE_APPROVER)


def test_ledger_lists_what_moved_and_its_sums(programme, officer, login):
    entry = post(programme, amount="100.50")
    page = login(officer).get(f"{programme.get_absolute_url()}ledger/").content.decode()
    assert page.count("100.50") >= 2
    assert entry.get_absolute_url() in page


@pytest.mark.parametrize(
    ("asked", "found"),
    [("kind=disbursement", 1), ("q=nobody", 0), ("since=2025-02-04", 0), ("in_force=on", 2)],
)
def test_ledger_is_narrowed(programme, officer, login, asked, found):
    post(programme)
    post(programme, "disbursement")
    response = login(officer).get(f"{programme.get_absolute_url()}ledger/?{asked}")
    assert response.context["listed"].count == found


def test_ledger_asks_as_often_for_thirty_as_for_one(programme, officer, login):
    person = login(officer)

    def asked():
        with CaptureQueriesContext(connection) as captured:
            person.get(f"{programme.get_absolute_url()}ledger/")
        return len(captured)

    post(programme)
    asked()
    one = asked()
    for _each in range(29):
        post(programme, "commitment")
    assert asked() == one


def test_dates_of_the_ledger_are_printed_as_other_dates_are(programme, officer, login):
    entry = post(programme, value_on=date(2025, 2, 3))
    person = login(officer)
    printed = {"en": "03/02/2025", "ro": "03.02.2025"}
    for language, words in printed.items():
        officer.language = language
        officer.save()
        page = person.get(f"{programme.get_absolute_url()}ledger/").content.decode()
        assert f'<time datetime="2025-02-03">{words}</time>' in page
    assert "3 februarie 2025" in person.get(entry.get_absolute_url()).content.decode()
    response = person.get(f"{programme.get_absolute_url()}ledger/?format=csv")
    assert b"2025-02-03" in b"".join(response.streaming_content)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_ledger_is_given_as_a_file(programme, officer, login, kind):
    post(programme)
    response = login(officer).get(f"{programme.get_absolute_url()}ledger/?format={kind}")
    assert b"".join(response.streaming_content)


def test_officer_books_what_a_donor_paid(programme, officer, login):
    donor = FundingLineFactory(programme=programme).donor
    typed = {"kind": "incoming_funds", "donor": donor.pk, "amount": "1.500,50", "currency": "EUR"}
    typed |= {"value_on": "2025-02-03", "evidence": SimpleUploadedFile("slip.pdf", b"%PDF-1.4\n%%EOF")}
    response = login(officer).post(f"{programme.get_absolute_url()}ledger/book/", typed)
    entry = LedgerEntry.objects.get()
    assert response["Location"] == entry.get_absolute_url()
    assert (entry.provider, entry.receiver, entry.amount) == (donor, programme.implementer, Decimal("1500.50"))
    assert entry.evidence.is_attached
    viewer = login(somebody(donor, Role.VIEWER))
    assert viewer.get(entry.get_absolute_url()).status_code == 200


def test_booking_without_donor_or_rate_is_refused_and_keeps_what_was_typed(programme, officer, login):
    person, there = login(officer), f"{programme.get_absolute_url()}ledger/book/"
    typed = {"kind": "incoming_funds", "amount": "7.77", "currency": "EUR", "value_on": "2025-02-03"}
    page = person.post(there, typed).content.decode()
    assert "Say which organisation paid" in page
    assert "7.77" in page
    typed |= {"kind": "expenditure", "currency": "MDL"}
    assert set(person.post(there, typed).context["form"].errors) == {"amount"}
    assert not LedgerEntry.objects.exists()


def test_a_mistake_is_corrected_by_two_people(programme, officer, approver, login):
    entry = post(programme)
    asking, deciding = login(officer), login(approver)
    asking.post(f"{entry.get_absolute_url()}correct/", {"reason": "booked_twice"})
    waiting = [task.url for task in waiting_for(approver)]
    assert waiting.count(entry.get_absolute_url()) == 1
    request = ReversalRequest.objects.get()
    (task,) = reversals_to_decide(approver)
    assert task.url == entry.get_absolute_url()
    assert [*reversals_to_decide(officer)] == []
    assert asking.post(f"/workspace/ledger/corrections/{request.pk}/approve/").status_code == 403
    assert "Approve the correction" in deciding.get(entry.get_absolute_url()).content.decode()
    deciding.post(f"/workspace/ledger/corrections/{request.pk}/approve/")
    assert programme_balance(programme).received == Money(Decimal(0), "EUR")
    undone = LedgerEntry.objects.get(reverses=entry)
    assert (undone.booked_by, undone.approved_by, undone.reason) == (officer, approver, "booked_twice")
    assert deciding.post(f"/workspace/ledger/corrections/{request.pk}/approve/").status_code == 409
    assert "This entry was a mistake" in deciding.get(entry.get_absolute_url()).content.decode()
    assert "This entry takes back entry 1" in deciding.get(undone.get_absolute_url()).content.decode()


def test_one_person_with_both_roles_cannot_correct_alone(programme, login):
    both = somebody(programme.implementer, Role.FINANCE_OFFICER, Role.FINANCE_APPROVER)
    entry, person = post(programme), login(both)
    person.post(f"{entry.get_absolute_url()}correct/", {"reason": "wrong_date"})
    request = ReversalRequest.objects.get()
    assert person.post(f"/workspace/ledger/corrections/{request.pk}/approve/").status_code == 403
    assert not LedgerEntry.objects.filter(reverses=entry).exists()


def test_a_declined_correction_leaves_the_entry_and_may_be_asked_again(programme, officer, approver, login):
    entry, asking = post(programme), login(officer)
    asking.post(f"{entry.get_absolute_url()}correct/", {"reason": "wrong_date"})
    page = asking.post(f"{entry.get_absolute_url()}correct/", {"reason": "wrong_date"}).content.decode()
    assert "Somebody asked for this already" in page
    login(approver).post(f"/workspace/ledger/corrections/{ReversalRequest.objects.get().pk}/decline/")
    asking.post(f"{entry.get_absolute_url()}correct/", {"reason": "wrong_amount"})
    assert [*ReversalRequest.objects.order_by("pk").values_list("status", flat=True)] == ["declined", "requested"]


def test_other_implementers_see_no_entry(programme, login):
    stranger = login(somebody(ProgrammeFactory().implementer, Role.FINANCE_OFFICER, Role.FINANCE_APPROVER))
    entry = post(programme)
    for path in ("", "correct/"):
        assert stranger.get(f"{entry.get_absolute_url()}{path}").status_code == 404


def test_rates_are_listed_for_staff_only(programme, officer, login):
    ExchangeRateFactory()
    assert "19.4876" in login(officer).get("/workspace/rates/").content.decode()
    donor = FundingLineFactory(programme=programme).donor
    assert login(somebody(donor, Role.VIEWER)).get("/workspace/rates/").status_code == 403


def test_a_column_that_is_not_published_prints_no_zero(programme, officer, login):
    programme.spent_keeping = programme.disbursed_keeping = "not_published"
    programme.save()
    columns = login(officer).get(f"{programme.get_absolute_url()}ledger/").context["columns"]
    zero = Money(Decimal(0), "EUR")
    assert [money for _label, money in columns] == [zero, zero, None, None]
