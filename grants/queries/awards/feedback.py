"""What an applicant reads of its review: its points beside the mean of the funded, and the comments cleared for it.

Disclosure: the mean of the funded is shown only over three or more of them, because over fewer one could reckon the
points of another organisation.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from grants.models import Application, ApplicationStatus, Call, Criterion
from grants.queries.awards.ranking import Group, RankingRow, ranking_of
from grants.queries.awards.terms import terms_of
from grants.queries.reviews.results import DECIDED, Comments, reviews_of

LEAST_FUNDED = 3
PLACES = Decimal("0.01")


@dataclass(frozen=True)
class OwnPoints:
    """One criterion: the mean of the own points, the mean over the funded (None: not shown), and the most."""

    criterion: Criterion
    own: Decimal | None
    funded: Decimal | None


@dataclass(frozen=True)
class Feedback:
    """What one applicant is told. `rank` and `of` only where the call tells ranks; `funded` is how many were funded."""

    points: list[OwnPoints]
    total: Decimal | None
    funded_total: Decimal | None
    funded: int
    reviews: int
    rank: int | None
    of: int
    comments: list[Comments]

    @property
    def shows_funded(self) -> bool:
        """Whether enough were funded for their mean to be shown."""
        return self.funded >= LEAST_FUNDED


def feedback_of(application: Application) -> Feedback | None:
    """What the applicant is told of its review once it is decided; None before that, or when nobody reviewed it.

    Compared with the funded of the same lot. Eight queries, however many applied.
    """
    if application.status not in DECIDED:
        return None
    group, row = _own_row(application.call, application)
    if group is None or row is None or row.outcome.total is None:
        return None
    funded = [each for each in group.rows if each.application.status == ApplicationStatus.AWARDED]
    is_shown = len(funded) >= LEAST_FUNDED
    points = [
        OwnPoints(criterion, mean.mean, _mean([each.outcome.means[at].mean for each in funded]) if is_shown else None)
        for at, (criterion, mean) in enumerate(row.means)
    ]
    return Feedback(
        points=points,
        total=row.outcome.total,
        funded_total=_mean([each.outcome.total for each in funded]) if is_shown else None,
        funded=len(funded),
        reviews=row.outcome.n,
        rank=row.rank if terms_of(application.call).tells_rank else None,
        of=len(group.rows),
        comments=cleared_comments(application),
    )


def _own_row(call: Call, application: Application) -> tuple[Group | None, RankingRow | None]:
    for group in ranking_of(call).groups:
        for row in group.rows:
            if row.application.pk == application.pk:
                return group, row
    return None, None


def _mean(values: Sequence[Decimal | None]) -> Decimal | None:
    known = [each for each in values if each is not None]
    return (sum(known, Decimal(0)) / len(known)).quantize(PLACES, ROUND_HALF_EVEN) if known else None


def cleared_comments(application: Application) -> list[Comments]:
    """The comments that an officer cleared, by criterion, never who wrote them; one query."""
    found: dict[int | None, Comments] = {}
    for each in application.cleared_comments.select_related("criterion").order_by("criterion__order", "text", "pk"):
        title = each.criterion.title if each.criterion else ""
        found.setdefault(each.criterion_id, Comments(title, [])).texts.append(each.text)
    return [*(each for key, each in found.items() if key is not None), *([found[None]] if None in found else [])]


def comments_to_clear(application: Application) -> list[tuple[int | None, str, str, bool]]:
    """What an officer reads before the applicant does: criterion, its title, the text, whether it is cleared.

    Cleared ones stand as they were cleared; beside them what reviewers wrote for the applicant and nobody cleared.
    """
    cleared = list(application.cleared_comments.select_related("criterion").order_by("criterion__order", "pk"))
    found = [(each.criterion_id, each.criterion.title if each.criterion else "", each.text, True) for each in cleared]
    known = {(each.criterion_id, each.text) for each in cleared}
    for criterion, title, text in written_for_applicant(application):
        if (criterion, text) not in known:
            found.append((criterion, title, text, False))
    return found


def written_for_applicant(application: Application) -> list[tuple[int | None, str, str]]:
    """What reviewers wrote for the applicant: criterion (None: on the whole), its title, the text; by text, so that
    one hand cannot be followed from criterion to criterion. Three queries.
    """
    found: list[tuple[int, int | None, str, str]] = []
    for line in reviews_of(application):
        found += [(each.criterion.order, each.criterion_id, each.criterion.title, each.comment) for each in line.scores]
        if line.review:
            found.append((10_000, None, "", line.review.comment))
    found.sort(key=lambda each: (each[0], each[2], each[3]))
    return [(criterion, title, text) for _order, criterion, title, text in found if text.strip()]
