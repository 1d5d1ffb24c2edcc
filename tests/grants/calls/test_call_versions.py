"""What a published call may still change, by how many people, and how the public reads the difference."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core import mail
from django.db import DatabaseError, transaction
from django.urls import reverse

from grants.actions.calls.amending import amend_part, announce_session, approve_amendment, drop_amendment
from grants.actions.calls.extending import approve_extension, propose_extension
from grants.actions.calls.life import approve_call, publish_call
from grants.actions.reviews.planning import plan_review
from grants.models import CallVersion, InformationSession
from grants.queries.calls.amendable import amendable_fields
from grants.queries.calls.untranslated import untranslated_of
from grants.queries.calls.versions import (
    Change,
    changes_between,
    content_of,
    difference,
    say_change,
    versions_of,
)
from kernel import clock
from kernel.refusals import NotAllowed, NotNow, Refusal
from organizations.models import Role
from tests.factories.grants.applications import ApplicationFactory, member
from tests.factories.grants.calls import (
    AnchorFactory,
    CallFactory,
    ChoiceFactory,
    LotFactory,
    QuestionFactory,
    furnish,
    staff,
)
from tests.factories.grants.programmes import ProgrammeFactory
from tests.factories.organizations import TerritorialUnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def published():
    programme = ProgrammeFactory()
    officer, manager = staff(programme), staff(programme, Role.PROGRAMME_MANAGER)
    call = furnish(CallFactory(programme=programme, created_by=officer, questions_until_on=clock.today()))
    publish_call(approve_call(call, by=manager), by=officer)
    call.refresh_from_db()
    return call, officer, manager


def test_publication_freezes_the_first_version(published):
    call, officer, manager = published
    version = versions_of(call).get()
    assert (version.number, version.changed_by, version.approved_by) == (1, officer, manager)
    assert version.content == content_of(call)
    with pytest.raises(DatabaseError), transaction.atomic():
        CallVersion.objects.update(number=2)


def test_version_holds_all_that_applicants_plan_by(published):
    call, _officer, _manager = published
    places = [TerritorialUnitFactory(), TerritorialUnitFactory()]
    LotFactory(call=call).units.add(*places)
    content = content_of(call)
    facts = content["facts"]["0"]
    told = {"kind", "budget_periods", "budget_period_months", "profile_sections", "is_blind", "hides_title", "units"}
    assert told <= set(facts)
    assert [lot["units"] for lot in content["lots"].values()] == [sorted(place.slug for place in places)]


def test_difference_names_places_and_lists_in_words():
    place = TerritorialUnitFactory()
    old = {"facts": {"0": {"natures": ["association"], "units": [], "is_blind": False}}, "lots": {"1": {"units": []}}}
    new = {
        "facts": {"0": {"natures": ["association", "foundation"], "units": [place.slug], "is_blind": True, "other": 1}},
        "lots": {"1": {"units": [place.slug]}},
    }
    assert [(each.where, each.field, each.old, each.new) for each in changes_between(old, new)] == [
        ("The call", "Who may apply", "association", "association, foundation"),
        ("The call", "Territory", "everywhere", str(place)),
        ("The call", "Blind: reviewers do not see who applies", "no", "yes"),
        ("Lot", "Territory", "as in the call", str(place)),
    ]


def test_names_hidden_after_publication_are_told_in_a_version(published):
    call, officer, _manager = published
    plan = {"wanted": 2, "due_on": None, "relation_years": 3, "divergence_percent": 30}
    plan_review(call, by=officer, **plan)
    assert call.versions.count() == 1
    with pytest.raises(Refusal, match="Say why"):
        plan_review(call, by=officer, is_blind=True, **plan)
    plan_review(call, by=officer, is_blind=True, reason="Echitate.", **plan)
    newer, older = versions_of(call)
    assert [each.field for each in difference(older, newer)] == ["Blind: reviewers do not see who applies"]


def test_wording_is_amended_by_one_person_and_told(published, django_capture_on_commit_callbacks):
    call, officer, _manager = published
    person = member(ApplicationFactory(call=call).organization)
    with django_capture_on_commit_callbacks(execute=True):
        amend_part(call, {"summary_ro": "Servicii și mai aproape."}, reason="Era neclar.", by=officer)
    newer, older = versions_of(call)
    assert difference(older, newer) == [
        Change("The call", "In short", "Română", "Servicii mai aproape de oameni.", "Servicii și mai aproape.")
    ]
    assert [(each.to, "version 2" in each.body) for each in mail.outbox] == [([person.email], True)]


def test_weight_of_a_criterion_takes_two_people(published):
    call, officer, manager = published
    criterion = call.criteria.first()
    amendment = amend_part(criterion, {"weight": Decimal(3)}, reason="Greșeală de tipar.", by=officer)
    criterion.refresh_from_db()
    assert (amendment.is_waiting, criterion.weight) == (True, 2)
    with pytest.raises(NotNow, match="already waits"):
        amend_part(criterion, {"weight": Decimal(4)}, reason="Altceva.", by=officer)
    with pytest.raises(NotAllowed):
        approve_amendment(amendment, by=officer)
    approve_amendment(amendment, by=manager)
    criterion.refresh_from_db()
    newer, older = versions_of(call)
    assert (criterion.weight, newer.changed_by, newer.approved_by) == (3, officer, manager)
    assert [(each.field, each.old, each.new) for each in difference(older, newer)] == [("Weight", "2.00", "3.00")]
    with pytest.raises(NotNow, match="decided already"):
        drop_amendment(amendment, by=officer)


def test_dropped_amendment_changes_nothing(published):
    call, officer, manager = published
    amendment = amend_part(call, {"envelope": Decimal(120000)}, reason="Mai mulți bani.", by=manager)
    drop_amendment(amendment, by=officer)
    call.refresh_from_db()
    assert (call.envelope, call.versions.count()) == (100000, 1)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"envelope": Decimal(90000)}, "only raised"),
        ({"currency": "EUR"}, "not changed any more"),
        ({"min_amount": Decimal(5)}, "not changed any more"),
        ({"summary_ro": "Servicii mai aproape de oameni."}, "Nothing is different"),
    ],
)
def test_what_applicants_counted_on_is_not_taken_back(published, values, said):
    call, officer, _manager = published
    with pytest.raises(Refusal, match=said):
        amend_part(call, values, reason="De ce nu.", by=officer)


def test_promised_day_moves_only_later(published):
    call, officer, _manager = published
    with pytest.raises(Refusal, match="only later"):
        amend_part(call, {"questions_until_on": clock.today() - timedelta(days=1)}, reason="-", by=officer)
    amend_part(call, {"questions_until_on": clock.today() + timedelta(days=1)}, reason="Mai mult timp.", by=officer)
    assert call.versions.count() == 2


def test_criteria_are_closed_when_the_review_begins(published):
    call, officer, _manager = published
    with clock.at(call.deadline_at):
        type(call).objects.filter(pk=call.pk).update(status="in_review")
        with pytest.raises(Refusal, match="not changed any more"):
            amend_part(call.criteria.first(), {"weight": Decimal(3)}, reason="Prea târziu.", by=officer)


def test_amendment_without_a_reason_or_by_a_stranger(published):
    call, officer, _manager = published
    with pytest.raises(Refusal, match="Say why"):
        amend_part(call, {"title_ro": "Alt titlu"}, reason=" ", by=officer)
    with pytest.raises(NotAllowed):
        amend_part(call, {"title_ro": "Alt titlu"}, reason="-", by=staff(ProgrammeFactory()))
    draft = CallFactory(programme=call.programme)
    with pytest.raises(NotNow):
        amend_part(draft, {"title_ro": "Alt titlu"}, reason="-", by=officer)


def test_amended_lots_fit_the_money_of_the_call(published):
    call, officer, _manager = published
    lot = LotFactory(call=call, ceiling=Decimal(90000))
    with pytest.raises(Refusal, match="more than the call has"):
        amend_part(lot, {"ceiling": Decimal(100001)}, reason="Mai mult.", by=officer)
    lot.refresh_from_db()
    assert lot.ceiling == 90000


def test_later_deadline_and_a_session_make_versions(published):
    call, officer, manager = published
    later = call.deadline_at + timedelta(days=3)
    extension = propose_extension(call, by=officer, new_deadline_at=later, reason="Sărbători.")
    approve_extension(extension, by=manager)
    session = InformationSession(call=call, starts_at=clock.now(), link="https://example.org/a")
    announce_session(session, by=officer, reason="Întrebați-ne.")
    third, second, first = versions_of(call)
    assert [each.field for each in difference(first, second)] == ["Deadline"]
    assert [(each.is_new, each.where) for each in difference(second, third)] == [(True, "Information session")]


def test_moments_of_a_difference_are_told_in_local_time(published):
    old, new = ({"facts": {"0": {"deadline_at": f"2026-12-{day}T15:00:00+00:00"}}} for day in ("07", "14"))
    assert [(each.old, each.new) for each in changes_between(old, new)] == [
        ("7 December 2026, 17:00", "14 December 2026, 17:00")
    ]


def test_amendment_names_the_part_that_it_changes(published):
    call, officer, _manager = published
    criterion = call.criteria.first()
    amendment = amend_part(criterion, {"weight": Decimal(3)}, reason="Greșeală.", by=officer)
    assert [say_change(each).where for each in amendment.changes] == [f"Criterion: {criterion.title}"]


def test_full_deadline_is_moved_by_an_extension_alone(published):
    call, _officer, _manager = published
    assert {"deadline_at", "full_deadline_at"} & set(amendable_fields(call, call)) == set()


def test_missing_translation_of_a_published_call_leads_to_its_amendment(published):
    call, _officer, _manager = published
    question = QuestionFactory(section=call.sections.get(), kind="choice", label_ro="Unde?", label_ru="", label_en="")
    choice = ChoiceFactory(question=question, label_ro="Sat", label_ru="", label_en="")
    found = {each.text: each.url for each in untranslated_of(call)}
    assert (found["Unde?"], found["Sat"]) == (
        reverse("grants:call_amend", args=[call.reference, "questions", question.pk]),
        reverse("grants:call_amend", args=[call.reference, "choices", choice.pk]),
    )


def test_choice_is_reworded_and_an_anchor_amended_by_two(published):
    call, officer, manager = published
    question = QuestionFactory(section=call.sections.get(), kind="choice")
    choice = ChoiceFactory(question=question)
    amend_part(choice, {"label_ro": "Sat"}, reason="Mai limpede.", by=officer)
    choice.refresh_from_db()
    assert choice.label_ro == "Sat"
    anchor = AnchorFactory(criterion=call.criteria.first(), points=3)
    with pytest.raises(Refusal, match="more points than the criterion"):
        amend_part(anchor, {"points": 6}, reason="Greșeală.", by=officer)
    approve_amendment(amend_part(anchor, {"points": 4}, reason="Greșeală.", by=officer), by=manager)
    anchor.refresh_from_db()
    assert anchor.points == 4
    with pytest.raises(Refusal, match="more points than the criterion"):
        amend_part(anchor.criterion, {"maximum": 3}, reason="Greșeală.", by=officer)


def test_amended_dates_keep_their_order(published):
    call, officer, _manager = published
    type(call).objects.filter(pk=call.pk).update(
        decision_planned_on=clock.day_of(call.deadline_at) + timedelta(days=20),
        answer_by_on=clock.day_of(call.deadline_at) + timedelta(days=30),
    )
    call.refresh_from_db()
    later = call.answer_by_on + timedelta(days=1)
    with pytest.raises(Refusal, match="answer before the decision"):
        amend_part(call, {"decision_planned_on": later}, reason="Mai târziu.", by=officer)
    assert call.versions.count() == 1


def test_page_of_a_question_leads_to_its_choices(published, login):
    call, officer, _manager = published
    question = QuestionFactory(section=call.sections.get(), kind="choice")
    choice = ChoiceFactory(question=question, label_ro="Oraș")
    browser = login(officer)
    address = reverse("grants:call_amend", args=[call.reference, "choices", choice.pk])
    assert address in browser.get(reverse("grants:call_amend", args=[call.reference, "questions", question.pk])).text
    browser.post(address, {"label_ro": "Municipiu", "label_ru": "", "label_en": "", "reason": "Mai exact."})
    choice.refresh_from_db()
    assert choice.label_ro == "Municipiu"
    assert browser.get(reverse("grants:call_amend", args=[call.reference, "other", choice.pk])).status_code == 404
    with clock.at(call.deadline_at):
        assert "Nothing of this may be changed any more." in browser.get(address).text
