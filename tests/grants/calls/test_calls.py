"""Calls: prepared by one, approved by another, open until the deadline to the second, extended by two."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core import mail

from grants.actions.calls import life as acts
from grants.actions.calls.extending import approve_extension, propose_extension
from grants.actions.calls.parts import remove_part, save_choices, save_part
from grants.models import Call, CallStatus, Criterion, QuestionKind
from grants.queries.calls.hurdles import gaps_of
from kernel import clock
from kernel.refusals import NotAllowed, NotNow, Refusal
from kernel.registries import call_published
from organizations.models import Activity, Role
from tests.factories.grants.applications import ApplicationFactory, member
from tests.factories.grants.calls import CallFactory, ChoiceFactory, OpenCallFactory, QuestionFactory, furnish, staff
from tests.factories.grants.programmes import ProgrammeFactory
from tests.factories.organizations import UserFactory
from tests.waiting import waiting


@pytest.fixture
def officer(db):
    programme = ProgrammeFactory()
    return staff(programme), staff(programme, Role.PROGRAMME_MANAGER), programme


def _new(programme, **facts):
    basics = {
        "slug": "apropiere",
        "title_ro": "Apropiere",
        "summary_ro": "Pe scurt.",
        "deadline_at": clock.now() + timedelta(days=20),
        "envelope": Decimal(100000),
        "max_amount": Decimal(20000),
    }
    return Call(programme=programme, **{**basics, **facts})


def test_prepare_call_gives_a_reference_and_a_section(officer):
    by, _manager, programme = officer
    call = acts.prepare_call(_new(programme), by=by)
    year = clock.today().year
    assert call.reference == f"CALL-{year}-0001"
    assert (call.status, call.created_by, call.changed_by) == (CallStatus.DRAFT, by, by)
    assert call.sections.count() == 1
    assert Activity.objects.filter(verb="call_prepared").count() == 1


def test_prepare_call_by_a_stranger(officer):
    _by, _manager, programme = officer
    with pytest.raises(NotAllowed):
        acts.prepare_call(_new(programme), by=staff(ProgrammeFactory()))


def test_approve_call_says_everything_that_is_missing(officer):
    by, manager, programme = officer
    call = acts.prepare_call(_new(programme, summary_ro=""), by=by)
    assert len(gaps_of(call)) == 4
    with pytest.raises(Refusal, match="No criterion is written"):
        acts.approve_call(call, by=manager)


def test_approve_call_needs_a_second_person(officer):
    _by, manager, programme = officer
    call = furnish(CallFactory(programme=programme, created_by=manager))
    with pytest.raises(NotAllowed):
        acts.approve_call(call, by=manager)
    other = staff(programme, Role.PROGRAMME_MANAGER)
    assert acts.approve_call(call, by=other).status == CallStatus.APPROVED


def test_whoever_changed_it_last_does_not_approve(officer):
    by, manager, programme = officer
    call = furnish(CallFactory(programme=programme, created_by=by))
    acts.revise_call(call, by=manager)
    with pytest.raises(NotAllowed):
        acts.approve_call(call, by=manager)


def test_publish_call_opens_it_and_tells_the_public_face(officer, django_capture_on_commit_callbacks):
    by, manager, programme = officer
    call = acts.approve_call(furnish(CallFactory(programme=programme, created_by=by)), by=manager)
    heard = []

    def hear(sender, call, **kwargs):
        heard.append(call.pk)

    call_published.connect(hear)
    try:
        call = acts.publish_call(call, by=by)
    finally:
        call_published.disconnect(hear)
    assert heard == [call.pk]
    assert call.is_open
    assert list(Call.objects.open()) == [call]
    with clock.at(call.deadline_at):
        assert not call.is_open
        assert not Call.objects.open().exists()


def test_publish_call_after_its_deadline(officer):
    by, manager, programme = officer
    call = acts.approve_call(furnish(CallFactory(programme=programme, created_by=by)), by=manager)
    with clock.at(call.deadline_at), pytest.raises(Refusal, match="deadline has passed"):
        acts.publish_call(call, by=by)


def test_reopened_call_must_be_approved_again(officer):
    by, manager, programme = officer
    call = acts.approve_call(furnish(CallFactory(programme=programme, created_by=by)), by=manager)
    call = acts.reopen_call(call, by=by)
    assert (call.status, call.approved_by) == (CallStatus.DRAFT, None)
    with pytest.raises(NotNow):
        acts.publish_call(call, by=by)


def test_an_approved_call_is_not_changed(officer):
    by, manager, programme = officer
    call = acts.approve_call(furnish(CallFactory(programme=programme, created_by=by)), by=manager)
    with pytest.raises(NotNow):
        acts.revise_call(call, by=by)
    with pytest.raises(NotNow):
        save_part(Criterion(call=call, title_ro="Nou"), by=by)


def test_extension_is_for_later_and_by_two(officer, django_capture_on_commit_callbacks):
    by, manager, programme = officer
    call = OpenCallFactory(programme=programme)
    application = ApplicationFactory(call=call)
    writer = member(application.organization)
    later = call.deadline_at + timedelta(days=3)
    with pytest.raises(Refusal, match="only later"):
        propose_extension(call, by=by, new_deadline_at=call.deadline_at, reason="x")
    extension = propose_extension(call, by=by, new_deadline_at=later, reason="Pană de curent")
    call.refresh_from_db()
    assert call.deadline_at < later
    with pytest.raises(NotAllowed):
        approve_extension(extension, by=by)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        approve_extension(extension, by=manager)
    call.refresh_from_db()
    assert call.deadline_at == later
    assert [message.to for message in mail.outbox] == [[writer.email]]
    assert "Pană de curent" in mail.outbox[0].body


def test_extension_that_waits_for_its_lock_beyond_the_deadline(officer):
    by, manager, programme = officer
    call = OpenCallFactory(programme=programme)
    proposed = propose_extension(call, by=by, new_deadline_at=call.deadline_at + timedelta(days=2), reason="x")
    before, after = call.deadline_at - timedelta(seconds=1), call.deadline_at + timedelta(seconds=1)
    with waiting(began=before, ended=after), pytest.raises(NotNow, match="deadline has passed"):
        approve_extension(proposed, by=manager)


def test_extension_after_the_deadline(officer):
    by, manager, programme = officer
    call = OpenCallFactory(programme=programme)
    later = call.deadline_at + timedelta(days=3)
    extension = propose_extension(call, by=by, new_deadline_at=later, reason="x")
    with clock.at(call.deadline_at), pytest.raises(NotNow):
        approve_extension(extension, by=manager)


def test_close_due_calls_records_what_the_clock_decided(officer):
    _by, _manager, programme = officer
    call = OpenCallFactory(programme=programme)
    OpenCallFactory(programme=programme, deadline_at=call.deadline_at + timedelta(days=1))
    with clock.at(call.deadline_at):
        assert acts.close_due_calls() == [call]
        assert acts.close_due_calls() == []
    call.refresh_from_db()
    assert call.status == CallStatus.CLOSED


def test_cancel_call_tells_those_who_have_begun(officer, django_capture_on_commit_callbacks):
    _by, manager, programme = officer
    call = OpenCallFactory(programme=programme)
    writer = member(ApplicationFactory(call=call).organization)
    with pytest.raises(Refusal, match="Say why"):
        acts.cancel_call(call, by=manager, reason=" ")
    with django_capture_on_commit_callbacks(execute=True):
        acts.cancel_call(call, by=manager, reason="Nu mai sunt bani")
    assert [message.to for message in mail.outbox] == [[writer.email]]


def test_question_depends_only_on_an_earlier_choice(officer):
    by, _manager, programme = officer
    call = CallFactory(programme=programme, created_by=by)
    first = ChoiceFactory(question__section__call=call, question__order=5)
    section = first.question.section
    later = QuestionFactory(section=section, order=9, shown_if=first)
    assert save_part(later, by=by) == later
    early = QuestionFactory.build(section=section, order=1, shown_if=first)
    with pytest.raises(Refusal, match="earlier question"):
        save_part(early, by=by)
    with pytest.raises(Refusal, match="another question"):
        save_choices(first.question, [], by=by)
    with pytest.raises(Refusal, match="another question"):
        remove_part(first.question, by=by)


def test_save_choices_keeps_the_order(officer):
    by, _manager, programme = officer
    question = QuestionFactory(section__call=CallFactory(programme=programme, created_by=by), kind=QuestionKind.CHOICE)
    save_choices(question, [{"label_ro": "Da"}, {"label_ro": "Nu"}, {"label_ro": "Poate"}], by=by)
    save_choices(question, [{"label_ro": "Nu"}, {"label_ro": "Da"}], by=by)
    assert list(question.choices.values_list("label_ro", flat=True)) == ["Nu", "Da"]


def test_calls_are_seen_by_whom_they_concern(officer):
    by, _manager, programme = officer
    draft = CallFactory(programme=programme)
    published = OpenCallFactory(programme=programme)
    direct = OpenCallFactory(programme=programme, kind="direct")
    invited = member(ApplicationFactory(call=published).organization)
    direct.invited.add(invited.memberships.get().organization)
    assert set(Call.objects.visible_to(by)) == {draft, published, direct}
    assert set(Call.objects.visible_to(invited)) == {published, direct}
    assert set(Call.objects.visible_to(UserFactory())) == {published}


def test_last_day_for_questions_may_be_the_day_of_a_deadline_just_after_midnight(db):
    midnight = clock.now().replace(hour=22, minute=30)  # half past midnight of the next day in Chișinău, or later
    call = CallFactory(deadline_at=midnight + timedelta(days=30))
    call.questions_until_on = clock.day_of(call.deadline_at)
    assert call.questions_until_on > call.deadline_at.date()
    assert [gap for gap in gaps_of(call) if "last day for questions" in gap] == []
