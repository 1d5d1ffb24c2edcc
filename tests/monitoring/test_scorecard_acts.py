"""Acts on a scorecard: what each does, and why it refuses."""

from datetime import date, timedelta

import pytest

from kernel import clock
from kernel.refusals import NotAllowed, NotNow
from monitoring.actions import ballots, cycles, inputs, meetings, replies, snapshots
from monitoring.models import FocusGroup, ProviderScore, ScorecardStatus, ScoreSheet, Stance
from monitoring.queries.ballots import ballots_of, digest_of
from monitoring.refusals import (
    Incomplete,
    NotCompetent,
    NothingChanged,
    SecondPersonNeeded,
    WrongCounts,
    WrongDates,
)
from organizations.models import Activity, Organization
from tests.factories.monitoring.scorecards import FIRST, PEOPLE, ScorecardStory, noon
from tests.factories.organizations import CompetenceFactory
from tests.waiting import waiting


@pytest.fixture
def story(db):
    return ScorecardStory()


def test_plan_cycle_keeps_reference_methodology_and_peer_group(story):
    cycle = story.planned()
    assert cycle.reference == "SCO-2026-0001"
    assert (cycle.methodology.number, cycle.peer_group, cycle.status) == (1, "village", "planned")
    assert [each.title_ro for each in cycle.criteria.all()] == ["Ajung la serviciu", "Sunt ascultat", "Primesc la timp"]


def test_plan_cycle_refuses_a_service_the_authority_did_not_answer_for(story):
    late = CompetenceFactory(authority=story.competence.authority, since_on=date(2026, 3, 10))
    ended = CompetenceFactory(authority=story.competence.authority, until_on=date(2026, 3, 31))
    for competence in (late, ended):
        with pytest.raises(NotCompetent) as refusal:
            story.planned(competence=competence)
        assert set(refusal.value.fields) == {"competence"}


def test_plan_cycle_refuses_real_and_demo_together(story):
    Organization.objects.filter(pk=story.network.pk).update(is_demo=True)
    story.network.refresh_from_db()
    with pytest.raises(NotCompetent):
        story.planned()


def test_plan_cycle_refuses_a_stranger(story):
    with pytest.raises(NotAllowed):
        cycles.plan_cycle(
            by=story.officer, title={"ro": "x"}, competence=story.competence, facilitator=story.network,
            programme=None, collects_from=FIRST, collects_until=FIRST,
        )  # fmt: skip


def test_criteria_are_fixed_once_collection_has_begun(story):
    cycle = story.collecting()
    with pytest.raises(NotNow):
        cycles.write_criteria(cycle, by=story.facilitator, titles=[{"ro": "Altceva"}])


def test_start_collecting_refuses_without_criteria(story):
    cycle = story.planned()
    cycle.criteria.all().delete()
    with pytest.raises(Incomplete):
        cycles.start_collecting(cycle, by=story.facilitator)


def test_record_focus_group_refuses_a_day_outside_the_collection(story):
    with pytest.raises(WrongDates):
        ballots.record_focus_group(
            story.collecting(), by=story.facilitator, kind="women", held_on=date(2026, 4, 1), place="x", participants=12
        )


def test_group_counts_refuse_more_answers_than_people_and_name_the_row(story):
    cycle = story.collecting()
    group = story.group(cycle, participants=14, counts=None)
    first = cycle.criteria.first()
    with pytest.raises(WrongCounts) as refusal:
        ballots.record_group_counts(group, by=story.facilitator, counts={first.pk: PEOPLE})
    assert set(refusal.value.fields) == {str(first.pk)}
    assert ScoreSheet.objects.count() == 0


def test_group_counts_refuse_a_criterion_of_another_scorecard(story):
    cycle, other = story.collecting(), story.collecting()
    group = story.group(cycle, counts=None)
    with pytest.raises(WrongCounts):
        ballots.record_group_counts(group, by=story.facilitator, counts={other.criteria.first().pk: PEOPLE})


def test_corrected_counts_are_a_new_version_and_the_old_one_stays(story):
    cycle = story.collecting()
    group = story.group(cycle)
    first = cycle.criteria.first()
    ballots.record_group_counts(group, by=story.facilitator, counts={first.pk: (5, 5, 5, 0, 0, 0)})
    assert list(first.score_sheets.order_by("version").values_list("version", "n1")) == [(1, 3), (2, 5)]
    assert ballots_of(cycle).of_people(first).counts == (5, 5, 5, 0, 0)


def test_the_same_counts_again_make_no_new_version(story):
    cycle = story.collecting()
    group = story.group(cycle)
    ballots.record_group_counts(group, by=story.facilitator, counts={cycle.criteria.first().pk: PEOPLE})
    assert set(ScoreSheet.objects.values_list("version", flat=True)) == {1}


def test_recording_counts_deletes_their_draft(story):
    cycle = story.collecting()
    group = story.group(cycle, counts=None)
    first = cycle.criteria.first()
    ballots.save_counts_draft(cycle, by=story.facilitator, typed={f"c{first.pk}-n1": "x"}, group=group)
    ballots.save_counts_draft(cycle, by=story.colleague, typed={f"c{first.pk}-n1": "3"}, group=group)
    assert [each.typed for each in group.counts_drafts.all()] == [{f"c{first.pk}-n1": "3"}]
    ballots.record_group_counts(group, by=story.facilitator, counts={first.pk: PEOPLE})
    assert not group.counts_drafts.exists()


def test_a_defective_group_is_left_out_by_a_second_person_and_stays_recorded(story):
    cycle = story.filled()
    group = cycle.focus_groups.first()
    with pytest.raises(SecondPersonNeeded):
        ballots.void_focus_group(group, by=story.facilitator, reason="Primarul a stat în sală.")
    ballots.void_focus_group(group, by=story.colleague, reason="Primarul a stat în sală.")
    counted = ballots_of(cycle)
    assert [each.pk for each in counted.voided] == [group.pk]
    assert counted.of_people(cycle.criteria.first()).people == 15
    assert ScoreSheet.objects.filter(focus_group=group).count() == 3


def test_freeze_refuses_until_every_group_and_an_input_are_there(story):
    cycle = story.collecting()
    story.group(cycle, counts=None)
    with pytest.raises(Incomplete) as refusal:
        cycles.freeze_draft(cycle, by=story.facilitator)
    assert "for every criterion" in str(refusal.value)
    assert "at least one input" in str(refusal.value)


def test_frozen_counts_cannot_be_changed(story):
    cycle = story.frozen()
    group = cycle.focus_groups.first()
    with pytest.raises(NotNow):
        ballots.record_group_counts(group, by=story.facilitator, counts={cycle.criteria.first().pk: PEOPLE})
    with pytest.raises(NotNow):
        story.staff(cycle)
    with pytest.raises(NotNow):
        story.input(cycle)


def test_a_frozen_draft_is_opened_again_by_a_second_person(story):
    cycle = story.frozen()
    with pytest.raises(SecondPersonNeeded):
        cycles.reopen_draft(cycle, by=story.facilitator, reason="Greșeală")
    opened = cycles.reopen_draft(cycle, by=story.colleague, reason="Greșeală")
    assert (opened.status, opened.frozen_digest) == ("collecting", "")


def test_inputs_are_audited_by_a_second_person_and_corrections_stand_beside(story):
    cycle = story.filled()
    item = cycle.input_items.get()
    with pytest.raises(SecondPersonNeeded):
        inputs.audit_input(item, by=story.facilitator, outcome="confirmed")
    with pytest.raises(Incomplete):
        inputs.audit_input(item, by=story.monitor, outcome="corrected", note="Sunt trei.")
    kept = inputs.audit_input(item, by=story.monitor, outcome="corrected", present=3, note="Sunt trei.")
    assert (kept.present, kept.audited_present) == (4, 3)


def test_ask_for_reply_gives_twenty_working_days_without_holidays(story):
    cycle = story.in_reply()
    # Asked on 1 April 2026: Easter Monday, Memorial Easter and 1 May are no working days.
    assert cycle.reply_due_on == date(2026, 5, 4)


def test_ask_for_reply_refuses_when_nobody_can_be_asked(story):
    cycle = story.frozen()
    Organization.objects.filter(pk=story.authority.pk).update(email="")
    with pytest.raises(Incomplete):
        replies.ask_for_reply(cycle, by=story.facilitator)


def test_ask_for_reply_refuses_a_year_whose_holidays_nobody_entered(story):
    cycle = story.frozen()
    with clock.at(noon(date(2040, 3, 1))), pytest.raises(WrongDates):
        replies.ask_for_reply(cycle, by=story.facilitator)


def test_ask_for_reply_sends_the_link_to_the_mailbox_and_a_notice_to_officers(
    story, mailoutbox, django_capture_on_commit_callbacks
):
    cycle, officer = story.frozen(), story.officer
    with django_capture_on_commit_callbacks(execute=True):
        replies.ask_for_reply(cycle, by=story.facilitator)
    by_address = {message.to[0]: message.body for message in mailoutbox}
    assert set(by_address) == {"hall@example.org", officer.email}
    assert "/scorecards/reply/" in by_address["hall@example.org"]
    assert cycle.get_reply_url() in by_address[officer.email]


def test_a_reply_never_changes_counts(story):
    cycle = story.in_reply()
    before = digest_of(ballots_of(cycle))
    items = {cycle.criteria.first().pk: replies.ItemReply(Stance.DISAGREE, "Nu e adevărat: merită 5.")}
    story.reply(cycle, items=items)
    story.reply(cycle, by=story.officer)
    assert digest_of(ballots_of(cycle)) == before == cycle.frozen_digest
    assert list(cycle.replies.values_list("channel", "is_late")) == [("link", False), ("account", False)]


def test_a_reply_after_the_term_is_an_addendum(story):
    assert story.reply(story.in_reply(), on=date(2026, 5, 5)).is_late
    assert not story.reply(story.in_reply(), on=date(2026, 5, 4)).is_late


def test_a_disagreement_needs_words(story):
    cycle = story.in_reply()
    key = cycle.criteria.first().pk
    with pytest.raises(Incomplete) as refusal:
        story.reply(cycle, items={key: replies.ItemReply(Stance.DISAGREE, " ")})
    assert set(refusal.value.fields) == {f"text_of_{key}"}
    assert not cycle.replies.exists()


def test_a_reply_is_refused_before_it_was_asked_for_and_after_publication(story):
    for cycle in (story.frozen(), story.published()):
        with pytest.raises(NotNow):
            story.reply(cycle)


def test_meeting_waits_for_the_reply_or_the_end_of_the_term(story):
    cycle = story.audited(story.in_reply())
    facts = {"held_on": date(2026, 4, 20), "place": "Primăria", "community_count": 9, "authority_count": 2}
    with clock.at(noon(date(2026, 4, 20))), pytest.raises(Incomplete):
        meetings.hold_meeting(cycle, by=story.facilitator, **facts)
    with clock.at(noon(date(2026, 5, 5))):
        held = meetings.hold_meeting(cycle, by=story.facilitator, **facts)
    assert held.status == ScorecardStatus.MEETING


def test_meeting_waits_for_the_audit(story):
    cycle = story.in_reply()
    story.reply(cycle)
    with clock.at(noon(date(2026, 4, 20))), pytest.raises(Incomplete):
        meetings.hold_meeting(
            cycle, by=story.facilitator, held_on=date(2026, 4, 20), place="x", community_count=9, authority_count=2
        )


def test_publication_needs_a_second_person_and_a_promise_or_a_reason(story):
    cycle = story.met()
    with pytest.raises(Incomplete):
        snapshots.publish_snapshot(cycle, by=story.monitor)
    story.commitment(cycle)
    with pytest.raises(SecondPersonNeeded):
        snapshots.publish_snapshot(cycle, by=story.facilitator)
    assert snapshots.publish_snapshot(cycle, by=story.monitor).status == ScorecardStatus.PUBLISHED


def test_publication_waits_until_the_parties_are_public(story):
    cycle = story.met()
    story.commitment(cycle)
    Organization.objects.filter(pk=story.authority.pk).update(published_at=None, published_by=None)
    with pytest.raises(Incomplete):
        snapshots.publish_snapshot(cycle, by=story.monitor)


def test_publication_without_agreement_says_why(story):
    cycle = story.met(no_agreement="Primăria nu a venit cu buget.")
    published = snapshots.publish_snapshot(cycle, by=story.monitor)
    assert published.snapshots.get().body["meeting"]["no_agreement"] == "Primăria nu a venit cu buget."


def test_correction_is_a_new_version_with_its_reason(story):
    cycle = story.published()
    with clock.at(noon(date(2026, 5, 20))), pytest.raises(NothingChanged):
        snapshots.correct_snapshot(cycle, by=story.monitor, reason="Nimic")
    ballots.void_focus_group(cycle.focus_groups.first(), by=story.colleague, reason="Primarul a stat în sală.")
    second = snapshots.correct_snapshot(cycle, by=story.monitor, reason="O grupă nu se numără.")
    first = cycle.snapshots.get(version=1)
    assert (second.version, second.reason) == (2, "O grupă nu se numără.")
    assert first.digest != second.digest
    assert [len(each.body["groups"]) for each in (first, second)] == [2, 2]


def test_cancel_needs_a_reason_and_keeps_everything(story):
    cycle = story.filled()
    with pytest.raises(Incomplete):
        cycles.cancel_cycle(cycle, by=story.facilitator, reason=" ")
    cycles.cancel_cycle(cycle, by=story.facilitator, reason="Conflict în sat.")
    assert (FocusGroup.objects.count(), ProviderScore.objects.count()) == (2, 3)


def test_every_act_writes_one_line_of_the_record(story):
    cycle = story.published()
    promise = cycle.commitments.get()
    verbs = list(Activity.objects.filter(object_id=cycle.pk, content_type__model="scorecardcycle").order_by("pk"))
    assert [each.verb for each in verbs] == [
        "scorecard_planned", "scorecard_criteria_written", "scorecard_collecting_started",
        "focus_group_recorded", "group_counts_recorded", "focus_group_recorded", "group_counts_recorded",
        "provider_scores_recorded", "input_recorded", "scorecard_frozen", "scorecard_reply_asked", "input_audited",
        "scorecard_replied", "interface_meeting_held", "scorecard_published",
    ]  # fmt: skip
    assert Activity.objects.filter(object_id=promise.pk, verb="commitment_made").count() == 1


def test_a_recorded_row_of_counts_is_not_emptied_unseen(story):
    cycle = story.collecting()
    group = story.group(cycle)
    first, second = cycle.criteria.all()[:2]
    with pytest.raises(WrongCounts) as refusal:
        ballots.record_group_counts(
            group, by=story.facilitator, counts={first.pk: (0, 0, 0, 0, 0, 0), second.pk: (1, 0, 0, 0, 0, 0)}
        )
    assert set(refusal.value.fields) == {str(first.pk)}
    assert set(ScoreSheet.objects.values_list("version", flat=True)) == {1}


def test_a_reply_is_in_time_when_it_came_in_time(story):
    cycle = story.in_reply()
    last = noon(date(2026, 5, 4))
    facts = {"text": "Am citit.", "language": "ro", "office": "Primăria", "items": {}}
    with waiting(began=last, ended=last + timedelta(days=1)):
        assert not replies.submit_reply(cycle, by=None, **facts).is_late
