"""After the decision: letters, what an applicant reads of its review, appeals, and the reserve that moves up."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core import mail
from django.urls import reverse

from grants.actions.awards.answering import decline_award
from grants.actions.awards.appeals import carry_out_appeal, decide_appeal, file_appeal
from grants.actions.awards.letters import lay_down_letters, save_letter_text, send_letter, send_letters
from grants.actions.awards.lists import approve_award_list
from grants.actions.awards.proposing import Proposed, propose_award_list
from grants.actions.awards.reserve import answer_partial, ask_partial, move_up_reserve
from grants.letter_words import default_texts
from grants.models import ApplicationStatus, CallStatus, DecisionTerms, Letter
from grants.queries.awards.appeals import appeal_figures
from grants.queries.awards.feedback import feedback_of
from grants.queries.awards.ranking import ranking_of
from grants.queries.awards.reserve import reserves_of
from grants.queries.concerns import concerns_of
from kernel import clock
from kernel.refusals import NotAllowed, NotNow, Refusal
from organizations.models import Role, User
from tests.factories.grants.applications import InReviewFactory, member
from tests.factories.grants.calls import staff
from tests.factories.grants.reviews import CallInReviewFactory, CallReviewerFactory, reviewed
from tests.jobs import run_jobs


@pytest.fixture
def call(db):
    lay_down_letters()
    call = CallInReviewFactory(envelope=Decimal("25000.00"), max_amount=Decimal("12000.00"))
    DecisionTerms.objects.create(call=call, tells_by_letter=True, tells_rank=True)
    return call


@pytest.fixture
def officer(call):
    return staff(call.programme)


@pytest.fixture
def manager(call):
    return staff(call.programme, Role.PROGRAMME_MANAGER)


def _decided(call, officer, manager, *decisions):
    """Applications scored from 5 down by one point, decided as told: an amount, "reserve" or "reject"."""
    found = []
    for points, _decision in zip((5, 4, 3, 2, 1), decisions, strict=False):
        application = InReviewFactory(call=call)
        reviewed(application, points, points)
        member(application.organization)
        found.append(application)
    proposals = {
        each.pk: Proposed(said, reason="Pe scurt.") if isinstance(said, str) else Proposed("award", Decimal(said))
        for each, said in zip(found, decisions, strict=True)
    }
    day = clock.today() + timedelta(days=14)
    approve_award_list(propose_award_list(call, proposals, by=officer, answer_by_on=day), by=manager)
    for each in found:
        each.refresh_from_db()
    call.refresh_from_db()
    return found


def _person(application):
    return application.organization.memberships.get().user


def test_letters_go_out_once_in_the_language_of_the_organization(call, officer, manager):
    funded, rejected = _decided(call, officer, manager, 10000, "reject")
    person = _person(rejected)
    person.language = "ru"
    person.save()
    mail.outbox.clear()
    results = send_letters([funded, rejected], by=officer)
    assert [each.why for each in results] == ["", ""]
    run_jobs()
    letter = Letter.objects.get(application=rejected)
    assert (letter.kind, letter.language, letter.posted_at is not None) == ("rejected", "ru", True)
    assert "гранта не получает" in letter.body
    sent = {each.to[0]: each for each in mail.outbox}
    assert sent[person.email].attachments[0][2] == "application/pdf"
    again = send_letters([rejected], by=officer)
    assert "was written to already" in again[0].why
    with pytest.raises(NotAllowed):
        send_letter(funded, by=person, again=True)


def test_text_of_a_letter_names_the_placeholder_that_there_is_not(call, officer):
    texts = default_texts("rejected")
    with pytest.raises(Refusal, match=r"There is no placeholder \{amount\}") as refused:
        save_letter_text(call, "rejected", texts | {"body_ru": "{amount}"}, by=officer)
    assert set(refused.value.fields) == {"body_ru"}
    save_letter_text(call, "rejected", texts | {"subject_ro": "Despre {reference}"}, by=officer)


def test_feedback_shows_the_mean_of_the_funded_only_over_three(call, officer, manager, client):
    found = _decided(call, officer, manager, 8000, 8000, 8000, "reject")
    feedback = feedback_of(found[3])
    assert [(each.own, each.chosen) for each in feedback.points] == [(Decimal(2), Decimal(4))] * 2
    assert (feedback.rank, feedback.of, feedback.shows_chosen) == (4, 4, True)
    other = CallInReviewFactory(envelope=Decimal("25000.00"), max_amount=Decimal("12000.00"), programme=call.programme)
    few = _decided(other, officer, manager, 8000, "reject")
    feedback = feedback_of(few[1])
    assert (feedback.shows_chosen, feedback.chosen_total, feedback.rank) == (False, None, None)
    client.force_login(_person(few[1]))
    page = client.get(reverse("grants:feedback", args=[few[1].reference])).content.decode()
    assert few[0].organization.name not in page


def test_appeal_late_twice_or_before_the_letter_is_refused(call, officer, manager):
    _funded, rejected = _decided(call, officer, manager, 10000, "reject")
    person = _person(rejected)
    with pytest.raises(NotNow, match="begin with the letter"):
        file_appeal(rejected, by=person, text="Nu.")
    send_letter(rejected, by=officer)
    with clock.at(clock.now() + timedelta(days=11)), pytest.raises(NotNow, match="too late"):
        file_appeal(rejected, by=person, text="Nu.")
    with pytest.raises(NotAllowed):
        file_appeal(rejected, by=officer, text="Nu.")
    appeal = file_appeal(rejected, by=person, text="Nu.")
    with pytest.raises(NotNow, match=f"{appeal.reference} was filed already"):
        file_appeal(rejected, by=person, text="Nu.")


def test_appeal_and_review_concern_those_who_act_in_them(call, officer, manager, django_assert_num_queries):
    _funded, rejected = _decided(call, officer, manager, 10000, "reject")
    person, other = _person(rejected), staff(CallInReviewFactory().programme)
    reviewer = CallReviewerFactory(call=call).user

    def concerns():
        return [tuple(concerns_of(User.objects.get(pk=each.pk))) for each in (person, officer, reviewer, other)]

    assert concerns() == [(False, False), (False, False), (True, False), (False, False)]
    send_letter(rejected, by=officer)
    file_appeal(rejected, by=person, text="Nu.")
    assert concerns() == [(False, True), (False, True), (True, False), (False, False)]
    with django_assert_num_queries(1):
        assert concerns_of(person) == concerns_of(person)
    person.memberships.update(ended_at=clock.now(), ended_by=officer)
    assert concerns()[0] == (False, False)


def test_appeal_is_answered_by_who_had_no_part_and_carried_out_apart(call, officer, manager):
    funded, rejected = _decided(call, officer, manager, 10000, "reject")
    send_letter(rejected, by=officer)
    appeal = file_appeal(rejected, by=_person(rejected), text="Decizia era atașată.")
    for who in (manager, officer, rejected.assignments.get().reviewer):
        with pytest.raises(NotAllowed):
            decide_appeal(appeal, by=who, is_upheld=True, answer="Da.")
    other = staff(call.programme, Role.FINANCE_APPROVER)
    with pytest.raises(Refusal, match="does not fit"):
        decide_appeal(appeal, by=other, is_upheld=True, answer="Da.", consequence="check_again")
    decided = decide_appeal(appeal, by=other, is_upheld=True, answer="Da.", consequence="review_again")
    assert rejected.letters.filter(kind="appeal").count() == 1
    assert decided.waits_for_its_consequence
    carry_out_appeal(appeal, by=officer)
    rejected.refresh_from_db()
    call.refresh_from_db()
    assert (rejected.status, call.status) == (ApplicationStatus.IN_REVIEW, CallStatus.IN_REVIEW)
    with pytest.raises(NotNow, match="Nothing waits"):
        carry_out_appeal(appeal, by=officer)
    figures = appeal_figures(call)
    assert (figures.filed, figures.upheld, figures.waiting) == (1, 1, 0)
    day = clock.today() + timedelta(days=14)
    again = propose_award_list(call, {rejected.pk: Proposed("award", Decimal(9000))}, by=officer, answer_by_on=day)
    assert [row.application for row in again.rows.all()] == [rejected]
    assert funded.award.amount == Decimal(10000)


def test_reserve_moves_up_by_the_rule_and_two_people(call, officer, manager):
    first, second, third = _decided(call, officer, manager, 10000, 10000, "reserve")
    day = clock.today() + timedelta(days=7)
    assert reserves_of(call)[0].free == Decimal(5000)
    with pytest.raises(NotNow, match=r"Nobody on the reserve list fits the 5,000\.00"):
        move_up_reserve(call, by=officer, answer_by_on=day)
    with pytest.raises(Refusal, match=r"from 1,000\.00 to 5,000\.00 MDL"):
        ask_partial(third, by=officer, amount=Decimal(6000), answer_by_on=day)
    offer = ask_partial(third, by=officer, amount=Decimal(5000), answer_by_on=day)
    with pytest.raises(NotAllowed):
        answer_partial(offer, by=officer, is_agreed=True)
    answer_partial(offer, by=_person(third), is_agreed=True)
    award_list = move_up_reserve(call, by=officer, answer_by_on=day)
    with pytest.raises(NotAllowed):
        approve_award_list(award_list, by=officer)
    approve_award_list(award_list, by=manager)
    third.refresh_from_db()
    assert (third.status, third.award.amount, third.award.due_on) == ("awarded", Decimal(5000), day)
    assert (first.award.amount, second.award.amount) == (Decimal(10000), Decimal(10000))


def test_reserve_takes_the_whole_amount_when_it_is_free_again(call, officer, manager):
    first, _second, third = _decided(call, officer, manager, 10000, 10000, "reserve")
    decline_award(first.award, by=_person(first), reason="Alt donator.")
    assert reserves_of(call)[0].next.application == third
    award_list = move_up_reserve(call, by=officer, answer_by_on=clock.today() + timedelta(days=7))
    assert [(row.application, row.amount) for row in award_list.rows.all()] == [(third, Decimal(10000))]


def test_lots_have_lines_of_their_own_and_ceilings_with_figures(call, officer):
    lots = [call.lots.create(title_ro=title, ceiling=Decimal(12000), order=at) for at, title in enumerate("AB", 1)]
    found = []
    for lot, points in ((lots[0], 5), (lots[0], 4), (lots[1], 2)):
        application = InReviewFactory(call=call, lot=lot)
        reviewed(application, points, points)
        found.append(application)
    groups = ranking_of(call).groups
    assert [[(row.application, row.is_above_line) for row in group.rows] for group in groups] == [
        [(found[0], True), (found[1], False)],
        [(found[2], True)],
    ]
    both = {each.pk: Proposed("award", Decimal(8000)) for each in found[:2]} | {found[2].pk: Proposed("reject")}
    with pytest.raises(Refusal, match=r"In lot “A”.*16,000\.00 MDL.*4,000\.00 MDL more than the 12,000\.00"):
        propose_award_list(call, both, by=officer, answer_by_on=clock.today() + timedelta(days=9))
