"""What the page of a scorecard cycle shows: where it is, what comes next, who acts, and the figures as published."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kernel.steps import Step, path
from monitoring.models import (
    Commitment,
    FocusGroup,
    InputItem,
    ProviderScore,
    ScorecardCycle,
    ScorecardStatus,
    Snapshot,
    StaffGroup,
)
from monitoring.queries.ballots import Ballots, ballots_of
from monitoring.queries.published import PublicScorecard, read_body
from monitoring.queries.published_body import body_of
from monitoring.queries.readiness import lacks

USUAL = (
    ScorecardStatus.PLANNED,
    ScorecardStatus.COLLECTING,
    ScorecardStatus.FROZEN,
    ScorecardStatus.IN_REPLY,
    ScorecardStatus.MEETING,
    ScorecardStatus.PUBLISHED,
)
NEXT: dict[str, str | Promise] = {
    ScorecardStatus.PLANNED: _("The facilitator writes the criteria and starts the collection of scores."),
    ScorecardStatus.COLLECTING: _(
        "The facilitator records inputs, focus groups and the scores of the staff, and freezes the draft."
    ),
    ScorecardStatus.FROZEN: _("The facilitator asks the authority for its reply."),
    ScorecardStatus.IN_REPLY: _("The authority replies. A second person audits the inputs meanwhile."),
    ScorecardStatus.MEETING: _("The facilitator records the promises; a second person publishes the scorecard."),
    ScorecardStatus.PUBLISHED: _("The authority keeps its promises; others verify them."),
    ScorecardStatus.CANCELLED: _("Nothing comes next: the cycle was cancelled."),
}


@dataclass(frozen=True)
class GroupLine:
    """One focus group of the cycle and whether its sheet is complete."""

    group: FocusGroup
    is_recorded: bool


@dataclass(frozen=True)
class StaffLine:
    """One group of staff and how many of the criteria it scored."""

    value: str
    label: str | Promise
    recorded: int


@dataclass(frozen=True)
class CyclePage:
    """Everything that the page prints; what a person may not read is left out by `with_counts` False."""

    card: PublicScorecard
    steps: list[Step]
    next_step: str | Promise
    lacks: list[str]
    groups: list[GroupLine]
    staff: list[StaffLine]
    inputs: list[InputItem]
    commitments: list[Commitment]
    snapshots: list[Snapshot]


def published_or_draft(cycle: ScorecardCycle) -> PublicScorecard:
    """The last published version; before publication what would be published now. Both after disclosure control."""
    last = Snapshot.objects.filter(cycle=cycle).order_by("-version").first()
    return read_body(last.body if last else body_of(cycle))


def cycle_page(cycle: ScorecardCycle, *, with_counts: bool) -> CyclePage:
    """The page of `cycle`; a fixed number of queries. `with_counts`: the reader keeps the counts."""
    ballots = ballots_of(cycle)
    inputs = InputItem.objects.filter(cycle=cycle).select_related("evidence").order_by("position", "pk")
    commitments = Commitment.objects.filter(cycle=cycle).select_related("criterion").order_by("due_on", "pk")
    return CyclePage(
        card=published_or_draft(cycle),
        steps=path(ScorecardStatus, USUAL, cycle.status, is_over=cycle.status == ScorecardStatus.PUBLISHED),
        next_step=NEXT[cycle.status],
        lacks=lacks(cycle, ballots) if with_counts else [],
        groups=_groups(ballots) if with_counts else [],
        staff=_staff(ballots) if with_counts else [],
        inputs=list(inputs),
        commitments=list(commitments),
        snapshots=list(Snapshot.objects.filter(cycle=cycle).defer("body").order_by("-version")),
    )


def _groups(ballots: Ballots) -> list[GroupLine]:
    return [GroupLine(each, ballots.is_recorded(each)) for each in [*ballots.groups, *ballots.voided]]


def _staff(ballots: Ballots) -> list[StaffLine]:
    recorded: list[Any] = [group for group, _criterion in ballots.staff]
    return [StaffLine(each.value, each.label, recorded.count(each.value)) for each in StaffGroup]


def recorded_for_group(group: FocusGroup) -> dict[int, Any]:
    """The latest sheet of `group` for each criterion, by its id."""
    ballots = ballots_of(group.cycle)
    return {key: sheet for (owner, key), sheet in ballots.sheets.items() if owner == group.pk}


def recorded_for_staff(cycle: ScorecardCycle, staff_group: str) -> dict[int, ProviderScore]:
    """The latest scores of one group of staff for each criterion, by its id."""
    ballots = ballots_of(cycle)
    return {key: sheet for (owner, key), sheet in ballots.staff.items() if owner == staff_group}
