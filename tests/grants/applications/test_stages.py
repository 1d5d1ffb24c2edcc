"""Two stages of a call: notes are chosen by two people, and the full application opens filled in from its note."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from grants.actions.applications.applying import submit_application
from grants.actions.applications.stages import approve_selection, propose_selection, return_selection
from grants.actions.awards.proposing import propose_award_list
from grants.actions.reviews.eligibility import Found, check_eligibility
from grants.models import (
    Application,
    ApplicationFile,
    ApplicationStatus,
    Question,
    QuestionKind,
    SelectionStatus,
)
from grants.queries.applications.stages import notes_to_choose, stage_links
from grants.queries.applications.tasks import selections_for
from grants.queries.awards.ranking import ranking_of
from grants.queries.calls.tasks import checks_for, drafts_for, proposals_for
from kernel import clock
from kernel.refusals import NotAllowed, NotNow, Refusal
from organizations.models import Role
from tests.factories.grants.applications import InReviewFactory, member
from tests.factories.grants.calls import ChoiceFactory, CriterionFactory, QuestionFactory, SectionFactory, staff
from tests.factories.grants.reviews import CallInReviewFactory, OpenAssignmentFactory, reviewed
from tests.factories.organizations import DocumentFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def call():
    """In review, two stages; the second asks again what the first asked, in the same words."""
    call = CallInReviewFactory(stages=2, full_deadline_at=clock.now() + 20 * DAY)
    first = call.sections.get()
    second = SectionFactory(call=call, stage=2)
    asked = first.questions.get()
    QuestionFactory(section=second, label_ro=f"  {asked.label_ro.upper()}:", is_required=False)
    for section in (first, second):
        question = QuestionFactory(section=section, kind=QuestionKind.SEVERAL, label_ro="Pentru cine?", order=9)
        for name in ("Copii", "Bătrâni") if section == first else ("Bătrâni", "Tineri"):
            ChoiceFactory(question=question, label_ro=name)
    CriterionFactory(call=call, stage=2)
    return call


@pytest.fixture
def officer(call):
    return staff(call.programme)


@pytest.fixture
def manager(call):
    return staff(call.programme, Role.PROGRAMME_MANAGER)


def make_note(call, **facts):
    note = InReviewFactory(call=call, **facts)
    several = Question.objects.get(section__call=call, section__stage=1, kind=QuestionKind.SEVERAL)
    note.answers.exclude(question__section__stage=1).delete()
    note.answers.filter(question=several).update(value=sorted(several.choices.values_list("pk", flat=True)))
    return note


@pytest.fixture
def notes(call):
    return make_note(call), make_note(call, title="Bucătăria satului")


def choose(notes, officer, reason="Altele au mai multe puncte."):
    chosen, other = notes
    return propose_selection(
        chosen.call, by=officer, rule="Cel mai bun.", invited={chosen.pk}, reasons={other.pk: reason}
    )


@pytest.fixture
def full(notes, officer, manager):
    """The full application of the first note."""
    approve_selection(choose(notes, officer), by=manager)
    return Application.objects.get(continues=notes[0])


def test_approve_selection_begins_full_applications_and_tells_the_others_why(
    notes, officer, manager, django_capture_on_commit_callbacks
):
    first, second = notes
    writer, unlucky = member(first.organization), member(second.organization)
    with django_capture_on_commit_callbacks(execute=True):
        approve_selection(choose(notes, officer), by=manager)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.status, second.status) == (ApplicationStatus.INVITED, ApplicationStatus.REJECTED)
    full = Application.objects.get(continues=first)
    assert (full.stage, full.status, full.title) == (2, ApplicationStatus.DRAFT, first.title)
    sent = {to: message for message in mail.outbox for to in message.to}
    assert "Altele au mai multe puncte." in sent[unlucky.email].body
    assert full.reference in sent[writer.email].subject
    assert stage_links(second).reason == "Altele au mai multe puncte."
    assert [task.url for task in drafts_for(writer)] == [f"{full.get_absolute_url()}form/facts/"]


def test_a_full_application_opens_with_what_the_note_said(call, notes, officer, manager):
    first, _second = notes
    asked = first.call.sections.get(stage=1).questions.order_by("order").first()
    document = DocumentFactory(organization=first.organization)
    ApplicationFile.objects.create(application=first, document=document, question=asked, attached_by=first.created_by)
    approve_selection(choose(notes, officer), by=manager)
    full = Application.objects.get(continues=first)
    second_stage = {each.kind: each for each in Question.objects.filter(section__call=call, section__stage=2)}
    elders = second_stage["several"].choices.get(label_ro="Bătrâni")
    assert {each.question_id: each.value for each in full.answers.all()} == {
        second_stage["long_text"].pk: "Un răspuns.",
        second_stage["several"].pk: [elders.pk],
    }
    assert full.budget_lines.count() == first.budget_lines.count() == 1
    assert full.requested == first.requested
    assert list(full.units.all()) == list(first.units.all())
    assert [(each.document, each.question) for each in full.files.all()] == [(document, None)]
    assert first.files.get().question == asked


def test_two_people_choose(notes, officer, manager):
    selection = choose(notes, officer)
    colleague = staff(notes[0].call.programme)
    for person in (officer, colleague, member(notes[0].organization)):
        with pytest.raises(NotAllowed):
            approve_selection(selection, by=person)
    assert [task.url for task in selections_for(manager)] == [selection.get_absolute_url()]
    assert list(selections_for(officer)) == []
    approve_selection(selection, by=manager)
    with pytest.raises(NotNow):
        approve_selection(selection, by=manager)
    assert Application.objects.filter(stage=2).count() == 1


def test_a_manager_who_proposed_does_not_decide(notes, manager):
    with pytest.raises(NotAllowed):
        approve_selection(choose(notes, manager), by=manager)


def test_propose_selection_needs_a_rule_and_a_reason_for_each_who_is_left_out(call, notes, officer):
    first, second = notes
    with pytest.raises(Refusal) as refused:
        propose_selection(call, by=officer, rule=" ", invited={first.pk}, reasons={second.pk: " "})
    assert set(refused.value.fields) == {"rule", f"reason_{second.pk}"}
    with pytest.raises(NotNow, match="came or went"):
        propose_selection(call, by=officer, rule="Cel mai bun.", invited={first.pk}, reasons={})
    with pytest.raises(NotAllowed):
        choose(notes, member(first.organization))


def test_propose_selection_waits_for_open_reviews_and_a_deadline_ahead(call, notes, officer):
    assignment = OpenAssignmentFactory(application=notes[0])
    with pytest.raises(NotNow, match="1 review is not submitted"):
        choose(notes, officer)
    assignment.delete()
    call.full_deadline_at = clock.now()
    call.save()
    with pytest.raises(NotNow, match="deadline of the full application"):
        choose(notes, officer)


def test_one_proposal_waits_at_a_time_and_another_follows_one_sent_back(notes, officer, manager):
    first = choose(notes, officer)
    with pytest.raises(NotNow, match="no other proposal"):
        choose(notes, officer)
    with pytest.raises(Refusal) as refused:
        return_selection(first, by=manager, remark=" ")
    assert set(refused.value.fields) == {"remark"}
    assert return_selection(first, by=manager, remark="Raionul de nord lipsește.").status == SelectionStatus.RETURNED
    assert choose(notes, officer).status == SelectionStatus.PROPOSED
    assert {each.status for each in Application.objects.all()} == {ApplicationStatus.IN_REVIEW}


def test_a_note_withdrawn_after_the_proposal_gets_no_full_application(notes, officer, manager):
    selection = choose(notes, officer)
    Application.objects.filter(pk=notes[0].pk).update(status=ApplicationStatus.WITHDRAWN)
    approve_selection(selection, by=manager)
    assert not Application.objects.filter(stage=2).exists()


def test_the_full_application_is_submitted_until_its_own_deadline_and_checked_after_it(call, full, officer):
    signatory = member(full.organization)
    version = submit_application(full, by=signatory, is_declared=True)
    assert version.content["stage"] == 2
    full = Application.objects.get(pk=full.pk)
    yes = {each.pk: Found("yes") for each in call.eligibility_criteria.all()}
    with pytest.raises(NotNow, match="still open"):
        check_eligibility(full, yes, by=officer)
    assert list(checks_for(officer)) == []
    with clock.at(clock.now() + 21 * DAY):
        assert len(list(checks_for(officer))) == 1
        assert check_eligibility(full, yes, by=officer).outcome == "eligible"


def test_a_full_application_after_its_deadline_is_late(full):
    with clock.at(clock.now() + 21 * DAY), pytest.raises(NotNow, match="deadline has passed"):
        submit_application(full, by=member(full.organization), is_declared=True)


def test_nothing_is_awarded_before_the_second_stage_is_over(call, notes, officer, manager):
    soon = clock.today() + 40 * DAY

    def propose():
        propose_award_list(call, {}, by=officer, answer_by_on=soon)

    with pytest.raises(NotNow, match="wait for the choice"):
        propose()
    approve_selection(choose(notes, officer), by=manager)
    full = Application.objects.get(continues=notes[0])
    with pytest.raises(NotNow, match="may be sent until"):
        propose()
    submit_application(full, by=member(full.organization), is_declared=True)
    with clock.at(clock.now() + 21 * DAY), pytest.raises(NotNow, match="wait for their eligibility check"):
        propose()


def test_the_ranking_holds_full_applications_by_their_criteria(call, full):
    Application.objects.filter(pk=full.pk).update(
        status=ApplicationStatus.IN_REVIEW, submitted_at=clock.now(), submitted_by=full.created_by
    )
    ranking = ranking_of(call)
    assert [row.application.pk for row in ranking.rows] == [full.pk]
    assert [criterion.stage for criterion, _mean in ranking.rows[0].means] == [2]


def test_calls_of_one_stage_have_no_notes(officer):
    application = InReviewFactory(call=CallInReviewFactory())
    assert notes_to_choose(application.call) == []
    assert stage_links(application) is None


def test_the_officer_is_told_when_the_choice_is_due(call, notes, officer):
    waiting = OpenAssignmentFactory(application=notes[0])
    assert list(proposals_for(officer)) == []
    waiting.delete()
    reviewed(notes[0], 5, 4)
    there = reverse("grants:note_selection", args=[call.reference])
    assert [task.url for task in proposals_for(officer)] == [there]
    choose(notes, officer)
    assert list(proposals_for(officer)) == []


def test_the_page_asks_the_same_with_one_note_and_with_thirty(call, login, officer, notes):
    choose(notes[:2], officer)
    there = reverse("grants:note_selection", args=[call.reference])
    person = login(officer)
    person.get(there)

    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert person.get(there).status_code == 200
        return len(queries)

    before = asked()
    selection = call.note_selections.get()
    for _each in range(10):
        note = make_note(call)
        selection.choices.create(application=note, is_invited=True)
    assert asked() == before


def test_the_choice_is_made_on_its_pages(call, login, notes, officer, manager):
    first, second = notes
    page = reverse("grants:note_selection", args=[call.reference])
    propose = reverse("grants:note_selection_propose", args=[call.reference])
    person = login(officer)
    assert f'href="{page}"' in person.get(call.get_absolute_url()).content.decode()
    assert f'href="{propose}"' in person.get(page).content.decode()
    typed = {"rule": "Cel mai bun.", f"invite_{first.pk}": "on", f"reason_{second.pk}": ""}
    wrong = person.post(propose, typed).content.decode()
    assert ("Say why: the applicant reads it." in wrong, "Cel mai bun." in wrong) == (True, True)
    done = person.post(propose, {**typed, f"reason_{second.pk}": "Prea puține puncte."})
    assert done["Location"] == page
    selection = call.note_selections.get()
    approve = reverse("grants:noteselection_move", args=[selection.pk, "approve"])
    assert approve not in person.get(page).content.decode()
    second_person = login(manager)
    assert approve in second_person.get(page).content.decode()
    second_person.post(approve)
    full = Application.objects.get(continues=first)
    writer = login(member(first.organization))
    assert full.get_absolute_url() in writer.get(first.get_absolute_url()).content.decode()
    assert first.get_absolute_url() in writer.get(full.get_absolute_url()).content.decode()
    unlucky = login(member(second.organization))
    assert "Prea puține puncte." in unlucky.get(second.get_absolute_url()).content.decode()


def test_the_choice_is_sent_back_on_its_page(login, notes, officer, manager):
    selection = choose(notes, officer)
    there = reverse("grants:noteselection_return", args=[selection.pk])
    assert login(officer).post(there, {"remark": "Nu."}).status_code == 403
    assert login(manager).post(there, {"remark": "Lipsește nordul."})["Location"] == selection.get_absolute_url()
    assert "Lipsește nordul." in login(officer).get(selection.get_absolute_url()).content.decode()
