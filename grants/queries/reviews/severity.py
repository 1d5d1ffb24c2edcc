"""How severe the reviewers of a call are beside each other, for whoever leads the decision."""

from collections import defaultdict
from decimal import Decimal

from grants.models import Call, Conflict, ReviewStatus, Score
from grants.queries.reviews.sheets import measures_by_stage
from grants.scoring import score
from grants.severity import Severity, severities
from organizations.models import User


def severities_of(call: Call) -> list[Severity[User]]:
    """The deviation of each reviewer with a submitted review that counts, the most severe first; three queries.

    Each total is reckoned by the criteria of the stage of its application.

    Formula and caution: `grants.severity`.
    """
    measures = measures_by_stage(call)
    rows = Score.objects.filter(
        review__status=ReviewStatus.SUBMITTED,
        review__assignment__application__call=call,
        review__assignment__withdrawn_at__isnull=True,
        review__assignment__conflict=Conflict.NONE,
    ).values_list(
        *("review__assignment__application_id", "review__assignment__reviewer_id"),
        *("review__assignment__application__stage", "criterion_id", "points"),
    )
    sheets: defaultdict[tuple[int, int], dict] = defaultdict(dict)
    stages: dict[int, int] = {}
    for application, reviewer, stage, criterion, points in rows.order_by("review_id", "criterion_id"):
        sheets[application, reviewer][criterion], stages[application] = points, stage
    totals: defaultdict[int, dict[int, Decimal]] = defaultdict(dict)
    for (application, reviewer), sheet in sheets.items():
        total = score(measures[stages[application]], [sheet]).total
        if total is not None:
            totals[application][reviewer] = total
    people = User.objects.in_bulk({reviewer for _application, reviewer in sheets})
    return [Severity(people[each.reviewer], each.deviation, each.n, each.alone) for each in severities(totals)]
