"""Where reviewers diverge, and what became of it.

The rule: when every live review of an application is in and two totals are further apart than the call says, one
further reviewer is asked. The further review enters the mean like every other; no review is dropped, and none weighs
more. So the mean of three stands in the ranking with its n and its spread, and people read both.
"""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from grants.models import Application, ApplicationStatus, Assignment, Call
from grants.queries.reviews.sheets import is_submitted, judged_applications, measures_by_stage, sheets_of
from grants.scoring import Outcome, score


class DivergenceState(StrEnum):
    """What waits: a further reviewer to be asked, their review, or nothing more."""

    NEEDED = "needed"
    WAITING = "waiting"
    SETTLED = "settled"


@dataclass(frozen=True)
class Divergence:
    """One application whose reviewers diverge, or diverged before the further review came in."""

    application: Application
    outcome: Outcome
    state: DivergenceState
    further: Assignment | None

    @property
    def spread(self) -> Decimal:
        """The greatest difference between two totals, in points of a hundred."""
        return self.outcome.spread or Decimal(0)


def divergences_of(call: Call) -> list[Divergence]:
    """The divergent applications in review of a call, by reference; four queries."""
    measures, sheets = measures_by_stage(call), sheets_of(call)
    live: defaultdict[int, list[Assignment]] = defaultdict(list)
    rows = Assignment.objects.filter(application__call=call).live().select_related("reviewer", "review")
    for each in rows.order_by("pk"):
        live[each.application_id].append(each)
    found = []
    for application in judged_applications(call):
        if application.status != ApplicationStatus.IN_REVIEW:
            continue
        outcome = score(measures[application.stage], sheets.get(application.pk, []))
        state, further = _state(live[application.pk], outcome, call.divergence_percent)
        if state is not None:
            found.append(Divergence(application, outcome, state, further))
    return found


def divergence_of(application: Application) -> Divergence | None:
    """Where this one application stands; None when its reviewers agree. Three queries."""
    call = application.call
    sheets = sheets_of(call, application=application).get(application.pk, [])
    outcome = score(measures_by_stage(call)[application.stage], sheets)
    live = list(application.assignments.live().select_related("reviewer", "review").order_by("pk"))
    state, further = _state(live, outcome, call.divergence_percent)
    return Divergence(application, outcome, state, further) if state is not None else None


def _state(live: list[Assignment], outcome: Outcome, percent: int) -> tuple[DivergenceState | None, Assignment | None]:
    further = next((each for each in reversed(live) if each.is_further), None)
    if further is not None:
        return (DivergenceState.SETTLED if is_submitted(further) else DivergenceState.WAITING), further
    is_all_in = bool(live) and all(is_submitted(each) for each in live)
    return (DivergenceState.NEEDED if is_all_in and outcome.diverges(percent) else None), None
