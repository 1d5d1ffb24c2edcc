"""Acts on many applications: which rows, what became of each, and that nothing is done twice."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from grants.models import Assignment, MessageTemplate
from kernel import batches
from kernel.batches import AT_ONCE, begin_batch, finish_batch, run_batch
from kernel.batches import batch_acts as registry
from kernel.models import BatchRow, BatchRun, Outcome
from organizations.models import Membership, Role
from tests.factories.grants.applications import InReviewFactory, SubmittedFactory
from tests.factories.grants.reviews import AssignmentFactory, CallInReviewFactory, CallReviewerFactory
from tests.grants.people import somebody
from tests.html import StrictClient
from tests.jobs import run_jobs

URL = "/workspace/applications/"


@pytest.fixture
def call(db):
    return CallInReviewFactory(reference="CALL-1")


@pytest.fixture
def officer(call):
    return somebody(call.programme.implementer, Role.GRANTS_OFFICER)


@pytest.fixture
def reviewer(call):
    return CallReviewerFactory(call=call, user__name="Natalia Rusu").user


def token_on(person: StrictClient, query: str = "") -> str:
    return person.get(f"{URL}{query}").context["batch_filter"]


def outcomes(run: BatchRun) -> dict[int, str]:
    return dict(run.rows.values_list("key", "outcome"))


def test_ticked_rows_are_assigned_and_each_has_its_result(call, officer, reviewer, login):
    first, taken = InReviewFactory(call=call), InReviewFactory(call=call)
    waiting, foreign = SubmittedFactory(call=call), InReviewFactory()
    AssignmentFactory(application=taken, reviewer=reviewer)
    person = login(officer)
    rows = [first.pk, taken.pk, waiting.pk, foreign.pk]
    asked = {"act": "assign_reviewer", "scope": "ticked", "row": rows, "filter": token_on(person)}
    page = person.post(URL, asked)
    assert (page.status_code, page.context["keys"]) == (200, [first.pk, taken.pk, waiting.pk])
    sent = person.post(URL, {**asked, "set": page.context["set"], "reviewer": reviewer.pk})
    run = BatchRun.objects.get()
    assert sent.headers["Location"] == run.get_absolute_url()
    assert outcomes(run) == {first.pk: "done", taken.pk: "skipped", waiting.pk: "refused"}
    assert run.finished_at is not None
    assert Assignment.objects.filter(application=first, reviewer=reviewer).count() == 1
    shown = person.get(run.get_absolute_url())
    assert "Reviewers are assigned to applications that were found eligible" in shown.text
    file = b"".join(person.get(run.get_absolute_url() + "?format=csv").streaming_content).decode("utf-8-sig")
    assert [line.split(",")[2] for line in file.splitlines()[1:]] == ["done", "nothing to do", "refused"]


def test_all_that_the_filter_finds_is_asked_again_when_it_changed(call, officer, reviewer, login):
    InReviewFactory(call=call)
    SubmittedFactory(call=call)
    person = login(officer)
    token = token_on(person, "?status=in_review")
    late = InReviewFactory(call=call)
    asked = {"act": "assign_reviewer", "scope": "all", "filter": token}
    page = person.post(URL, asked)
    assert page.context["before"] == 1
    assert len(page.context["keys"]) == 2
    InReviewFactory(call=call)
    again = person.post(URL, {**asked, "set": page.context["set"], "count": 2, "reviewer": reviewer.pk})
    assert "The list has changed since you chose: it had 2 rows, now it has 3." in " ".join(again.text.split())
    assert not BatchRun.objects.exists()
    person.post(URL, {**asked, "set": again.context["set"], "count": 3, "reviewer": reviewer.pk})
    assert outcomes(BatchRun.objects.get())[late.pk] == "done"


def test_a_filter_of_somebody_else_or_a_changed_one_is_no_filter(call, officer, login):
    InReviewFactory(call=call)
    token = token_on(login(officer))
    other = login(somebody(call.programme.implementer, Role.GRANTS_OFFICER))
    asked = {"act": "assign_reviewer", "scope": "all", "filter": token}
    assert other.post(URL, asked).status_code == 404
    assert other.post(URL, {**asked, "filter": token[:-2] + "xx"}).status_code == 302
    assert not BatchRun.objects.exists()


def test_who_runs_no_calls_is_offered_nothing_and_posts_in_vain(call, officer, login):
    InReviewFactory(call=call)
    finance = login(somebody(call.programme.implementer, Role.FINANCE_OFFICER))
    assert "batch_acts" not in finance.get(URL).context
    asked = {"act": "assign_reviewer", "scope": "all", "filter": token_on(login(officer))}
    assert finance.post(URL, asked).status_code == 405


def test_more_than_fifty_rows_go_to_the_background_and_a_killed_worker_repeats_nothing(
    call, officer, reviewer, monkeypatch, django_capture_on_commit_callbacks
):
    made = [InReviewFactory(call=call) for _number in range(AT_ONCE + 1)]
    with django_capture_on_commit_callbacks(execute=True):
        run = begin_batch(
            registry["assign_reviewer"],
            [each.pk for each in made],
            by=officer,
            path=URL,
            facts={"reviewer": reviewer.pk},
        )
    assert run.is_in_background

    do_row, done = batches._do_row, []

    def dies_at_the_third(*args):
        if len(done) == 2:
            raise KeyboardInterrupt
        done.append(args)
        do_row(*args)

    with monkeypatch.context() as patch:
        patch.setattr(batches, "_do_row", dies_at_the_third)
        with pytest.raises(KeyboardInterrupt):
            run_batch.func(run.pk)
    assert run.rows.filter(outcome=Outcome.WAITING).count() == AT_ONCE - 1
    with django_capture_on_commit_callbacks(execute=True):
        run_jobs()
    assert set(outcomes(run).values()) == {"done"}
    assert Assignment.objects.filter(reviewer=reviewer).count() == AT_ONCE + 1
    finish_batch(run)
    assert Assignment.objects.filter(reviewer=reviewer).count() == AT_ONCE + 1


def test_who_lost_the_role_meanwhile_does_nothing(call, officer, reviewer):
    application = InReviewFactory(call=call)
    facts = {"reviewer": reviewer.pk}
    run = begin_batch(registry["assign_reviewer"], [application.pk], by=officer, path=URL, facts=facts)
    Membership.objects.filter(user=officer).delete()
    finish_batch(run)
    assert outcomes(run) == {application.pk: "refused"}
    assert not Assignment.objects.exists()


def test_batch_page_asks_the_same_with_one_row_and_with_thirty(call, officer, login):
    def asked(rows: int) -> int:
        run = BatchRun.objects.create(
            person=officer.pk, act="assign_reviewer", path=URL, title="Assign a reviewer", language="ro"
        )
        BatchRow.objects.bulk_create(
            [BatchRow(run=run, order=number, key=number, label=f"APP-{number}") for number in range(1, rows + 1)]
        )
        with CaptureQueriesContext(
            connection,
        ) as context:
            assert person.get(run.get_absolute_url()).status_code == 200
        return len(context)

    person = login(officer)
    asked(1)
    assert asked(1) == asked(30)


def test_a_message_by_template_a_label_and_a_reminder_go_to_each(call, officer, reviewer):
    application, without = InReviewFactory(call=call), InReviewFactory(call=call)
    template = MessageTemplate.objects.create(
        implementer=call.programme.implementer, name="Salut", text_ro="{reference}", changed_by=officer
    )
    AssignmentFactory(application=application, reviewer=reviewer)
    found = {}
    for act, facts in (
        ("write", {"template": template.pk}),
        ("label", {"name": "urgent"}),
        ("label", {"name": "Urgent"}),
        ("remind_reviewers", {}),
    ):
        keys = [application.pk, without.pk]
        run = finish_batch(begin_batch(registry[act], keys, by=officer, path=URL, facts=facts))
        found[act, facts.get("name")] = list(run.rows.order_by("order").values_list("outcome", flat=True))
    assert found == {
        ("write", None): ["done", "done"],
        ("label", "urgent"): ["done", "done"],
        ("label", "Urgent"): ["skipped", "skipped"],
        ("remind_reviewers", None): ["done", "skipped"],
    }
    assert [each.text for each in application.thread.all()] == [application.reference]


def test_comparing_leads_to_the_page_and_writes_nothing(call, officer, login):
    made = [InReviewFactory(call=call) for _number in range(2)]
    person = login(officer)
    rows = [each.pk for each in made]
    sent = person.post(URL, {"act": "compare", "scope": "ticked", "row": rows, "filter": token_on(person)})
    assert sent.headers["Location"] == f"/workspace/applications/compare/?row={rows[0]}&row={rows[1]}"
    assert not BatchRun.objects.exists()
