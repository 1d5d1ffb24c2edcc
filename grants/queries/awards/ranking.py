"""The ranking of a call: totals, ranks, cumulated money against the envelope, and the line."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from grants.models import (
    Application,
    ApplicationStatus,
    Assignment,
    Award,
    AwardList,
    AwardStatus,
    Call,
    Conflict,
    Criterion,
    Decision,
    ReviewStatus,
)
from grants.queries.reviews.sheets import judged_applications, measures_of, sheets_of
from grants.scoring import Mean, Outcome, cut, rank, score


@dataclass(frozen=True)
class RankingRow:
    """One application in the ranking. `rank` None: nothing was scored yet.

    `cumulated` sums what is requested down to this row, over the applications that pass; None where it does not.
    `open_reviews` are live assignments without a submitted review.
    """

    application: Application
    outcome: Outcome
    means: tuple[tuple[Criterion, Mean], ...]
    rank: int | None
    cumulated: Decimal | None
    is_above_line: bool
    diverges: bool
    open_reviews: int

    @property
    def suggestion(self) -> Decision:
        """What the line suggests; people decide."""
        if not self.outcome.passes:
            return Decision.REJECT
        return Decision.AWARD if self.is_above_line else Decision.RESERVE


@dataclass(frozen=True)
class Ranking:
    """The ranking of a call: rows in their order, and the money."""

    rows: list[RankingRow]
    available: Decimal
    requested: Decimal
    open_reviews: int

    def first_below(self) -> int | None:
        """The key of the first passing application below the line; None when the money holds all."""
        for row in self.rows:
            if row.outcome.passes and not row.is_above_line:
                return row.application.pk
        return None


def taken_from(call: Call) -> Decimal:
    """What standing awards of the call already take from its envelope."""
    standing = Award.objects.filter(
        application__call=call, status__in=[AwardStatus.OFFERED, AwardStatus.ACCEPTED]
    ).values_list("amount", flat=True)
    return sum(standing, Decimal(0))


def ranking_of(call: Call) -> Ranking:
    """The ranking of the applications of a call that are in review or were decided; six queries.

    Unscored applications stand at the end, by reference.
    """
    criteria = list(call.criteria.all())
    measures, sheets = measures_of(criteria), sheets_of(call)
    applications = {each.pk: each for each in judged_applications(call)}
    outcomes = {key: score(measures, sheets.get(key, [])) for key in applications}
    waiting = open_reviews_of(call)
    ranks = {each.key: each.rank for each in rank(measures, outcomes)}
    order = [*ranks, *(key for key in applications if key not in ranks)]
    available = call.envelope
    passing = [(key, applications[key].requested) for key in order if outcomes[key].passes]
    money = {each.key: each for each in cut(passing, available)}
    rows = [
        RankingRow(
            application=applications[key],
            outcome=outcomes[key],
            means=tuple(zip(criteria, outcomes[key].means, strict=True)),
            rank=ranks.get(key),
            cumulated=money[key].cumulated if key in money else None,
            is_above_line=key in money and money[key].is_above_line,
            diverges=outcomes[key].diverges(call.divergence_percent),
            open_reviews=waiting[key],
        )
        for key in order
    ]
    requested = sum((each.requested for each in applications.values()), Decimal(0))
    return Ranking(rows, available, requested, sum(waiting.values()))


def open_reviews_of(call: Call) -> Counter:
    """How many live assignments have no submitted review, by application in review; one query."""
    live = Assignment.objects.filter(
        application__call=call, application__status=ApplicationStatus.IN_REVIEW, withdrawn_at__isnull=True
    )
    live = live.exclude(conflict=Conflict.DECLARED).exclude(review__status=ReviewStatus.SUBMITTED)
    return Counter(live.values_list("application_id", flat=True))


def waiting_list(call: Call) -> AwardList | None:
    """The award list that waits for a second person, if there is one."""
    return call.award_lists.filter(status="proposed").select_related("call__programme", "proposed_by").first()
