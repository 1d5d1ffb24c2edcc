"""Pages of agreements: who sees what, lists in constant queries, forms that lose nothing."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from grants.actions.agreements.financial_reports import return_report
from grants.actions.money.bookings import approve_reversal
from grants.actions.money.disbursements import approve_payment
from grants.models import (
    Agreement,
    Disbursement,
    FinancialReport,
    LedgerEntry,
    Refund,
    ReversalRequest,
    Tranche,
)
from organizations.models import Document, Role
from tests.factories.grants.agreements import AgreementFactory, active, drafted, member_of
from tests.factories.grants.financial_reports import begun, line_of, submitted
from tests.factories.grants.payments import paid, prepared, recorded_refund
from tests.factories.grants.programmes import FundingLineFactory
from tests.factories.organizations import PASSWORD

pytestmark = pytest.mark.django_db
LISTS = ("agreement_list", "disbursement_list", "financialreport_list", "refund_list", "advances", "bank_account_list")


def url(name, *args):
    return reverse(f"grants:{name}", args=args)


def seat(login, user):
    client = login(user)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def busy():
    """An agreement with a payment, a report and a refund."""
    agreement, team = active()
    payment = paid(agreement, team)
    report = submitted(agreement, team, "100.00")
    refund = recorded_refund(agreement, team, "5.00")
    return agreement, team, {"disbursement": payment, "financialreport": report, "refund": refund}


def test_others_see_nothing_in_lists_and_404_on_pages(login):
    agreement, _team, things = busy()
    _other, strangers, _things = busy()
    for person in (strangers.manager, strangers.finance, strangers.representative, strangers.accountant):
        assert agreement not in Agreement.objects.visible_to(person)
        assert things["disbursement"] not in Disbursement.objects.visible_to(person)
        assert things["financialreport"] not in FinancialReport.objects.visible_to(person)
        assert things["refund"] not in Refund.objects.visible_to(person)
        client = login(person)
        assert client.get(url("agreement", agreement.pk)).status_code == 404
        for name, thing in things.items():
            assert client.get(url(name, thing.pk)).status_code == 404
        assert client.post(url("tranche_move", agreement.tranches.first().pk, "release")).status_code == 404


def test_the_budget_counts_no_returned_report_and_says_so(login):
    agreement, team = active()
    return_report(submitted(agreement, team, "100.00"), note="Receipts are missing", by=team.finance)
    page = login(team.member).get(url("agreement", agreement.pk)).text
    assert ("100.00" in page, "without what was returned for correction" in page) == (False, True)


def test_organization_sees_its_agreement_once_it_is_offered(login):
    agreement, team = drafted()
    assert login(team.representative).get(url("agreement", agreement.pk)).status_code == 404


def test_lists_ask_the_same_number_of_queries_with_one_and_with_thirty(login):
    agreement, team, _things = busy()
    client = login(team.finance)

    def queries(name: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url(name)).status_code == 200
        return len(captured)

    for name in LISTS:
        queries(name)
    first = {name: queries(name) for name in LISTS}
    for number in range(2, 31):
        twin = AgreementFactory(programme=agreement.programme, organization=agreement.organization)
        Tranche.objects.create(agreement=twin, number=1, amount=Decimal(5), due_on=twin.starts_on)
        begun(
            agreement,
            team,
            starts_on=agreement.starts_on.replace(month=4, day=number),
            ends_on=agreement.starts_on.replace(month=4, day=number),
        )
        recorded_refund(agreement, team, "1.00")
    assert {name: queries(name) for name in LISTS} == first


def test_agreement_page_is_drawn_with_few_queries(login):
    agreement, team, _things = busy()
    client = login(team.finance)
    client.get(url("agreement", agreement.pk))
    with CaptureQueriesContext(connection) as captured:
        client.get(url("agreement", agreement.pk))
    assert len(captured) <= 40


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_lists_as_files(login, kind):
    _agreement, team, _things = busy()
    response = login(team.finance).get(url("disbursement_list"), {"format": kind})
    assert response.status_code == 200
    assert b"".join(response.streaming_content)


def test_budget_that_does_not_sum_keeps_what_was_typed(login):
    agreement, team = drafted()
    client = login(team.officer)
    assert client.get(url("agreement_budget", agreement.pk)).status_code == 200
    data = {
        "lines-TOTAL_FORMS": "2",
        "lines-INITIAL_FORMS": "2",
        "lines-0-code": "1",
        "lines-0-category": "staff",
        "lines-0-title_ro": "Salarii",
        "lines-0-amount": "9.999,00",
        "lines-1-code": "",
        "lines-1-category": "",
    }
    text = client.post(url("agreement_budget", agreement.pk), data).content.decode()
    assert "Add 1.00" in text.replace("\xa0", " ")
    assert "Salarii" in text
    data["lines-0-amount"] = "10000"
    assert client.post(url("agreement_budget", agreement.pk), data).status_code == 302
    assert list(agreement.budget_lines.values_list("title_ro", "amount")) == [("Salarii", Decimal("10000.00"))]


def test_tranches_and_conditions_are_set_on_one_page(login):
    agreement, team = drafted()
    client = login(team.officer)
    assert client.get(url("agreement_tranches", agreement.pk)).status_code == 200
    data = {
        "tranches-TOTAL_FORMS": "2",
        "tranches-INITIAL_FORMS": "0",
        "tranches-0-due_on": "2026-02-01",
        "tranches-0-amount": "6000",
        "tranches-1-due_on": "2026-08-01",
        "tranches-1-amount": "4000",
        "conditions-TOTAL_FORMS": "1",
        "conditions-INITIAL_FORMS": "0",
        "conditions-0-tranche": "2",
        "conditions-0-kind": "milestone",
        "conditions-0-text_ro": "Centrul este deschis",
    }
    wrong = client.post(url("agreement_tranches", agreement.pk), data | {"conditions-0-tranche": "3"})
    assert "There is no tranche 3" in wrong.content.decode()
    assert client.post(url("agreement_tranches", agreement.pk), data).status_code == 302
    assert [(each.number, each.conditions.count()) for each in agreement.tranches.all()] == [(1, 0), (2, 1)]


def test_new_agreement_and_its_description(login):
    agreement, team = drafted()
    client = login(team.officer)
    facts = {
        "programme": agreement.programme.pk,
        "organization": agreement.organization.pk,
        "title": "Direct",
        "amount": "500,00",
        "currency": "EUR",
        "starts_on": "2026-01-01",
        "ends_on": "2026-12-31",
    }
    response = client.post(url("agreement_new"), facts)
    assert response.status_code == 302
    made = Agreement.objects.get(title_ro="Direct")
    assert client.get(url("agreement_edit", made.pk)).status_code == 200
    changed = {"title_ro": "Direct", "title_en": "Direct grant", "starts_on": "2026-01-01", "ends_on": "2026-12-31"}
    assert client.post(url("agreement_edit", made.pk), changed | {"line_tolerance": "5"}).status_code == 302
    made.refresh_from_db()
    assert (made.title_en, made.line_tolerance) == ("Direct grant", 5)
    assert login(team.representative).get(url("agreement_new")).status_code == 403


def test_reasons_are_asked_for_and_refusals_shown(login):
    agreement, team = active()
    client = login(team.manager)
    assert "This field is required" in client.post(url("agreement_suspend", agreement.pk), {}).content.decode()
    assert client.post(url("agreement_suspend", agreement.pk), {"reason": "Audit"}).status_code == 302
    assert client.post(url("agreement_move", agreement.pk, "resume")).status_code == 302
    prepared(agreement, team)
    text = client.post(url("agreement_terminate", agreement.pk), {"reason": "End"}).content.decode()
    assert "is under way" in text
    assert "End" in text
    assert login(team.officer).get(url("agreement_terminate", agreement.pk)).status_code == 403


def test_publication_by_a_second_person_when_less_is_shown(login):
    agreement, team = active()
    client = login(team.manager)
    assert client.post(url("agreement_publish", agreement.pk)).status_code == 302
    agreement.refresh_from_db()
    assert agreement.is_published
    facts = {"level": "place_hidden", "reason": "A shelter"}
    assert client.post(url("agreement_publication", agreement.pk), facts).status_code == 302
    agreement.refresh_from_db()
    assert (agreement.is_published, agreement.publication_level) == (False, "place_hidden")
    assert "Another person has to publish" in client.post(url("agreement_publish", agreement.pk)).content.decode()
    second = login(member_of(team.implementer, Role.PROGRAMME_MANAGER))
    assert second.post(url("agreement_publish", agreement.pk)).status_code == 302
    assert second.post(url("agreement_withdraw", agreement.pk)).status_code == 302


def test_costs_are_kept_while_typed_and_added_together(login):
    agreement, team = active()
    report = begun(agreement, team)
    client = login(team.accountant)
    typed = {
        "costs-TOTAL_FORMS": "2",
        "costs-INITIAL_FORMS": "0",
        "costs-0-budget_line": "1",
        "costs-0-spent_on": "2026-01-05",
        "costs-0-payee": "Magazin",
        "costs-0-document_number": "F-77",
        "costs-0-amount": "12,50",
        "costs-0-currency": "EUR",
        "costs-1-currency": "EUR",
    }
    answer = client.post(url("financialreport_autosave", report.pk), typed | {"costs-0-payee": "Magaz"})
    assert set(answer.json()) == {"saved_at"}
    assert 'value="Magaz"' in client.get(url("financialreport_costs", report.pk)).content.decode()
    wrong = client.post(url("financialreport_costs", report.pk), typed | {"costs-0-spent_on": "2027-01-05"})
    assert "The date must lie in the period of the report" in wrong.content.decode()
    assert client.post(url("financialreport_costs", report.pk), typed).status_code == 302
    line = report.lines.get()
    assert (line.payee, line.amount) == ("Magazin", Decimal("12.50"))
    report.refresh_from_db()
    assert report.typed_rows == []
    strangers = login(team.monitor).post(url("financialreport_autosave", report.pk), typed)
    assert strangers.status_code == 403


def test_pasted_block_with_mistakes_tells_row_and_column_and_adds_nothing(login):
    agreement, team = active()
    report = begun(agreement, team)
    block = "1\t2026-01-05\tMagazin\tF-1\t\t10\n9\tmâine\tMagazin\t\t\t-3\tLEI"
    text = login(team.accountant).post(url("financialreport_paste", report.pk), {"block": block}).content.decode()
    for expected in (
        "Row 2, column 1: the agreement has no budget line “9”",
        "Row 2, column 2: “mâine” is not a date",
        "Row 2, column 4: it is empty",
        "Row 2, column 6: the amount must be greater than zero",
        "Row 2, column 7: “LEI” is not a currency",
    ):
        assert expected in text
    assert not report.lines.exists()


def test_line_is_changed_removed_and_its_file_survives_a_mistake(login):
    agreement, team = active()
    report = begun(agreement, team)
    line = line_of(report, team, "10.00")
    client = login(team.accountant)
    facts = {
        "budget_line": "2",
        "spent_on": "2026-01-06",
        "payee": "Alt magazin",
        "document_number": "F-9",
        "amount": "-1",
        "currency": "EUR",
        "file": SimpleUploadedFile("bon.pdf", b"%PDF-1.4\n%%EOF\n"),
    }
    text = client.post(url("expenditureline_change", line.pk), facts).content.decode()
    kept = Document.objects.get(filename="bon.pdf")
    assert f'value="{kept.pk}"' in text
    facts = {**facts, "amount": "11.00", "kept": kept.pk}
    del facts["file"]
    assert client.post(url("expenditureline_change", line.pk), facts).status_code == 302
    line.refresh_from_db()
    assert (line.amount, line.budget_line.code, line.evidence) == (Decimal("11.00"), "2", kept)
    assert client.post(url("expenditureline_remove", line.pk)).status_code == 302
    assert not report.lines.exists()


def test_officer_goes_from_line_to_line(login):
    agreement, team = active()
    report = submitted(agreement, team, "1.00", "2.00", "3.00")
    first, second, _third = report.lines.all()
    client = login(team.finance)
    assert client.get(url("expenditureline_decide", first.pk)).status_code == 200
    response = client.post(url("expenditureline_decide", first.pk), {"decision": "returned", "reason": "No stamp"})
    assert response["Location"] == url("expenditureline_decide", second.pk)
    text = client.post(url("expenditureline_decide", second.pk), {"decision": "reduced", "reason": "VAT"})
    assert "Say how much of it is accepted" in text.content.decode()
    assert client.post(url("financialreport_accept_rest", report.pk)).status_code == 302
    refused = client.post(url("financialreport_move", report.pk, "accept"))
    assert (refused.status_code, "Lines that are not accepted or reduced: 1" in refused.content.decode()) == (409, True)
    assert client.post(url("financialreport_return", report.pk), {"note": "One line"}).status_code == 302
    page = login(team.representative).get(url("financialreport", report.pk)).content.decode()
    assert "One line" in page
    assert "No stamp" in page


def test_payment_is_reversed_by_two_people_over_the_pages(login):
    agreement, team = active()
    payment = paid(agreement, team)
    client = seat(login, team.finance)
    assert client.get(url("disbursement_correct", payment.pk)).status_code == 200
    facts = {"reason": "payment_failed"}
    assert client.post(url("disbursement_correct", payment.pk), facts).status_code == 302
    assert "waits for the finance approver" in client.get(url("disbursement", payment.pk)).content.decode()
    approve_reversal(ReversalRequest.objects.get(), by=team.approver)
    payment.refresh_from_db()
    assert payment.status == "reversed"
    assert LedgerEntry.objects.in_force().filter(kind="disbursement").count() == 0


def test_failed_and_rejected_over_the_pages(login):
    agreement, team = active()
    payment = approve_payment(prepared(agreement, team), by=team.approver)
    assert login(team.finance).post(url("disbursement_fail", payment.pk), {"reason": "IBAN"}).status_code == 302
    again = prepared(agreement, team)
    assert login(team.approver).post(url("disbursement_reject", again.pk), {"reason": "Early"}).status_code == 302
    assert sorted(Disbursement.objects.values_list("status", flat=True)) == ["failed", "rejected"]


def test_failure_is_no_first_choice_on_a_payment_that_waits_for_approval(login):
    agreement, team = active()
    payment = prepared(agreement, team)
    fail = f'class="button button-grave" href="{url("disbursement_fail", payment.pk)}"'
    waiting = login(team.finance).get(payment.get_absolute_url()).content.decode()
    assert waiting.index("Another person of the implementer approves") < waiting.index('id="record"')
    assert waiting.index('id="record"') < waiting.index(fail)
    deciding = login(team.approver).get(payment.get_absolute_url()).content.decode()
    assert 'class="moves"' in deciding[: deciding.index('id="record"')]
    approved = approve_payment(payment, by=team.approver)
    ready = login(team.finance).get(approved.get_absolute_url()).content.decode()
    assert ready.index(url("disbursement_pay", payment.pk)) < ready.index(fail) < ready.index('id="record"')


def test_bank_account_pages(login):
    agreement, team = active()
    paid(agreement, team)
    account = team.grantee.bank_accounts.get()
    text = login(team.accountant).get(url("bank_account_list")).content.decode()
    assert "•••• 4168" in text
    assert account.iban_token not in text
    client = seat(login, team.finance)
    response = client.post(url("bank_account_reveal", account.pk), follow=True)
    assert "MD24AG000225100013104168" in response.content.decode()
    wrong = seat(login, team.accountant).post(
        url("bank_account_new", team.grantee.slug),
        {"iban": "MD00", "holder": "A", "bank_name": "B", "currency": "MDL"},
    )
    assert "This is no valid IBAN" in wrong.content.decode()
    known = {"iban": "MD24 AG00 0225 1000 1310 4168", "holder": "A", "bank_name": "B", "currency": "MDL"}
    twice = seat(login, team.accountant).post(url("bank_account_new", team.grantee.slug), known)
    assert set(twice.context["form"].errors) == {"iban"}
    assert "This account is recorded already." in twice.content.decode()
    assert login(team.member).get(url("bank_account_reveal", account.pk)).status_code in {302, 404}
    assert login(team.representative).post(url("bank_account_end", account.pk)).status_code == 302


def test_receipts_are_read_by_both_sides_and_by_no_donor(login):
    agreement, team = active()
    report = return_report(submitted(agreement, team, "1.00"), by=team.finance, note="Again")
    document = report.lines.get().evidence
    viewer = member_of(FundingLineFactory(programme=agreement.programme).donor, Role.VIEWER)
    for person, may in ((team.finance, True), (team.accountant, True), (viewer, False)):
        assert person.has_perm("organizations.read_document", document) is may
    assert login(viewer).get(reverse("organizations:document", args=[document.pk])).status_code == 403


def test_a_member_reads_that_a_tranche_is_paid_and_no_link_to_what_is_closed_to_them(login):
    agreement, team, things = busy()
    payment = things["disbursement"]
    for person, may in ((team.accountant, True), (member_of(agreement.organization, Role.MEMBER), False)):
        page = login(person).get(url("agreement", agreement.pk)).content.decode()
        assert payment.reference in page
        assert (payment.get_absolute_url() in page) is may
