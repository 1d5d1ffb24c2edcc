"""Promises as people read them: both due dates, days late, what the owner claims and what was verified."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, Q, QuerySet, prefetch_related_objects
from django.utils import timezone

from kernel import clock
from kernel.compiled import compiled
from kernel.listing import in_languages
from kernel.prepared import prepared
from monitoring.models import Commitment, CommitmentStatus, Postponement
from monitoring.promises import lateness
from organizations.models import Organization

# What a promise is made of.
SHOWN = (
    *("reference", "status", "made_on", "original_due_on", "due_on", "claimed_at", "claim_note", "verified_at"),
    *("verification_note", "closed_at", "not_kept_reason", "owner__slug", "owner__is_demo", "cycle__reference"),
    *in_languages("text", "owner__name", "criterion__title"),
)


@dataclass(frozen=True)
class PostponementLine:
    """One later due date and the reason that the owner gave."""

    from_on: date
    to_on: date
    reason: str


@dataclass(frozen=True)
class Promise:
    """One commitment. `days_late` counts from the present due date, `days_late_from_first` from the first one.

    For a kept promise lateness is that of the day on which it was claimed; for an open one that of today.
    """

    reference: str
    scorecard_reference: str
    text: str
    owner: str
    owner_slug: str
    criterion: str
    made_on: date
    original_due_on: date
    due_on: date
    status: str
    status_label: str
    is_open: bool
    is_verified: bool
    days_late: int
    days_late_from_first: int
    claim_note: str
    claimed_on: date | None
    verification_note: str
    verified_on: date | None
    not_kept_reason: str
    postponements: list[PostponementLine]
    is_demo: bool

    @property
    def is_late(self) -> bool:
        """Whether the promise is open beyond its present due date."""
        return self.is_open and self.days_late > 0


def promises_around(owner: Organization, cycle: int | None) -> list[Promise]:
    """The published promises of an authority, and all that came of the scorecard `cycle` (its key), whoever made them.

    Two queries at most.
    """
    return _told(_owned(owner=owner.pk) if cycle is None else _around(owner=owner.pk, cycle=cycle))


def published_promises() -> list[Promise]:
    """Every published promise, the next due first; two queries at most."""
    return _told(list(_published()))


def promises_of_scorecard(reference: str) -> list[Promise]:
    """The published promises that came of one scorecard, the next due first; two queries at most."""
    return _told(_of_scorecard(reference=reference))


def promise_of(commitment: Commitment) -> Promise:
    """One commitment as people read it."""
    claimed_on, closed_on = _day(commitment.claimed_at), _day(commitment.closed_at)
    ended_on = claimed_on if commitment.status == CommitmentStatus.VERIFIED else closed_on
    later = commitment.postponements.all() if commitment.is_postponed else ()
    late = lateness(
        first_due_on=commitment.original_due_on, due_on=commitment.due_on, ended_on=ended_on, today=clock.today()
    )
    return Promise(
        reference=commitment.reference,
        scorecard_reference=commitment.cycle.reference,
        text=commitment.text,
        owner=str(commitment.owner),
        owner_slug=commitment.owner.slug,
        criterion=commitment.criterion.title if commitment.criterion else "",
        made_on=commitment.made_on,
        original_due_on=commitment.original_due_on,
        due_on=commitment.due_on,
        status=commitment.status,
        status_label=commitment.get_status_display(),
        is_open=commitment.status in {CommitmentStatus.MADE, CommitmentStatus.CLAIMED},
        is_verified=commitment.status == CommitmentStatus.VERIFIED,
        days_late=late.days,
        days_late_from_first=late.days_from_first,
        claim_note=commitment.claim_note,
        claimed_on=claimed_on,
        verification_note=commitment.verification_note,
        verified_on=_day(commitment.verified_at),
        not_kept_reason=commitment.not_kept_reason,
        postponements=[PostponementLine(each.from_on, each.to_on, each.reason) for each in later],
        is_demo=commitment.is_demo,
    )


@prepared
def _published() -> QuerySet[Commitment]:
    parts = Commitment.objects.published().select_related("owner", "criterion", "cycle")
    return parts.only(*SHOWN).order_by("due_on", "pk")


@compiled
def _owned(*, owner: int) -> QuerySet[Commitment]:
    return _published().filter(owner=owner)


@compiled
def _around(*, owner: int, cycle: int) -> QuerySet[Commitment]:
    return _published().filter(Q(owner=owner) | Q(cycle=cycle))


@compiled
def _of_scorecard(*, reference: str) -> QuerySet[Commitment]:
    return _published().filter(cycle__reference=reference)


def _told(commitments: list[Commitment]) -> list[Promise]:
    """Postponements are asked for only where there are some."""
    later = Prefetch("postponements", Postponement.objects.order_by("postponed_at", "pk"))
    prefetch_related_objects([each for each in commitments if each.is_postponed], later)
    return [promise_of(each) for each in commitments]


def _day(moment: datetime | None) -> date | None:
    return timezone.localtime(moment).date() if moment else None
