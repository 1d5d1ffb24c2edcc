"""The public figures of scorecards and promises."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from kernel import clock
from monitoring.actions import ballots, commitments, snapshots
from monitoring.promises import PromiseTally
from organizations.models import Organization
from reports.figures import accountability
from tests.factories.monitoring.scorecards import ScorecardStory, noon


@pytest.fixture
def story(db):
    return ScorecardStory()


def test_nothing_shows_before_publication(story):
    cycle = story.met()
    story.commitment(cycle)
    found = accountability.authority_figures(story.authority)
    assert (found.last, found.scorecards, found.promises) == (None, [], [])
    assert accountability.scorecard_figures(cycle.reference) is None


def test_one_promise_kept_and_one_twenty_one_days_late(story):
    cycle = story.met()
    kept, late = story.commitment(cycle, date(2026, 6, 30)), story.commitment(cycle, date(2026, 7, 1), "Consultații")
    with clock.at(noon(date(2026, 5, 20))):
        snapshots.publish_snapshot(cycle, by=story.monitor)
    with clock.at(noon(date(2026, 6, 20))):
        commitments.claim_commitment(kept, by=story.officer, note="Rampa e gata.")
        commitments.verify_commitment(kept, by=story.monitor, note="Am văzut rampa.")
    with clock.at(noon(date(2026, 7, 22))):
        found = accountability.authority_figures(story.authority)
    assert found.tally == PromiseTally(made=2, verified=1, not_kept=0, late=1)
    assert [(each.reference, each.is_verified, each.days_late) for each in found.promises] == [
        (kept.reference, True, 0),
        (late.reference, False, 21),
    ]
    assert (found.last.card.people_score, found.last.card.staff_score) == (Decimal("2.4"), Decimal("3.6"))
    assert [each.text for each in found.last.card.replies] == ["Am citit și mulțumim."]


def test_a_scorecard_is_found_in_each_version(story):
    cycle = story.published()
    ballots.void_focus_group(cycle.focus_groups.first(), by=story.colleague, reason="Primarul a stat în sală.")
    snapshots.correct_snapshot(cycle, by=story.monitor, reason="O grupă nu se numără.")
    last = accountability.scorecard_figures(cycle.slug)
    first = accountability.scorecard_figures(cycle.slug, version=1)
    assert (last.version.number, last.is_last, last.card.people) == (2, True, 16)
    assert (first.version.number, first.is_last, first.card.people) == (1, False, 31)
    assert accountability.scorecard_figures(cycle.slug, version=3) is None


def test_a_withheld_authority_takes_its_scorecard_with_it(story):
    cycle = story.published()
    Organization.objects.filter(pk=story.authority.pk).update(published_at=None, published_by=None)
    assert accountability.scorecard_figures(cycle.reference) is None
    assert accountability.promises_in_public()[False] == PromiseTally(0, 0, 0, 0)


def test_real_and_demo_promises_are_counted_apart(story):
    story.published()
    demo = ScorecardStory()
    demo.published()
    Organization.objects.filter(pk=demo.authority.pk).update(is_demo=True)
    found = accountability.promises_in_public()
    assert (found[False].made, found[True].made) == (1, 1)


def test_lists_and_authority_take_a_fixed_number_of_queries(story, django_assert_num_queries):
    story.published()
    ScorecardStory().published()
    with django_assert_num_queries(1):
        assert len(accountability.scorecard_lines(accountability.published_scorecards())) == 2
    with django_assert_num_queries(3):
        accountability.authority_figures(story.authority)


def test_comparison_says_why_there_is_none(story):
    card = accountability.scorecard_figures(story.published().reference).card
    assert accountability.compare(card, replace(card, methodology_number=2)).reason == (
        "The two were scored by different versions of the method."
    )
    enough = replace(card, comparison_groups=2)
    better = replace(enough, people_score=Decimal("3.1"))
    assert accountability.compare(better, enough).change == Decimal("0.7")
    assert accountability.compare(card, card).change is None
