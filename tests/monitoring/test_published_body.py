"""What the public reads of a scorecard: scores, silence, and nothing that gives a person away."""

import json
from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from kernel import clock
from monitoring.actions import ballots
from monitoring.canonical import digest
from monitoring.models import GroupKind
from monitoring.queries.published import read_body
from monitoring.queries.published_body import body_of
from tests.factories.monitoring.scorecards import ScorecardStory, noon


@pytest.fixture
def story(db):
    return ScorecardStory()


def test_scores_of_people_and_staff_stand_beside_each_other(story):
    card = read_body(body_of(story.filled()))
    assert (card.people, card.people_score, card.staff_score, card.gap) == (
        31,
        Decimal("2.4"),
        Decimal("3.6"),
        Decimal("1.2"),
    )
    first = card.criteria[0]
    assert (first.people.counts, first.people.people, first.people.is_small_group) == ((6, 12, 8, 2, 2), 30, False)
    assert first.is_gap_flagged


def test_under_ten_people_nothing_but_held(story):
    cycle = story.collecting()
    story.group(cycle, participants=9, counts=(3, 3, 2, 1, 0, 0))
    card = read_body(body_of(cycle))
    assert (card.people, card.people_score, card.groups[0].participants) == (None, None, None)
    assert {each.people.state for each in card.criteria} == {"held"}
    assert {group.state for each in card.criteria for group in each.groups} == {"held"}


def test_a_small_group_cannot_be_had_by_subtraction(story):
    cycle = story.collecting()
    story.group(cycle, kind=GroupKind.WOMEN, participants=34, counts=(4, 10, 10, 5, 5, 0))
    story.group(cycle, kind=GroupKind.MEN, participants=6, counts=(6, 0, 0, 0, 0, 0))
    body = body_of(cycle)
    card = read_body(body)
    assert (card.people, [each.participants for each in card.groups]) == (40, [None, None])
    assert [each.state for each in card.criteria[0].groups] == ["held", "held"]
    assert card.criteria[0].people.people == 40


def test_three_nothings_read_differently(story):
    cycle = story.collecting()
    group = story.group(cycle, counts=None)
    keys = list(cycle.criteria.values_list("pk", flat=True))
    counts = {keys[0]: (3, 6, 4, 1, 1, 0), keys[1]: (0, 0, 0, 0, 0, 15)}
    ballots.record_group_counts(group, by=story.facilitator, counts=counts)
    card = read_body(body_of(cycle))
    assert [each.people.state for each in card.criteria] == ["shown", "not_applicable", "missing"]
    assert [each.people.mean for each in card.criteria][1:] == [None, None]
    assert card.people_score is None  # one of two applicable criteria is less than the share that is asked for


def test_documents_and_perception_stand_apart(story):
    card = read_body(body_of(story.filled()))
    item = card.inputs[0]
    assert (item.entitled, item.present, item.finding) == (Decimal(9), Decimal(4), None)


def test_silence_is_shown_after_the_term_only(story):
    cycle = story.in_reply()
    with clock.at(noon(date(2026, 5, 4))):
        assert not read_body(body_of(cycle)).is_silent
    with clock.at(noon(date(2026, 5, 5))):
        card = read_body(body_of(cycle))
    assert card.is_silent
    assert (card.reply_asked_on, card.reply_due_on) == (date(2026, 4, 1), date(2026, 5, 4))


def test_a_late_reply_is_printed_and_the_silence_stays(story):
    cycle = story.in_reply()
    story.reply(cycle, on=date(2026, 5, 6))
    with clock.at(noon(date(2026, 5, 7))):
        card = read_body(body_of(cycle))
    assert (card.is_silent, [each.is_late for each in card.replies]) == (True, [True])


def test_a_reply_is_printed_word_for_word_beside_unchanged_scores(story):
    cycle = story.in_reply()
    before = body_of(cycle)
    story.reply(cycle)
    after = body_of(cycle)
    assert after["criteria"] == before["criteria"]
    assert after["overall"] == before["overall"]
    assert after["replies"][0]["text"] == "Am citit și mulțumim."


def test_a_snapshot_is_its_digest_and_names_no_person(story):
    cycle = story.published()
    snapshot = cycle.snapshots.get()
    assert digest(json.loads(json.dumps(snapshot.body))) == snapshot.digest
    text = json.dumps(snapshot.body, ensure_ascii=False)
    people = [story.facilitator, story.monitor, story.officer]
    assert [person.name for person in people if person.name in text or person.email in text] == []


def test_texts_fall_back_to_a_language_that_is_there(story):
    body = body_of(story.filled())
    with translation.override("ru"):
        assert read_body(body).title == "Ajutorul social la noi"
    with translation.override("en"):
        assert read_body(body).title == "Social aid at home"
