"""Reminders of the reply: on their working days, once, and printed beside a silence."""

from datetime import date

import pytest

from kernel import clock
from monitoring.actions.reminders import remind_authorities
from monitoring.queries.published import read_body
from monitoring.queries.published_body import body_of
from tests.factories.monitoring.scorecards import ScorecardStory, noon


@pytest.fixture
def story(db):
    return ScorecardStory()


def on(day):
    with clock.at(noon(day)):
        return remind_authorities()


def test_reminders_come_on_their_working_days_and_once(story):
    # Asked on 1 April 2026; Easter Monday is on 13 April, Memorial Easter on 20 April.
    cycle = story.in_reply()
    assert [on(date(2026, 4, 15)), on(date(2026, 4, 16)), on(date(2026, 4, 16)), on(date(2026, 4, 28))] == [0, 1, 0, 0]
    assert on(date(2026, 4, 29)) == 1
    with clock.at(noon(date(2026, 5, 5))):
        card = read_body(body_of(cycle))
    assert (card.is_silent, card.reminded_on) == (True, [date(2026, 4, 16), date(2026, 4, 29)])


def test_missed_reminders_are_one_message_and_none_comes_after_the_term(story):
    story.in_reply()
    assert [on(date(2026, 5, 4)), on(date(2026, 5, 4))] == [1, 0]
    story.in_reply()
    assert on(date(2026, 5, 5)) == 0


def test_an_authority_that_replied_is_not_reminded(story, mailoutbox, django_capture_on_commit_callbacks):
    story.reply(story.in_reply())
    waiting = story.in_reply()
    with django_capture_on_commit_callbacks(execute=True):
        assert on(date(2026, 4, 16)) == 1
    assert [message.to for message in mailoutbox] == [["hall@example.org"]]
    assert waiting.reference in mailoutbox[0].subject
