"""The typed shape of a scorecard as people read it, made from the body of a snapshot and nothing else.

Page, file and API print these objects; what disclosure control held back is not in them. Texts are in the language that
was asked for, else in Romanian, English or Russian, whichever is there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.utils.translation import get_language, ngettext

from monitoring.breakdown import State
from monitoring.models import AuditOutcome, GroupKind, PeerGroup, ReplyLanguage, Stance
from monitoring.scoring import Basis, rounded

FALLBACK = ("ro", "en", "ru")
# What `read_summary` does not look at: nine tenths of a body.
NOT_IN_SUMMARY = ("methodology", "groups", "criteria", "inputs", "meeting", "commitments")


@dataclass(frozen=True)
class PublicFigure:
    """What may be said of one side's scores. `state` says which of the rest is there; None is never 0.

    `mean` and `median` are on the scale from 1 to 5, rounded half up to one decimal; shares are between 0 and 1;
    `bound` is "over" (90 %), "under" (10 %) or None.
    """

    state: str
    people: int | None
    mean: Decimal | None
    median: Decimal | None
    counts: tuple[int, ...] | None
    satisfied: Decimal | None
    satisfied_low: Decimal | None
    satisfied_high: Decimal | None
    bound: str | None
    is_small_group: bool
    is_polarised: bool

    @property
    def is_shown(self) -> bool:
        """Whether there is a score."""
        return self.state == State.SHOWN

    @property
    def people_words(self) -> str:
        """ "15 people"; empty where that is not said."""
        return ngettext("%(n)s person", "%(n)s people", self.people) % {"n": self.people} if self.people else ""


@dataclass(frozen=True)
class PublicGroup:
    """One focus group: who, when, and how many if that may be said; `void_reason` when it does not count."""

    kind: str
    held_on: date
    participants: int | None
    void_reason: str | None


@dataclass(frozen=True)
class PublicCriterion:
    """One statement with the scores of people and staff, and of each group that counts, in the order of the groups."""

    position: int
    title: str
    people: PublicFigure
    staff: PublicFigure
    gap: Decimal | None
    is_gap_flagged: bool
    groups: list[PublicFigure]

    @property
    def numbered(self) -> str:
        """The statement with its number before it."""
        return f"{self.position}. {self.title}"


@dataclass(frozen=True)
class PublicInput:
    """What people are entitled to beside what is there; `present` None: not reported. Documents, no perception."""

    title: str
    unit: str
    entitled: Decimal
    present: Decimal | None
    recorded_present: Decimal | None
    norm: str
    source: str
    finding: str | None
    note: str


@dataclass(frozen=True)
class PublicReplyItem:
    """What the authority says to one criterion, which stands there with its own words."""

    position: int
    criterion: str
    stance: str
    text: str


@dataclass(frozen=True)
class PublicReply:
    """The authority's words, in its language, unchanged."""

    text: str
    language_code: str
    language: str
    office: str
    submitted_on: date
    is_late: bool
    items: list[PublicReplyItem]


@dataclass(frozen=True)
class PublicMeeting:
    """The interface meeting: who came from each side, and why nothing was agreed, if so."""

    held_on: date
    place: str
    community_count: int
    authority_count: int
    no_agreement: str | None


@dataclass(frozen=True)
class PublicScorecard:
    """One scorecard as the public reads it.

    Overall scores and gaps have one decimal, rounded half up from the exact figures of the snapshot; None when too
    little is known to speak for all.
    """

    reference: str
    title: str
    authority: str
    authority_slug: str
    service: str
    facilitator: str
    facilitator_slug: str
    programme_code: str | None
    is_demo: bool
    methodology: str
    methodology_number: int
    minimum_people: int
    full_people: int
    comparison_groups: int
    peer_group: str
    peers: str
    collects_from: date
    collects_until: date
    people: int | None
    people_score: Decimal | None
    staff_score: Decimal | None
    gap: Decimal | None
    groups: list[PublicGroup]
    criteria: list[PublicCriterion]
    inputs: list[PublicInput]
    replies: list[PublicReply]
    reply_asked_on: date | None
    reply_due_on: date | None
    reminded_on: list[date]
    is_silent: bool
    meeting: PublicMeeting | None

    @property
    def basis(self) -> Basis:
        """What its scores stand on, for a comparison; people that may not be shown count as none."""
        groups = [each for each in self.valid_groups if each.participants is not None]
        return Basis(self.methodology_number, self.peer_group, self.people or 0, len(groups))

    @property
    def valid_groups(self) -> list[PublicGroup]:
        """The groups that count, in the order of each criterion's `groups`."""
        return [each for each in self.groups if each.void_reason is None]


@dataclass(frozen=True)
class PublicSummary:
    """What a list says of a scorecard."""

    reference: str
    title: str
    authority: str
    authority_slug: str
    service: str
    facilitator: str
    collects_from: date
    collects_until: date
    people: int | None
    people_score: Decimal | None
    staff_score: Decimal | None
    gap: Decimal | None
    replies: int
    is_silent: bool
    is_demo: bool

    @property
    def slug(self) -> str:
        """The last part of its public address."""
        return self.reference.lower()


def read_summary(body: Mapping[str, Any]) -> PublicSummary:
    """What a list prints of a snapshot's body, which may come without `NOT_IN_SUMMARY`; asks no database."""
    authority, overall, said = body["authority"], body["overall"], _reader()
    return PublicSummary(
        reference=body["reference"],
        title=said(body["title"]),
        authority=said(authority["name"]),
        authority_slug=authority["slug"],
        service=said(body["service"]),
        facilitator=said(body["facilitator"]["name"]),
        collects_from=date.fromisoformat(body["collects_from"]),
        collects_until=date.fromisoformat(body["collects_until"]),
        people=body["people"],
        people_score=_points(overall["people"]),
        staff_score=_points(overall["staff"]),
        gap=_points(overall["gap"]),
        replies=len(body["replies"]),
        is_silent=body["is_silent"],
        is_demo=body["is_demo"],
    )


def read_body(body: Mapping[str, Any]) -> PublicScorecard:
    """The typed shape of a snapshot's body, in the active language; asks no database."""
    authority, facilitator, method = body["authority"], body["facilitator"], body["methodology"]
    overall = body["overall"]
    titles = {each["position"]: said(each["title"]) for each in body["criteria"]}
    return PublicScorecard(
        reference=body["reference"],
        title=said(body["title"]),
        authority=said(authority["name"]),
        authority_slug=authority["slug"],
        service=said(body["service"]),
        facilitator=said(facilitator["name"]),
        facilitator_slug=facilitator["slug"],
        programme_code=body["programme"],
        is_demo=body["is_demo"],
        methodology=said(method["title"]),
        methodology_number=method["number"],
        minimum_people=method["minimum_people"],
        full_people=method["full_people"],
        comparison_groups=method["comparison_groups"],
        peer_group=body["peer_group"],
        peers=str(PeerGroup(body["peer_group"]).label),
        collects_from=date.fromisoformat(body["collects_from"]),
        collects_until=date.fromisoformat(body["collects_until"]),
        people=body["people"],
        people_score=_points(overall["people"]),
        staff_score=_points(overall["staff"]),
        gap=_points(overall["gap"]),
        groups=[_group(each) for each in body["groups"]],
        criteria=[_criterion(each) for each in body["criteria"]],
        inputs=[_input(each) for each in body["inputs"]],
        replies=[_reply(each, titles) for each in body["replies"]],
        reply_asked_on=_day(body["reply_asked_on"]),
        reply_due_on=_day(body["reply_due_on"]),
        reminded_on=[date.fromisoformat(each) for each in body["reminded_on"]],
        is_silent=body["is_silent"],
        meeting=_meeting(body["meeting"]),
    )


def said(texts: Mapping[str, str]) -> str:
    """The text in the active language, else in the first language in which it was written; "" when in none."""
    return _reader()(texts)


def _reader() -> Callable[[Mapping[str, str]], str]:
    """`said` for many texts: the active language is looked up once."""
    language = (get_language() or "en")[:2]

    def read(texts: Mapping[str, str]) -> str:
        return texts.get(language) or next((texts[code] for code in FALLBACK if texts.get(code)), "")

    return read


def _number(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)


@lru_cache(maxsize=4096)
def _points(value: str | None) -> Decimal | None:
    """A score or a gap as it is printed: one decimal, half up."""
    return None if value is None else rounded(Decimal(value), 1)


def _day(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)


def _figure(body: Mapping[str, Any]) -> PublicFigure:
    satisfied = body["satisfied"] or {"share": None, "low": None, "high": None}
    return PublicFigure(
        state=body["state"],
        people=body["people"],
        mean=_points(body["mean"]),
        median=_points(body["median"]),
        counts=None if body["counts"] is None else tuple(body["counts"]),
        satisfied=_number(satisfied["share"]),
        satisfied_low=_number(satisfied["low"]),
        satisfied_high=_number(satisfied["high"]),
        bound=body["bound"],
        is_small_group=body["is_small_group"],
        is_polarised=body["is_polarised"],
    )


def _group(body: Mapping[str, Any]) -> PublicGroup:
    kind = str(GroupKind(body["kind"]).label)
    return PublicGroup(kind, date.fromisoformat(body["held_on"]), body["participants"], body["void_reason"])


def _criterion(body: Mapping[str, Any]) -> PublicCriterion:
    return PublicCriterion(
        position=body["position"],
        title=said(body["title"]),
        people=_figure(body["people"]),
        staff=_figure(body["staff"]),
        gap=_points(body["gap"]),
        is_gap_flagged=body["is_gap_flagged"],
        groups=[_figure(each) for each in body["groups"]],
    )


def _input(body: Mapping[str, Any]) -> PublicInput:
    recorded = _number(body["present"])
    audited = _number(body["audited_present"])
    return PublicInput(
        title=said(body["title"]),
        unit=said(body["unit"]),
        entitled=Decimal(body["entitled"]),
        present=recorded if audited is None else audited,
        recorded_present=recorded,
        norm=body["norm"],
        source=body["source"],
        finding=str(AuditOutcome(body["finding"]).label) if body["finding"] else None,
        note=body["note"],
    )


def _reply(body: Mapping[str, Any], titles: Mapping[int, str]) -> PublicReply:
    items = [
        PublicReplyItem(each["position"], titles[each["position"]], str(Stance(each["stance"]).label), each["text"])
        for each in body["items"]
    ]
    return PublicReply(
        text=body["text"],
        language_code=body["language"],
        language=str(ReplyLanguage(body["language"]).label),
        office=body["office"],
        submitted_on=date.fromisoformat(body["submitted_on"]),
        is_late=body["is_late"],
        items=items,
    )


def _meeting(body: Mapping[str, Any] | None) -> PublicMeeting | None:
    if body is None:
        return None
    return PublicMeeting(
        held_on=date.fromisoformat(body["held_on"]),
        place=body["place"],
        community_count=body["community_count"],
        authority_count=body["authority_count"],
        no_agreement=body["no_agreement"],
    )
