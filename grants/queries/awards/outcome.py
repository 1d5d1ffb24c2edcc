"""What the public reads of the outcome of a call beside the awards: figures, never a name."""

from dataclasses import dataclass

from grants.models import ApplicationStatus, Call
from grants.queries.awards.appeals import AppealFigures, appeal_figures


@dataclass(frozen=True)
class Outcome:
    """How many applications wait on the reserve list, and what became of appeals."""

    reserve: int
    appeals: AppealFigures


def outcome_of(call: Call) -> Outcome | None:
    """The figures of a call whose results are published; None before that, without a query; two queries after it."""
    if call.results_published_at is None:
        return None
    reserve = call.applications.filter(status=ApplicationStatus.RESERVE).count()
    return Outcome(reserve, appeal_figures(call))
