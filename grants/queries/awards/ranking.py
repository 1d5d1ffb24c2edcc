"""The ranking of a call by lot: totals, ranks and how sure they are, cumulated money against the ceiling, the line."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Max, QuerySet

from grants.models import (
    Application,
    ApplicationStatus,
    Assignment,
    Award,
    AwardList,
    AwardStatus,
    Call,
    Criterion,
    Decision,
    Lot,
    ReviewStatus,
)
from grants.queries.calls.care import WAITING
from grants.queries.reviews.sheets import JUDGED, Sheets, judged_applications, measures_of, sheets_of
from grants.robustness import RankRange, robustness
from grants.scoring import Mean, Measure, Outcome, cut, rank, score


@dataclass(frozen=True)
class RankingRow:
    """One application in the ranking. `rank` None: nothing was scored yet.

    `range` is the rank without any one review, `may_cross` says that one review decides on which side of the line it
    stands. `cumulated` sums what is requested down to this row, over the applications that pass; None where it does
    not. `open_reviews` are live assignments without a submitted review.
    """

    application: Application
    outcome: Outcome
    means: tuple[tuple[Criterion, Mean], ...]
    rank: int | None
    range: RankRange | None
    may_cross: bool
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
class Group:
    """The ranking of one lot, or of a whole call without lots: rows in their order, and the money of the lot."""

    lot: Lot | None
    rows: list[RankingRow]
    available: Decimal

    @property
    def requested(self) -> Decimal:
        """What all its applications ask for."""
        return sum((each.application.requested for each in self.rows), Decimal(0))

    @property
    def shaky(self) -> list[RankingRow]:
        """Those for which one review decides on which side of the line they stand."""
        return [each for each in self.rows if each.may_cross]

    @property
    def is_scored(self) -> bool:
        """Whether anything has points: before that there is no line."""
        return any(each.rank is not None for each in self.rows)

    @property
    def open_reviews(self) -> int:
        """How many reviews may still move the line."""
        return sum(each.open_reviews for each in self.rows)

    @property
    def first_below(self) -> int | None:
        """The key of the first passing application below the line; None when the money holds all."""
        below = (row for row in self.rows if row.outcome.passes and not row.is_above_line)
        return next((row.application.pk for row in below), None)


@dataclass(frozen=True)
class Ranking:
    """The ranking of one stage of a call, lot by lot, and the money.

    `is_final` False: concept notes, among which people choose whom to invite; no line is drawn through them.
    """

    groups: list[Group]
    criteria: list[Criterion]
    available: Decimal
    open_reviews: int
    stage: int
    is_final: bool

    @property
    def rows(self) -> list[RankingRow]:
        """All rows, lot after lot."""
        return [row for group in self.groups for row in group.rows]

    @property
    def requested(self) -> Decimal:
        """What all applications ask for."""
        return sum((each.requested for each in self.groups), Decimal(0))


def taken_from(call: Call) -> Decimal:
    """What standing awards of the call already take from its envelope."""
    return sum(taken_by_lot(call).values(), Decimal(0))


def taken_by_lot(call: Call) -> dict[int | None, Decimal]:
    """What standing awards of the call take, by id of lot; None for those without one; one query."""
    standing = Award.objects.filter(
        application__call=call, status__in=[AwardStatus.OFFERED, AwardStatus.ACCEPTED]
    ).values_list("application__lot_id", "amount")
    taken: defaultdict[int | None, Decimal] = defaultdict(Decimal)
    for lot, amount in standing:
        taken[lot] += amount
    return dict(taken)


def most_for(application: Application, call: Call) -> Decimal:
    """The most that an application can be awarded: what it asks for, and no more than the largest grant of its lot."""
    lot = application.lot
    largest = lot.max_amount if lot is not None and lot.max_amount is not None else call.max_amount
    return min(application.requested, largest)


@dataclass(frozen=True)
class _Scored:
    """What the rows of every lot are made of."""

    criteria: list[Criterion]
    measures: list[Measure]
    sheets: Sheets
    waiting: Counter
    divergence: int


def ranking_of(call: Call, *, stage: int | None = None) -> Ranking:
    """The ranking of the applications of a call that are in review or were decided, lot by lot; five queries.

    Of one stage, by its own criteria: the last one, that of the money, unless `stage` names another. Unscored
    applications stand at the end, by reference.
    """
    stage = stage or call.stages
    criteria = list(call.criteria.filter(stage=stage))
    waiting = open_reviews_of(call, stage)
    scored = _Scored(criteria, measures_of(criteria), sheets_of(call), waiting, call.divergence_percent)
    by_lot: defaultdict[int | None, list[Application]] = defaultdict(list)
    for each in judged_applications(call, stage=stage):
        by_lot[each.lot_id].append(each)
    groups = [_group(lot, by_lot.pop(lot.pk, []), lot.ceiling, scored) for lot in call.lots.all()]
    if by_lot or not groups:
        groups.append(_group(None, by_lot[None], call.envelope, scored))
    return Ranking(groups, criteria, call.envelope, sum(waiting.values()), stage, stage == call.stages)


def stage_under_judgement(call: Call) -> int:
    """The last stage of a call of which an application went to review; the first one before that. At most one query."""
    if call.stages == 1:
        return 1
    return call.applications.filter(status__in=JUDGED).aggregate(last=Max("stage"))["last"] or 1


def _group(lot: Lot | None, found: Iterable[Application], available: Decimal, scored: _Scored) -> Group:
    applications = {each.pk: each for each in found}
    sheets = {key: scored.sheets.get(key, []) for key in applications}
    outcomes = {key: score(scored.measures, given) for key, given in sheets.items()}
    ranks = {each.key: each.rank for each in rank(scored.measures, outcomes)}
    order = [*ranks, *(key for key in applications if key not in ranks)]
    amounts = {key: applications[key].requested for key in order}
    money = {each.key: each for each in cut([(key, amounts[key]) for key in order if outcomes[key].passes], available)}
    sure = robustness(scored.measures, sheets, amounts, available)
    rows = [
        RankingRow(
            application=applications[key],
            outcome=outcomes[key],
            means=tuple(zip(scored.criteria, outcomes[key].means, strict=True)),
            rank=ranks.get(key),
            range=sure.ranges.get(key),
            may_cross=key in sure.crossing,
            cumulated=money[key].cumulated if key in money else None,
            is_above_line=key in money and money[key].is_above_line,
            diverges=outcomes[key].diverges(scored.divergence),
            open_reviews=scored.waiting[key],
        )
        for key in order
    ]
    return Group(lot, rows, available)


def open_reviews_of(call: Call, stage: int) -> Counter:
    """How many live assignments have no submitted review, by application of `stage` in review; one query."""
    live = Assignment.objects.live().filter(
        application__call=call, application__stage=stage, application__status=ApplicationStatus.IN_REVIEW
    )
    return Counter(live.exclude(review__status=ReviewStatus.SUBMITTED).values_list("application_id", flat=True))


def waiting_list(call: Call) -> AwardList | None:
    """The award list that waits for a second person or for the donor, if there is one."""
    return call.award_lists.filter(status__in=WAITING).select_related("call__programme", "proposed_by").first()


def judged(call: Call) -> QuerySet[Application]:
    """The applications of a call that went to review, by reference, with their organisations."""
    return (
        call.applications.filter(status__in=JUDGED, stage=call.stages)
        .select_related("organization")
        .order_by("reference")
    )
