"""The tables of moves, read against every status; and what the database itself refuses."""

from datetime import date

import pytest
from django.db import Error, IntegrityError, transaction

from kernel.append_only import guarded_models
from monitoring.actions import commitments
from monitoring.lifecycles.scorecards import COMMITMENT, SCORECARD
from monitoring.models import (
    CommitmentStatus,
    InputItem,
    Postponement,
    ProviderScore,
    Reply,
    ReplyItem,
    ScorecardStatus,
    ScoreSheet,
    Snapshot,
)
from monitoring.queries import scorecard_checks
from tests.factories.monitoring.scorecards import ScorecardStory


@pytest.mark.parametrize(
    ("status", "moves"),
    [
        ("planned", {"start_collecting", "cancel"}),
        ("collecting", {"freeze", "cancel"}),
        ("frozen", {"reopen", "ask_for_reply", "cancel"}),
        ("in_reply", {"hold_meeting", "cancel"}),
        ("meeting", {"publish", "cancel"}),
        ("published", set()),
        ("cancelled", set()),
    ],
)
def test_moves_of_a_scorecard(status, moves):
    assert {move.name for move in SCORECARD if status in move.from_} == moves


@pytest.mark.parametrize(
    ("status", "moves"),
    [
        ("made", {"claim", "close_as_not_kept"}),
        ("claimed", {"verify", "return_claim", "close_as_not_kept"}),
        ("verified", set()),
        ("not_kept", set()),
    ],
)
def test_moves_of_a_commitment(status, moves):
    assert {move.name for move in COMMITMENT if status in move.from_} == moves


def test_every_status_is_in_a_table():
    for lifecycle, choices in ((SCORECARD, ScorecardStatus), (COMMITMENT, CommitmentStatus)):
        assert {status for move in lifecycle for status in (*move.from_, move.to)} == set(choices.values)


@pytest.mark.parametrize(
    ("who", "open_to"),
    [
        ("facilitator", {"hold_meeting", "cancel"}),
        ("monitor", {"cancel"}),
        ("officer", set()),
    ],
)
def test_who_may_move_a_scorecard_in_reply(db, who, open_to):
    story = ScorecardStory()
    cycle = story.in_reply()
    assert {move.name for move in SCORECARD.moves_for(cycle, getattr(story, who))} == open_to


@pytest.mark.parametrize("model", [ScoreSheet, ProviderScore, Reply, ReplyItem, Snapshot, Postponement])
def test_ballots_replies_and_snapshots_are_append_only(model):
    assert model in guarded_models()


def test_the_database_refuses_to_change_what_was_written(db):
    story = ScorecardStory()
    cycle = story.published()
    commitments.postpone_commitment(cycle.commitments.get(), by=story.officer, due_on=date(2026, 9, 1), reason="Ploaie")
    for model in (ScoreSheet, ProviderScore, Reply, Snapshot, Postponement):
        row = model.objects.first()
        for change in (row.save, row.delete):
            with pytest.raises(Error), transaction.atomic():
                change()


def test_the_database_refuses_an_auditor_who_recorded(db):
    story = ScorecardStory()
    item = story.filled().input_items.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        InputItem.objects.filter(pk=item.pk).update(
            audited_by=item.recorded_by, audited_at=item.recorded_at, audit_outcome="confirmed"
        )


def test_integrity_checks_find_nothing_in_a_whole_story(db):
    story = ScorecardStory()
    story.claimed()
    checks = (
        scorecard_checks.faults_of_frozen_counts,
        scorecard_checks.faults_of_snapshots,
        scorecard_checks.faults_of_sheets,
        scorecard_checks.faults_of_commitments,
    )
    assert [fault for check in checks for fault in check()] == []


def test_integrity_check_finds_a_ballot_added_after_the_freeze(db):
    story = ScorecardStory()
    cycle = story.frozen()
    sheet = ScoreSheet.objects.first()
    ScoreSheet.objects.create(
        focus_group=sheet.focus_group, criterion=sheet.criterion, version=2, n5=1, recorded_by=story.facilitator
    )
    assert list(scorecard_checks.faults_of_frozen_counts()) == [
        f"Scorecard {cycle.reference}: the counts are not those that were frozen."
    ]


def test_integrity_check_finds_a_due_date_moved_in_silence(db):
    promise = ScorecardStory().published().commitments.get()
    type(promise).objects.filter(pk=promise.pk).update(due_on=date(2027, 1, 1))
    assert list(scorecard_checks.faults_of_commitments()) == [
        f"Commitment {promise.reference}: the due date was moved without a reason."
    ]
