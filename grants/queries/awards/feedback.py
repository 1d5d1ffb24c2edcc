"""What an applicant reads of its review: its points beside the mean of the chosen, and the comments cleared for it.

The chosen are the funded; of concept notes, those that were invited to the full application. Disclosure: their mean is
shown only over three or more of them, because over fewer one could reckon the points of another organisation.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from grants.models import Application, ApplicationStatus, Call, Criterion
from grants.queries.awards.comments import Comments, cleared_comments
from grants.queries.awards.ranking import Group, RankingRow, ranking_of
from grants.queries.awards.terms import terms_of
from grants.queries.reviews.results import DECIDED

LEAST_CHOSEN = 3
PLACES = Decimal("0.01")


@dataclass(frozen=True)
class OwnPoints:
    """One criterion: the mean of the own points, the mean over the chosen (None: not shown), and the most."""

    criterion: Criterion
    own: Decimal | None
    chosen: Decimal | None


@dataclass(frozen=True)
class Feedback:
    """What one applicant is told. `rank` only where the call tells ranks, `of` how many were ranked with it.

    `chosen` is how many of them were funded; of concept notes (`is_note`), invited.
    """

    points: list[OwnPoints]
    total: Decimal | None
    chosen_total: Decimal | None
    chosen: int
    is_note: bool
    reviews: int
    rank: int | None
    of: int
    comments: list[Comments]

    @property
    def shows_chosen(self) -> bool:
        """Whether enough were chosen for their mean to be shown."""
        return self.chosen >= LEAST_CHOSEN


def feedback_of(application: Application) -> Feedback | None:
    """What the applicant is told of its review once it is decided; None before that, or when nobody reviewed it.

    Compared with the chosen of the same stage and lot. Eight queries, however many applied.
    """
    if application.status not in DECIDED:
        return None
    call = application.call
    group, row = _own_row(call, application)
    if group is None or row is None or row.outcome.total is None:
        return None
    is_note = application.stage < call.stages
    wanted = ApplicationStatus.INVITED if is_note else ApplicationStatus.AWARDED
    chosen = [each for each in group.rows if each.application.status == wanted]
    is_shown = len(chosen) >= LEAST_CHOSEN
    points = [
        OwnPoints(criterion, mean.mean, _mean([each.outcome.means[at].mean for each in chosen]) if is_shown else None)
        for at, (criterion, mean) in enumerate(row.means)
    ]
    return Feedback(
        points=points,
        total=row.outcome.total,
        chosen_total=_mean([each.outcome.total for each in chosen]) if is_shown else None,
        chosen=len(chosen),
        is_note=is_note,
        reviews=row.outcome.n,
        rank=row.rank if terms_of(call).tells_rank else None,
        of=sum(each.rank is not None for each in group.rows),
        comments=cleared_comments(application),
    )


def _own_row(call: Call, application: Application) -> tuple[Group | None, RankingRow | None]:
    for group in ranking_of(call, stage=application.stage).groups:
        for row in group.rows:
            if row.application.pk == application.pk:
                return group, row
    return None, None


def _mean(values: Sequence[Decimal | None]) -> Decimal | None:
    known = [each for each in values if each is not None]
    return (sum(known, Decimal(0)) / len(known)).quantize(PLACES, ROUND_HALF_EVEN) if known else None
