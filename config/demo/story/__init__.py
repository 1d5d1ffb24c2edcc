"""The demo story: one invented project from call to promise kept, played through the acts that people use.

Deterministic: the same telling day gives the same story. It is told once; a second telling changes nothing.
"""

from datetime import date

from django.db import transaction

from config.demo.story import (
    committee,
    decisions,
    delivery,
    desk,
    funding,
    invited,
    people,
    profiles,
    public_calls,
    results,
    scorecards,
    steps,
)
from config.demo.story.stage import Stage
from kernel import clock
from organizations.actions.activity import record
from organizations.models import Activity

TOLD = "demo_story_told"


def story_age_in_days() -> int | None:
    """How many days ago the story was told; None when it never was."""
    told = Activity.objects.filter(verb=TOLD).order_by("at", "pk").first()
    return (clock.today() - date.fromisoformat(told.facts["on"])).days if told else None


@transaction.atomic
def tell_story(told_on: date) -> bool:
    """Tell the whole story as seen on `told_on`; False, and nothing changed, when it was told before."""
    if story_age_in_days() is not None:
        return False
    stage = Stage(told_on)
    people.enter(stage)
    profiles.tell(stage)
    bridges, _workshops = funding.tell(stage)
    awards = decisions.tell(stage, bridges)
    committee.tell(stage, bridges)
    agreements = delivery.tell(stage, awards)
    public_calls.tell(stage)
    results.tell(stage, bridges, agreements)
    scorecards.tell(stage, bridges)
    steps.tell(stage, bridges)
    invited.tell(stage, bridges)
    desk.tell(stage)
    people.newcomers(stage)
    record(TOLD, bridges, by=None, organization=bridges.implementer, on=told_on.isoformat())
    return True
