"""Files of exchange rates: tried in the background, entered whole or not at all, in queries counted by batches."""

import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from benchmarks.rates_data import HEADINGS, rows_of_rates
from grants.actions.money.rate_imports import confirm_rates, enter_rates, send_rates, try_rates
from grants.models import ExchangeRate, RateImport
from grants.rate_rows import BATCH
from kernel import clock
from kernel.refusals import NotAllowed, NotNow, Refusal
from kernel.tasking import ATTEMPTS
from kernel.uploads import UploadRefused
from organizations.models import Activity
from tests.factories.grants.ledger import ExchangeRateFactory
from tests.factories.organizations import OperatorFactory, UserFactory
from tests.jobs import failed_jobs, run_jobs

pytestmark = pytest.mark.django_db
GOOD = "2025-02-03,EUR,MDL,19.4876,nbm\n"


@pytest.fixture
def operator():
    return OperatorFactory()


def file_of(rows, head=HEADINGS):
    return SimpleUploadedFile("rates.csv", (head + rows).encode(), content_type="text/csv")


def tried(operator, rows, head=HEADINGS):
    sent = send_rates(file_of(rows, head), by=operator)
    run_jobs()
    assert failed_jobs() == []
    sent.refresh_from_db()
    return sent


def taken(rate_import, operator):
    confirm_rates(rate_import, by=operator)
    run_jobs()
    assert failed_jobs() == []
    rate_import.refresh_from_db()
    return rate_import


def queries_of_jobs():
    """Run what waits; returns how many queries it took."""
    asked = []

    def listen(execute, sql, params, many, context):
        asked.append(sql[:6])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        run_jobs()
    return len(asked)


def counts(rate_import):
    return rate_import.new, rate_import.changed, rate_import.unchanged


def test_a_dry_run_says_what_would_change_and_enters_nothing(operator):
    ExchangeRateFactory(rate=Decimal("19.0"))
    ExchangeRateFactory(rate_on=date(2025, 2, 5), rate=Decimal("19.6"))
    found = tried(operator, f"{GOOD}2025-02-04,eur,mdl,19.5,NBM\n2025-02-05,EUR,MDL,19.6,nbm\n")
    assert (counts(found), found.errors, found.rows, found.rows_done) == ((1, 1, 1), [], 3, 3)
    assert (found.waits_for_confirmation, found.is_running) == (True, False)
    assert {*ExchangeRate.objects.values_list("rate", flat=True)} == {Decimal("19.0"), Decimal("19.6")}


def test_a_confirmed_file_is_entered_whole_and_the_record_and_a_message_say_so(
    operator, django_capture_on_commit_callbacks
):
    ExchangeRateFactory(rate=Decimal("19.0"))
    found = tried(operator, f"{GOOD}2025-02-04,EUR,MDL,19.5,nbm\n")
    with django_capture_on_commit_callbacks(execute=True):
        found = taken(found, operator)
    assert found.imported_at is not None
    assert {*ExchangeRate.objects.values_list("rate", flat=True)} == {Decimal("19.4876"), Decimal("19.5")}
    verbs = list(Activity.objects.filter(verb__startswith="rates_").order_by("pk").values_list("verb", flat=True))
    assert verbs == ["rates_sent", "rates_confirmed", "rates_imported"]
    assert mail.outbox[-1].to == [operator.email]
    assert mail.outbox[-1].subject == "Exchange rates: rates.csv is entered"
    assert reverse("admin:grants_exchangerate_rates", args=[found.pk]) in mail.outbox[-1].body


def test_every_fault_is_named_by_row_and_column_and_nothing_is_entered(operator, django_capture_on_commit_callbacks):
    rows = (
        "2025-02-03,EUR,MDL,19.4876,nbm\n"
        "2025-02-04,EUR,MDL,-1,nbm\n"
        "2025-02-05,EUR,EUR,1,nbm\n"
        "2025-02-06,EUR,XYZ,1,nbm\n"
        "2025-02-07,EUR,YYY,dear,nbm\n"
        "2025-02-03,EUR,MDL,19.5,nbm\n"
    )
    with django_capture_on_commit_callbacks(execute=True):
        found = tried(operator, rows)
    assert [error.split(":")[0] for error in found.errors] == [
        "Row 3, column rate",
        "Row 4, column quote",
        "Row 5, column quote",
        "Row 6, column rate",
        "Row 6, column quote",
        "Row 7, column rate_on",
    ]
    assert "Row 6, column rate: “dear” is not a number." in found.errors
    assert mail.outbox[-1].subject == "Exchange rates: mistakes in rates.csv"
    assert not ExchangeRate.objects.exists()
    with pytest.raises(Refusal, match="There are mistakes"):
        confirm_rates(found, by=operator)


def test_cells_that_cannot_be_read_are_named_by_the_letters_of_their_columns(operator):
    found = tried(operator, "03/13/2025,EUR,MDL,1,nbm\n2025-02-04,EUR,MDL,,nbm\n2025-02-05,EUR,MDL,1,the newspaper\n")
    places = ["Row 2, column A", "Row 3, column D", "Row 4, column E"]
    assert [error.split(":")[0] for error in found.errors] == places


def test_a_file_without_the_headings_says_which(operator):
    (error,) = tried(operator, "2025-02-03,EUR,MDL,1\n", "rate_on,base,quote,rate\n").errors
    assert "source" in error


def test_a_workbook_is_read_too(operator):
    book = openpyxl.Workbook()
    book.active.append(["rate_on", "base", "quote", "rate", "source"])
    book.active.append([date(2025, 2, 3), "EUR", "MDL", 19.4876, "nbm"])
    kept = io.BytesIO()
    book.save(kept)
    sent = send_rates(SimpleUploadedFile("rates.xlsx", kept.getvalue()), by=operator)
    run_jobs()
    sent.refresh_from_db()
    taken(sent, operator)
    assert ExchangeRate.objects.get().rate == Decimal("19.4876")


def test_a_file_that_no_longer_fits_is_taken_back_whole(operator, monkeypatch):
    found = tried(operator, rows_of_rates(BATCH + 10))
    monkeypatch.setattr("grants.rate_rows.MOST_ERRORS", 1)
    last = ExchangeRate.objects.bulk_create

    def fails_in_the_second_batch(rows, **kwargs):
        if len(rows) < BATCH:
            raise ValueError("The disk is full.")
        return last(rows, **kwargs)

    monkeypatch.setattr(ExchangeRate.objects, "bulk_create", fails_in_the_second_batch)
    found = taken(found, operator)
    assert (found.imported_at, found.errors) == (None, ["The disk is full."])
    assert not ExchangeRate.objects.exists()


def test_jobs_that_run_twice_do_nothing_the_second_time(operator):
    found = taken(tried(operator, GOOD), operator)
    before = RateImport.objects.values().get(), Activity.objects.count()
    try_rates.call(found.pk)
    enter_rates.call(found.pk)
    assert (RateImport.objects.values().get(), Activity.objects.count()) == before


def test_what_is_not_tried_yet_or_taken_already_is_not_confirmed(operator):
    sent = send_rates(file_of(GOOD), by=operator)
    with pytest.raises(NotNow):
        confirm_rates(sent, by=operator)
    run_jobs()
    with pytest.raises(NotNow):
        confirm_rates(taken(sent, operator), by=operator)


def test_only_the_operator_brings_in_rates_and_only_tables(operator):
    with pytest.raises(NotAllowed):
        send_rates(file_of(GOOD), by=UserFactory(is_staff=True))
    with pytest.raises(UploadRefused):
        send_rates(SimpleUploadedFile("rates.pdf", b"%PDF-1.4 %%EOF"), by=operator)


def test_a_thousand_rows_cost_the_same_queries_in_a_long_file_as_in_a_short_one(operator):
    """Twenty thousand are timed by `make bench`."""
    asked = {}
    for number in (2 * BATCH, 6 * BATCH):
        ExchangeRate.objects.all().delete()
        sent = send_rates(file_of(rows_of_rates(number)), by=operator)
        trying = queries_of_jobs()
        sent.refresh_from_db()
        confirm_rates(sent, by=operator)
        entering = queries_of_jobs()
        sent.refresh_from_db()
        assert (sent.errors, ExchangeRate.objects.count()) == ([], number)
        asked[number] = (trying, entering)
    for small, large in zip(asked[2 * BATCH], asked[6 * BATCH], strict=True):
        assert large <= 3 * small
        assert large - small < 4 * BATCH / 50


def test_progress_is_told_after_each_batch(operator):
    told = []
    send_rates(file_of(rows_of_rates(2 * BATCH + 1)), by=operator)

    def listen(execute, sql, params, many, context):
        if sql.startswith("UPDATE") and '"rows_done"' in sql and '"errors"' not in sql:
            told.append(params[0])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        run_jobs()
    assert sorted(told) == [0, BATCH, 2 * BATCH, 2 * BATCH + 1]


def test_the_pages_lead_from_the_file_to_the_rates(login, operator):
    person, there = login(operator), reverse("admin:grants_exchangerate_import")
    assert there in person.get(reverse("admin:grants_exchangerate_changelist")).content.decode()
    assert person.get(there).status_code == 200
    page = person.post(there, {"file": file_of(GOOD)}).headers["Location"]
    waiting = person.get(page)
    assert (waiting.headers["Refresh"], "waits to be tried" in waiting.content.decode()) == ("3", True)
    run_jobs()
    sound = person.get(page)
    assert ("Refresh" in sound.headers, "Enter all rows" in sound.content.decode()) == (False, True)
    assert not ExchangeRate.objects.exists()
    person.post(page)
    assert "being entered" in person.get(page).content.decode()
    run_jobs()
    assert "All rows are entered." in person.get(page).content.decode()
    assert ExchangeRate.objects.get().rate == Decimal("19.4876")
    assert "taken already" in person.post(page, follow=True).content.decode()


def test_the_pages_name_mistakes_and_refuse_what_is_no_table(login, operator):
    person, there = login(operator), reverse("admin:grants_exchangerate_import")
    refused = person.post(there, {"file": SimpleUploadedFile("rates.exe", b"MZ")})
    assert (refused.status_code, RateImport.objects.count()) == (200, 0)
    page = person.post(there, {"file": file_of(GOOD.replace("19.4876", "0"))}).headers["Location"]
    run_jobs()
    assert "Row 2, column rate: A rate is more than 0." in person.get(page).content.decode()


def test_nobody_but_the_operator_opens_the_pages(login, operator):
    page = reverse("admin:grants_exchangerate_rates", args=[tried(operator, GOOD).pk])
    for person in (login(UserFactory()), login(UserFactory(is_staff=True))):
        for address in (page, reverse("admin:grants_exchangerate_import")):
            assert person.get(address).status_code in {302, 403}
            assert person.post(address).status_code in {302, 403}
    assert not ExchangeRate.objects.exists()


def test_the_pages_of_the_rates_say_what_became_of_the_latest_files(login, operator):
    entered, wrong = taken(tried(operator, GOOD), operator), tried(operator, GOOD.replace("19.4876", "0") * 5)
    lost, person = send_rates(file_of(GOOD), by=operator), login(operator)
    lost.document.file.delete(save=False)
    for _attempt in range(ATTEMPTS):
        run_jobs()
        DBTaskResult.objects.update(run_after=clock.now())
    there = reverse("admin:grants_exchangerate_rates", args=[lost.pk])
    stopped = person.get(there)
    assert ("Refresh" in stopped.headers, "The work on this file stopped" in stopped.content.decode()) == (False, True)
    for name in ("changelist", "import"):
        page = person.get(reverse(f"admin:grants_exchangerate_{name}")).content.decode()
        assert f'href="{there}"' in page
        assert page.count(str(operator)) >= 4
        failed, mistakes, done = (page.index(f"/import/{each.pk}/") for each in (lost, wrong, entered))
        assert failed < page.index("Failed. Nothing was entered.") < mistakes
        assert mistakes < page.index("Row 2, column rate: A rate is more than 0.") < done
        assert done < page.index("All rows are entered.")
