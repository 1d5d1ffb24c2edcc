"""Questions about calls: who may ask until when, who reads them, how they are answered."""

from datetime import timedelta

import pytest
from django.core import mail

from grants.actions.calls import enquiries as acts
from grants.models import CallKind, Enquiry, EnquiryStatus
from grants.queries.calls.enquiries import public_answers
from grants.wiring.public_calls import questions_for
from kernel import clock
from kernel.refusals import NotAllowed, NotNow, Refusal
from organizations.actions.people import erase_person
from organizations.models import Activity, Role
from tests.factories.grants.applications import ApplicationFactory
from tests.factories.grants.calls import OpenCallFactory
from tests.factories.grants.public_calls import EnquiryFactory
from tests.factories.organizations import MembershipFactory, OperatorFactory, UserFactory
from tests.grants.people import somebody

pytestmark = pytest.mark.django_db
WORDS = {"question": {"ro": "Cine poate aplica?"}, "answer": {"ro": "Orice asociație."}}


@pytest.fixture
def call():
    return OpenCallFactory()


@pytest.fixture
def officer(call):
    return somebody(call.programme.implementer, Role.GRANTS_OFFICER, language="en")


def sent():
    return sorted((message.to[0], message.subject) for message in mail.outbox)


def test_ask_enquiry_tells_the_staff_alone(call, officer, django_capture_on_commit_callbacks):
    person = UserFactory()
    with django_capture_on_commit_callbacks(execute=True):
        row = acts.ask_enquiry(call, text="  Cine?  ", by=person)
    assert (row.text, row.status) == ("Cine?", EnquiryStatus.WAITING)
    assert sent() == [(officer.email, f"A question waits: {call.title}")]
    assert set(Enquiry.objects.visible_to(officer)) == set(Enquiry.objects.visible_to(person)) == {row}
    assert set(Enquiry.objects.visible_to(UserFactory())) == set()


@pytest.mark.parametrize(
    "facts",
    [
        {"questions_until_on": clock.today() - timedelta(days=1)},
        {"deadline_at": clock.now() - timedelta(minutes=1)},
        {"kind": CallKind.DIRECT},
    ],
)
def test_ask_enquiry_too_late_or_about_a_closed_circle_is_refused(facts):
    with pytest.raises(NotNow):
        acts.ask_enquiry(OpenCallFactory(**facts), text="Cine?", by=UserFactory())


def test_ask_enquiry_without_words_is_refused(call):
    with pytest.raises(Refusal) as refused:
        acts.ask_enquiry(call, text=" ", by=UserFactory())
    assert set(refused.value.fields) == {"text"}


def test_a_stranger_is_heard_once_the_address_is_confirmed(call, officer, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        row = acts.ask_enquiry_as_stranger(call, text="Кто?", email="x@example.org", language="ru")
    assert [message.to for message in mail.outbox] == [["x@example.org"]]
    assert set(Enquiry.objects.visible_to(officer)) == set()
    with django_capture_on_commit_callbacks(execute=True):
        acts.confirm_enquiry(acts.read_link(acts.link_to(row).rstrip("/").split("/")[-1]))
        acts.confirm_enquiry(row)
    assert [message.to[0] for message in mail.outbox] == ["x@example.org", officer.email]
    assert set(Enquiry.objects.visible_to(officer)) == {row}


def test_an_address_that_nobody_confirmed_is_deleted(call):
    row = acts.ask_enquiry_as_stranger(call, text="Cine?", email="x@example.org", language="ro")
    token = acts.link_to(row).rstrip("/").split("/")[-1]
    assert acts.sweep_unconfirmed() == 0
    with clock.at(clock.now() + timedelta(days=3)):
        assert acts.sweep_unconfirmed() == 1
    with pytest.raises(Refusal):
        acts.read_link(token)


def test_answer_enquiry_reaches_the_person_alone(call, officer, django_capture_on_commit_callbacks):
    row = EnquiryFactory(call=call)
    with django_capture_on_commit_callbacks(execute=True):
        acts.answer_enquiry(row, by=officer, answer="Da.")
    assert [message.to[0] for message in mail.outbox] == [row.asked_by.email]
    assert "Da." in mail.outbox[0].body
    assert public_answers(call) == []


def test_answer_enquiry_by_a_stranger_is_refused(call):
    with pytest.raises(NotAllowed):
        acts.answer_enquiry(EnquiryFactory(call=call), by=UserFactory(), answer="Da.")


def test_publish_answer_tells_asker_and_all_who_have_begun(call, officer, django_capture_on_commit_callbacks):
    application = ApplicationFactory(call=call)
    member = MembershipFactory(organization=application.organization, role=Role.REPRESENTATIVE).user
    row = EnquiryFactory(call=call)
    with django_capture_on_commit_callbacks(execute=True):
        acts.publish_answer(row, by=officer, **WORDS)
    assert sorted(message.to[0] for message in mail.outbox) == sorted([row.asked_by.email, member.email])
    told = next(message for message in mail.outbox if message.to == [member.email])
    assert row.text not in told.body
    [answer] = public_answers(call)
    assert (answer.question, answer.answer) == ("Cine poate aplica?", "Orice asociație.")
    assert Activity.objects.filter(verb="enquiry_published", object_id=call.pk).count() == 1


def test_public_answer_says_in_which_language_it_is(call, officer):
    acts.publish_answer(EnquiryFactory(call=call), by=officer, **WORDS)
    assert [each.language for each in public_answers(call)] == ["ro"]


def test_publish_answer_that_may_tell_who_asked_asks_for_a_second_look(call, officer):
    row = EnquiryFactory(call=call, asked_by=UserFactory(name="Elena Rotaru"))
    words = {"question": {"ro": "Elena Rotaru întreabă: cine?"}, "answer": {"ro": "Orice asociație."}}
    with pytest.raises(Refusal) as refused:
        acts.publish_answer(row, by=officer, **words)
    assert set(refused.value.fields) == {"question_ro", "is_checked"}
    acts.publish_answer(row, by=officer, **words, is_checked=True)
    assert len(public_answers(call)) == 1


@pytest.mark.parametrize(
    ("question", "answer", "wrong"),
    [({"ro": "Cine?"}, {}, {"answer_ro"}), ({}, {"ru": "Все."}, {"question_ru"}), ({}, {}, set())],
)
def test_publish_answer_in_half_a_language_is_refused(call, officer, question, answer, wrong):
    with pytest.raises(Refusal) as refused:
        acts.publish_answer(EnquiryFactory(call=call), by=officer, question=question, answer=answer)
    assert set(refused.value.fields) == wrong


def test_set_aside_enquiry_tells_nobody(call, officer, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        row = acts.set_aside_enquiry(EnquiryFactory(call=call), by=officer)
    assert (row.status, mail.outbox) == (EnquiryStatus.SET_ASIDE, [])


def test_questions_wait_for_the_grants_officer(call, officer):
    EnquiryFactory.create_batch(2, call=call)
    EnquiryFactory(call=call, status=EnquiryStatus.SET_ASIDE)
    manager = somebody(call.programme.implementer, Role.PROGRAMME_MANAGER)
    assert [str(task.detail) for task in questions_for(officer)] == ["2 questions wait"]
    assert list(questions_for(manager)) == []


def test_erasing_a_person_empties_what_they_asked(call, officer):
    row = EnquiryFactory(call=call)
    acts.publish_answer(row, by=officer, **WORDS)
    erase_person(row.asked_by, by=OperatorFactory())
    row.refresh_from_db()
    assert row.text == ""
    assert len(public_answers(call)) == 1


def test_list_of_questions_asks_the_same_with_one_and_thirty_rows(call, officer, login, django_assert_num_queries):
    client = login(officer)
    EnquiryFactory(call=call)
    counts = []
    for _round in range(2):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as asked:
            assert client.get("/workspace/enquiries/").status_code == 200
        counts.append(len(asked))
        EnquiryFactory.create_batch(29, call=call)
    assert counts[0] == counts[1]
