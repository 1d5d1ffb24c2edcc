"""What reviewers wrote for the applicant: what nobody has read yet, what an officer cleared, and in which words."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from django.db.models import Exists, OuterRef, Q, QuerySet

from grants.models import Application, Call, ClearedComment, Conflict, Criterion, Review, ReviewStatus, Score
from grants.queries.reviews.results import DECIDED, reviews_of
from grants.queries.reviews.sheets import judged_applications

COUNTED = {
    "review__status": ReviewStatus.SUBMITTED,
    "review__assignment__withdrawn_at__isnull": True,
    "review__assignment__conflict": Conflict.NONE,
}


@dataclass(frozen=True)
class Comments:
    """What is said on one criterion; without a criterion, on the whole."""

    criterion: str
    texts: list[str]


@dataclass(frozen=True)
class Written:
    """One comment for the applicant, as its reviewer wrote it. `ruling` None: no officer has read it yet."""

    criterion: Criterion | None
    original: str
    ruling: ClearedComment | None

    @property
    def key(self) -> str:
        """What stands for it in a form: the same as long as its words are the same."""
        return f"{self.criterion.pk if self.criterion else 0}-{sha256(self.original.encode()).hexdigest()[:16]}"

    @property
    def is_cleared(self) -> bool:
        """Whether the applicant may read it."""
        return self.ruling is not None and self.ruling.is_cleared

    @property
    def text(self) -> str:
        """The words that the applicant reads, or would read."""
        return self.ruling.text if self.ruling is not None and self.ruling.is_cleared else self.original


def cleared_comments(application: Application) -> list[Comments]:
    """What the applicant reads, once it is decided: by criterion the comments that an officer cleared of the reviews
    that count, never who wrote them; four queries.
    """
    if application.status not in DECIDED:
        return []
    found: dict[Criterion | None, list[str]] = {}
    for each in written_for(application):
        if each.is_cleared:
            found.setdefault(each.criterion, []).append(each.text)
    # In the order of the alphabet: in that of the reviews, one hand could be followed from criterion to criterion.
    return [Comments(criterion.title if criterion else "", sorted(texts)) for criterion, texts in found.items()]


def written_for(application: Application) -> list[Written]:
    """What reviewers wrote for the applicant, by criterion and words, and what became of each; equal words of two
    reviewers on one criterion are one comment. Four queries.
    """
    rulings = {(each.criterion_id, each.original): each for each in application.cleared_comments.all()}
    said: dict[tuple[int | None, str], Criterion | None] = {}
    for line in reviews_of(application):
        said |= {(each.criterion_id, each.comment): each.criterion for each in line.scores if each.comment.strip()}
        if line.review and line.review.comment.strip():
            said[None, line.review.comment] = None
    found = [Written(criterion, text, rulings.get((key, text))) for (key, text), criterion in said.items()]
    return sorted(found, key=_place)


def _place(comment: Written) -> tuple[bool, int, int, str]:
    on = comment.criterion
    return (on is None, on.order if on else 0, on.pk if on else 0, comment.original)


def waiting_comments() -> Q:
    """Applications with a comment for the applicant that no officer has read, as a condition; no query of its own."""
    ruled = ClearedComment.objects.filter(application=OuterRef("review__assignment__application"))
    on_criteria = Score.objects.filter(**COUNTED, review__assignment__application=OuterRef("pk")).exclude(comment="")
    unread = ruled.filter(criterion=OuterRef("criterion"), original=OuterRef("comment"))
    whole = Review.objects.filter(
        assignment__application=OuterRef("pk"),
        **{name.removeprefix("review__"): value for name, value in COUNTED.items()},
    ).exclude(comment="")
    on_whole = ClearedComment.objects.filter(
        application=OuterRef("assignment__application"), criterion__isnull=True, original=OuterRef("comment")
    )
    return Q(Exists(on_criteria.filter(~Exists(unread)))) | Q(Exists(whole.filter(~Exists(on_whole))))


@dataclass(frozen=True)
class CommentsRow:
    """One judged application: how many of its comments were cleared and left out, and whether some wait."""

    application: Application
    cleared: int
    left_out: int
    waits: bool


def comments_of_call(call: Call) -> list[CommentsRow]:
    """Every judged application of a call by reference, with what became of its comments; three queries."""
    counts = _counts(ClearedComment.objects.filter(application__call=call))
    waiting = set(call.applications.filter(waiting_comments()).values_list("pk", flat=True))
    return [
        CommentsRow(each, *counts.get(each.pk, (0, 0)), each.pk in waiting)
        for each in judged_applications(call)
        if each.pk in counts or each.pk in waiting
    ]


def _counts(rows: QuerySet[ClearedComment]) -> dict[int, tuple[int, int]]:
    found: dict[int, tuple[int, int]] = {}
    pairs: Iterable[tuple[int, bool]] = rows.order_by().values_list("application_id", "is_cleared")
    for application, is_cleared in pairs:
        cleared, left_out = found.get(application, (0, 0))
        found[application] = (cleared + is_cleared, left_out + (not is_cleared))
    return found
