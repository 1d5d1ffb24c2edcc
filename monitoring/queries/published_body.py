"""The body of a published scorecard: everything that the public reads, after disclosure control, as plain values.

A number with a point stands as text with six places; None means that it is not said, never 0.
"""

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from kernel import clock
from monitoring import breakdown, disclosure, scoring
from monitoring.breakdown import Figure, State, Thresholds
from monitoring.models import Commitment, InputItem, InterfaceMeeting, Reply, ReplyReminder, ScorecardCycle
from monitoring.queries.ballots import Ballots, ballots_of
from organizations.models import Organization

FORMAT = 1
PLACES = 6


def body_of(cycle: ScorecardCycle) -> dict[str, Any]:
    """What the public may read of `cycle` as it stands now; a fixed number of queries.

    The same facts on the same day give the same body."""
    ballots = ballots_of(cycle)
    rules = thresholds(cycle)
    people = [breakdown.figure(ballots.of_people(each), rules) for each in ballots.criteria]
    staff = [breakdown.figure(ballots.of_staff(each), rules) for each in ballots.criteria]
    positions = {each.pk: each.position for each in ballots.criteria}
    return {
        "format": FORMAT,
        **_heading(cycle),
        "groups": _groups(ballots, rules),
        "people": _people(ballots, rules),
        "overall": _overall(cycle, people, staff),
        "criteria": [_criterion(cycle, ballots, rules, i, people[i], staff[i]) for i in range(len(ballots.criteria))],
        "inputs": [_input(each) for each in InputItem.objects.filter(cycle=cycle).order_by("position", "pk")],
        **replies_of(cycle, positions),
        "meeting": _meeting(cycle),
        "commitments": [
            _commitment(each, positions)
            for each in Commitment.objects.filter(cycle=cycle).select_related("owner").order_by("reference")
        ],
    }


def thresholds(cycle: ScorecardCycle) -> Thresholds:
    """The thresholds of the cycle's version of the methodology."""
    method = cycle.methodology
    return Thresholds(method.minimum_people, method.full_people, method.satisfied_from)


def in_languages(thing: models.Model, field: str) -> dict[str, str]:
    """The text of `field` in each language of the house; empty where nobody wrote it."""
    return {code: getattr(thing, f"{field}_{code}") or "" for code, _name in settings.LANGUAGES}


def text(value: Fraction | Decimal | float | None) -> str | None:
    """A number as text with six places, None as None."""
    if value is None:
        return None
    return str(scoring.rounded(Fraction(value), PLACES))


def plain(value: Decimal | None) -> str | None:
    """A quantity without idle zeros ("9", "4.5"), None as None."""
    return None if value is None else f"{value.normalize():f}"


def _heading(cycle: ScorecardCycle) -> dict[str, Any]:
    method = cycle.methodology
    return {
        "reference": cycle.reference,
        "title": in_languages(cycle, "title"),
        "authority": _organization(cycle.authority.organization),
        "service": in_languages(cycle.competence, "service"),
        "facilitator": _organization(cycle.facilitator),
        "programme": cycle.programme.code if cycle.programme and cycle.programme.is_published else None,
        "is_demo": cycle.is_demo,
        "methodology": {
            "number": method.number,
            "title": in_languages(method, "title"),
            "minimum_people": method.minimum_people,
            "full_people": method.full_people,
            "comparison_groups": method.comparison_groups,
            "satisfied_from": method.satisfied_from,
        },
        "peer_group": cycle.peer_group,
        "collects_from": cycle.collects_from.isoformat(),
        "collects_until": cycle.collects_until.isoformat(),
    }


def _organization(organization: Organization) -> dict[str, Any]:
    return {"slug": organization.slug, "name": in_languages(organization, "name")}


def _groups(ballots: Ballots, rules: Thresholds) -> list[dict[str, Any]]:
    numbers = [group.participants for group in ballots.groups]
    hidden = disclosure.hidden_in_sum(numbers, rules.minimum_people)
    shown = [
        {
            "kind": group.kind,
            "held_on": group.held_on.isoformat(),
            "participants": None if i in hidden else group.participants,
            "void_reason": None,
        }
        for i, group in enumerate(ballots.groups)
    ]
    voided = [
        {"kind": each.kind, "held_on": each.held_on.isoformat(), "participants": None, "void_reason": each.void_reason}
        for each in ballots.voided
    ]
    return shown + voided


def _people(ballots: Ballots, rules: Thresholds) -> int | None:
    people = sum(group.participants for group in ballots.groups)
    return None if people < rules.minimum_people else people


def _overall(cycle: ScorecardCycle, people: list[Figure], staff: list[Figure]) -> dict[str, str | None]:
    share = Fraction(cycle.methodology.measured_share)
    of_people, of_staff = breakdown.overall(people, share), breakdown.overall(staff, share)
    return {"people": text(of_people), "staff": text(of_staff), "gap": text(scoring.gap(of_people, of_staff))}


def _criterion(
    cycle: ScorecardCycle, ballots: Ballots, rules: Thresholds, at: int, people: Figure, staff: Figure
) -> dict[str, Any]:
    criterion = ballots.criteria[at]
    between = breakdown.gap(people, staff)
    groups = breakdown.figures_of_groups(ballots.of_groups(criterion), rules)
    return {
        "position": criterion.position,
        "title": in_languages(criterion, "title"),
        "people": figure_body(people),
        "staff": figure_body(staff),
        "gap": text(between),
        "is_gap_flagged": between is not None and abs(between) >= Fraction(cycle.methodology.gap_flag),
        "groups": [figure_body(each) for each in groups],
    }


def figure_body(figure: Figure) -> dict[str, Any]:
    """A figure as plain values."""
    known = figure.satisfied
    return {
        "state": str(figure.state),
        "people": figure.people,
        "mean": text(figure.mean),
        "median": text(figure.median),
        "counts": None if figure.counts is None else list(figure.counts),
        "satisfied": None
        if known is None
        else {"share": text(known.share), "low": text(known.low), "high": text(known.high)},
        "bound": figure.bound,
        "is_small_group": figure.is_small_group and figure.state is State.SHOWN,
        "is_polarised": figure.is_polarised,
    }


def _input(item: InputItem) -> dict[str, Any]:
    return {
        "title": in_languages(item, "title"),
        "unit": in_languages(item, "unit_label"),
        "entitled": plain(item.entitled),
        "present": plain(item.present),
        "norm": item.norm,
        "source": item.source,
        "finding": item.audit_outcome or None,
        "audited_present": plain(item.audited_present),
        "note": item.audit_note,
    }


def replies_of(cycle: ScorecardCycle, positions: dict[int, int]) -> dict[str, Any]:
    """Replies word for word, in the order in which they came, and whether the authority was silent until the term."""
    replies = [_reply(each, positions) for each in Reply.objects.filter(cycle=cycle).prefetch_related("items")]
    reminders = ReplyReminder.objects.filter(cycle=cycle).order_by("number")
    due = cycle.reply_due_on
    return {
        "replies": replies,
        "reply_asked_on": _moment_day(cycle.reply_asked_at),
        "reply_due_on": _day(due),
        "reminded_on": [_moment_day(each.sent_at) for each in reminders],
        "is_silent": due is not None and clock.today() > due and not any(not each["is_late"] for each in replies),
    }


def _reply(reply: Reply, positions: dict[int, int]) -> dict[str, Any]:
    return {
        "text": reply.text,
        "language": reply.language,
        "office": reply.office,
        "submitted_on": _moment_day(reply.submitted_at),
        "is_late": reply.is_late,
        "items": [
            {"position": positions[item.criterion_id], "stance": item.stance, "text": item.text}
            for item in sorted(reply.items.all(), key=lambda item: positions[item.criterion_id])
        ],
    }


def _meeting(cycle: ScorecardCycle) -> dict[str, Any] | None:
    meeting = InterfaceMeeting.objects.filter(cycle=cycle).first()
    if meeting is None:
        return None
    return {
        "held_on": _day(meeting.held_on),
        "place": meeting.place,
        "community_count": meeting.community_count,
        "authority_count": meeting.authority_count,
        "no_agreement": meeting.no_agreement or None,
    }


def _commitment(commitment: Commitment, positions: dict[int, int]) -> dict[str, Any]:
    return {
        "reference": commitment.reference,
        "text": in_languages(commitment, "text"),
        "owner": _organization(commitment.owner),
        "position": positions.get(commitment.criterion_id) if commitment.criterion_id else None,
        "made_on": _day(commitment.made_on),
        "due_on": _day(commitment.original_due_on),
    }


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _moment_day(moment: datetime | None) -> str | None:
    """The day of a moment in the installation's time zone."""
    return timezone.localtime(moment).date().isoformat() if moment else None
