"""Clarification rounds: only the asked parts open, until the date; the answer is a version, and the status stays."""

from datetime import timedelta

import pytest
from django.core import mail

from grants.actions.applications.applying import submit_application, withdraw_application
from grants.actions.applications.budgets import replace_budget
from grants.actions.applications.clarifications import (
    answer_clarification,
    ask_clarification,
    close_clarification,
    extend_clarification,
)
from grants.actions.applications.drafts import Entry, save_draft
from grants.actions.applications.files import attach_file
from grants.actions.reviews.eligibility import Found, check_eligibility
from grants.models import (
    Application,
    ApplicationStatus,
    CallStatus,
    Clarification,
    ClarificationStatus,
    CopyPurpose,
    VersionKind,
)
from grants.queries.applications.budgets import rows_of
from grants.queries.applications.form_steps import steps_of
from grants.queries.applications.integrity import clarifications_without_their_copy, content_that_does_not_count
from grants.queries.applications.tasks import clarifications_for_applicant, clarifications_for_staff
from grants.receipts import token
from kernel import clock
from kernel.refusals import NotAllowed, NotNow, Refusal
from organizations.models import Role
from tests.factories.grants.applications import CompleteDraftFactory, member
from tests.factories.grants.calls import QuestionFactory, staff
from tests.grants.uploads import text_file

DAY = timedelta(days=1)


@pytest.fixture
def application(db):
    """Submitted, and its call is over."""
    draft = CompleteDraftFactory()
    submit_application(draft, by=member(draft.organization), is_declared=True)
    draft.call.status = CallStatus.CLOSED
    draft.call.save()
    return Application.objects.get(pk=draft.pk)


@pytest.fixture
def officer(application):
    return staff(application.call.programme)


@pytest.fixture
def signatory(application):
    return member(application.organization)


def ask(application, by, *parts, days=5, text="Care este prețul unei luni?"):
    parts = parts or ("budget",)
    return ask_clarification(application, by=by, text=text, parts=parts, due_on=clock.today() + days * DAY)


def copy_of(application):
    return application.copies.get(purpose=CopyPurpose.CLARIFICATION)


def retitle(copy, by, title="Alt titlu"):
    return save_draft(copy, {"title": Entry(title, token(copy.title))}, by=by)


def test_ask_clarification_opens_only_the_asked_parts(application, officer, signatory):
    asked = ask(application, officer, "budget")
    copy = copy_of(application)
    assert [step.name for step in steps_of(copy, None, "budget")] == ["budget", "check"]
    with pytest.raises(NotNow, match="Only the parts"):
        retitle(copy, signatory)
    with pytest.raises(NotNow, match="Only the parts"):
        attach_file(copy, text_file(), by=signatory)
    line = {**rows_of(copy)[0], "quantity": "1.000"}
    replace_budget(copy, [line], by=signatory, base=token(rows_of(copy)))
    application.refresh_from_db()
    assert (application.requested, application.status) == (10_000, ApplicationStatus.SUBMITTED)
    assert asked.is_open


def test_answer_clarification_is_a_version_with_its_note(
    application, officer, signatory, django_capture_on_commit_callbacks
):
    asked = ask(application, officer, "facts")
    retitle(copy_of(application), signatory)
    before = application.submitted_at
    with django_capture_on_commit_callbacks(execute=True):
        version = answer_clarification(asked, by=signatory, note="Titlul spune acum locul.", is_declared=True)
    application.refresh_from_db()
    asked.refresh_from_db()
    assert (version.number, version.kind, version.note) == (2, VersionKind.CLARIFICATION, "Titlul spune acum locul.")
    assert (application.title, application.status, application.submitted_at) == ("Alt titlu", "submitted", before)
    assert (asked.status, asked.version, asked.answered_by) == (ClarificationStatus.ANSWERED, version, signatory)
    assert sorted(to for message in mail.outbox for to in message.to) == sorted([officer.email, *_own(application)])
    assert list(content_that_does_not_count()) == []
    with pytest.raises(NotNow):
        answer_clarification(asked, by=signatory, note="x", is_declared=True)


def _own(application):
    rows = application.organization.memberships.select_related("user")
    return [each.user.email for each in rows]


def test_answer_clarification_needs_words_a_declaration_and_a_signatory(application, officer, signatory):
    asked = ask(application, officer, "facts")
    with pytest.raises(Refusal, match="what you clarified"):
        answer_clarification(asked, by=signatory, note=" ", is_declared=True)
    with pytest.raises(Refusal, match="Confirm the declaration"):
        answer_clarification(asked, by=signatory, note="Da.", is_declared=False)
    with pytest.raises(NotAllowed):
        answer_clarification(asked, by=member(application.organization, Role.MEMBER), note="Da.", is_declared=True)
    with pytest.raises(NotNow, match="on its own page"):
        submit_application(copy_of(application), by=signatory, is_declared=True)
    retitle(copy_of(application), signatory, "")
    with pytest.raises(Refusal, match="no title"):
        answer_clarification(asked, by=signatory, note="Da.", is_declared=True)
    assert application.versions.count() == 1


def test_a_gap_outside_the_open_parts_does_not_block_the_answer(application, officer, signatory):
    QuestionFactory(section=application.call.sections.get())
    asked = ask(application, officer, "facts")
    assert answer_clarification(asked, by=signatory, note="Da.", is_declared=True).number == 2


def test_the_last_day_counts_whole_and_the_day_after_is_too_late(application, officer, signatory):
    asked = ask(application, officer, "facts", days=1)
    copy = copy_of(application)
    with clock.at(clock.now() + 2 * DAY):
        assert asked.is_late
        with pytest.raises(NotNow, match="last day has passed"):
            retitle(copy, signatory)
        with pytest.raises(NotNow, match="last day for the answer"):
            answer_clarification(asked, by=signatory, note="Da.", is_declared=True)
        assert [task.title for task in clarifications_for_staff(officer)] == [f"{application.reference} Centru de zi"]
        assert list(clarifications_for_applicant(signatory)) == []
        later = extend_clarification(asked, by=officer, due_on=clock.today() + 3 * DAY)
        assert later.first_due_on == asked.due_on
        assert not retitle(copy, signatory).clashes
        assert answer_clarification(later, by=signatory, note="Da.", is_declared=True).content["title"] == "Alt titlu"


def test_ask_clarification_only_after_the_deadline_and_once_at_a_time(application, officer):
    application.call.status = CallStatus.PUBLISHED
    application.call.save()
    with pytest.raises(NotNow, match="after the deadline"):
        ask(application, officer)
    application.call.status = CallStatus.CLOSED
    application.call.save()
    with pytest.raises(NotAllowed):
        ask(application, member(application.organization))
    for wrong in ({"text": " "}, {"days": 0}):
        with pytest.raises(Refusal, match="not sent"):
            ask(application, officer, **wrong)
    with pytest.raises(Refusal, match="not sent"):
        ask(application, officer, "section-0")
    ask(application, officer)
    with pytest.raises(NotNow, match="open already"):
        ask(application, officer)


def test_close_clarification_keeps_what_was_typed_for_the_next_round(application, officer, signatory):
    first = ask(application, officer, "facts")
    retitle(copy_of(application), signatory)
    close_clarification(first, by=officer)
    with pytest.raises(NotNow):
        retitle(copy_of(application), signatory, "Încă unul")
    second = ask(application, officer, "facts")
    assert (second.number, copy_of(application).title) == (2, "Alt titlu")
    assert list(clarifications_without_their_copy()) == []
    with pytest.raises(NotNow):
        extend_clarification(first, by=officer, due_on=clock.today() + 9 * DAY)


def test_a_section_that_asks_for_a_file_opens_the_files(application, officer):
    section = application.call.sections.get()
    QuestionFactory(section=section, kind="file", is_required=False)
    assert ask(application, officer, f"section-{section.pk}").parts == [f"section-{section.pk}", "files"]


def test_withdraw_application_ends_its_clarification(application, officer, signatory):
    asked = ask(application, officer)
    withdraw_application(application, by=signatory)
    asked = Clarification.objects.get(pk=asked.pk)
    assert (asked.status, asked.closed_by) == (ClarificationStatus.CLOSED, signatory)


def test_several_rounds_while_reviewers_read(application, officer, signatory):
    Application.objects.filter(pk=application.pk).update(status=ApplicationStatus.IN_REVIEW)
    for number in (1, 2, 3):
        asked = ask(application, officer, "facts")
        assert asked.number == number
        assert answer_clarification(asked, by=signatory, note="Da.", is_declared=True).number == number + 1
    application.refresh_from_db()
    assert application.status == ApplicationStatus.IN_REVIEW


def test_the_check_of_eligibility_waits_for_an_open_round(application, officer, signatory):
    criterion = application.call.eligibility_criteria.get()
    asked = ask(application, officer, "facts")
    with pytest.raises(NotNow, match="before you conclude"):
        check_eligibility(application, {criterion.pk: Found("yes")}, by=officer)
    unclear = {criterion.pk: Found("clarify", "Statutul nu are dată.")}
    assert check_eligibility(application, unclear, by=officer).outcome == "clarify"
    answer_clarification(asked, by=signatory, note="Da.", is_declared=True)
    assert check_eligibility(application, {criterion.pk: Found("yes")}, by=officer).outcome == "eligible"


@pytest.mark.parametrize("part", ["facts", "budget", "files", "partner"])
def test_every_part_opens_alone_even_one_that_needs_nothing(application, officer, signatory, login, part):
    ask(application, officer, part)
    browser = login(signatory)
    there = browser.get(application.get_absolute_url()).context["reply_url"]
    assert there.endswith(f"/form/{part}/")
    assert browser.get(there).status_code == 200
    assert browser.get(there.replace(part, "check")).status_code == 200
