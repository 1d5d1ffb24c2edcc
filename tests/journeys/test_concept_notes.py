"""Two stages: one proposes whom to invite, another approves, and the full application opens filled in."""

from datetime import timedelta

import pytest

from grants.models import Answer, Application, NoteSelection
from grants.receipts import token
from kernel import clock
from organizations.models import Role
from tests.factories.grants.applications import InReviewFactory, member
from tests.factories.grants.calls import CriterionFactory, QuestionFactory, SectionFactory, staff
from tests.factories.grants.reviews import CallInReviewFactory, OpenAssignmentFactory, reviewed
from tests.journeys.pages import look, send


@pytest.fixture
def call(db):
    """In review; the full application asks the question of the note again, and one more."""
    call = CallInReviewFactory(stages=2, full_deadline_at=clock.now() + timedelta(days=20))
    asked, full = call.sections.get().questions.get(), SectionFactory(call=call, stage=2)
    QuestionFactory(section=full, label_ro=asked.label_ro)
    QuestionFactory(section=full, label_ro="Cine gătește?")
    CriterionFactory(call=call, stage=2)
    return call


@pytest.fixture
def notes(call):
    found = [InReviewFactory(call=call, title=title) for title in ("Pâine", "Sare")]
    Answer.objects.filter(question__section__stage=2).delete()  # a note answers its own stage
    return found


def test_one_proposes_another_invites_and_the_full_application_is_sent(call, notes, login):
    officer, manager = login(staff(call.programme)), login(staff(call.programme, Role.PROGRAMME_MANAGER))
    heads = [login(member(each.organization)) for each in notes]
    reviewed(notes[0], 5, 5)
    last = OpenAssignmentFactory(application=notes[1])
    chosen = {"rule": "Cel mai bun.", f"invite_{notes[0].pk}": "on", f"reason_{notes[1].pk}": "Puncte mai puține."}
    assert 'class="error-summary"' in send(officer, "note_selection_propose", call.reference, **chosen)
    score(login(last.reviewer), last)
    unsaid = send(officer, "note_selection_propose", call.reference, **chosen | {f"reason_{notes[1].pk}": ""})
    assert "Say why: the applicant reads it." in unsaid
    send(officer, "note_selection_propose", call.reference, **chosen)
    selection = NoteSelection.objects.get()
    send(officer, "noteselection_move", selection.pk, "approve", status=403)
    send(manager, "noteselection_return", selection.pk, remark="Regula e prea scurtă.")
    assert "Regula e prea scurtă." in look(officer, "note_selection", call.reference)
    send(officer, "note_selection_propose", call.reference, **chosen | {"rule": "Cel puțin 60 de puncte."})
    send(manager, "noteselection_move", NoteSelection.objects.get(status="proposed").pk, "approve")

    assert "Puncte mai puține." in look(heads[1], "application", notes[1].reference)
    full = Application.objects.get(continues=notes[0])
    look(heads[1], "application_step", full.reference, "facts", status=404)
    assert 'value="Pâine"' in look(heads[0], "application_step", full.reference, "facts")
    complete(heads[0], full)
    full.refresh_from_db()
    notes[0].refresh_from_db()
    assert (full.status, full.stage, notes[0].status) == ("submitted", 2, "invited")


def score(browser, assignment):
    """The last review is written and submitted on its page."""
    typed = {"comment": "", "submit": "1"}
    for criterion in assignment.application.call.criteria.filter(stage=1):
        typed |= {f"points_{criterion.pk}": "2", f"comment_{criterion.pk}": "Pentru că."}
    send(browser, "review", assignment.pk, **typed)


def complete(head, full):
    """What the note said stands there already; the rest is asked for by name, then written and submitted."""
    section = full.call.sections.get(stage=2)
    new = section.questions.get(label_ro="Cine gătește?")
    page = look(head, "application_step", full.reference, f"section-{section.pk}")
    assert "Un răspuns." in page
    check = send(head, "application_step", full.reference, "check", status=409, is_declared="on")
    assert "Cine gătește?" in check
    key = f"question-{new.pk}"
    send(head, "application_step", full.reference, f"section-{section.pk}", **{key: "Ana.", f"base-{key}": token(None)})
    receipt = send(head, "application_step", full.reference, "check", is_declared="on")
    assert full.versions.get().receipt_code in receipt
