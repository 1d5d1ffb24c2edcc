"""Acts on counts: focus groups, their score sheets, the scores of staff, and drafts of both."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from kernel import clock
from monitoring.actions.guards import expect, locked, permit, require_second_person, require_text
from monitoring.models import (
    COUNT_FIELDS,
    CountsDraft,
    Criterion,
    FocusGroup,
    ProviderScore,
    ScorecardCycle,
    ScorecardStatus,
    ScoreSheet,
    StaffGroup,
)
from monitoring.refusals import Incomplete, WrongCounts, WrongDates
from organizations.actions.activity import record
from organizations.actions.documents import attach
from organizations.models import Document, User

CountsByCriterion = Mapping[int, Sequence[int]]


@transaction.atomic
def record_focus_group(
    cycle: ScorecardCycle,
    *,
    by: User,
    kind: str,
    held_on: date,
    place: str,
    participants: int,
    minutes: Document | None = None,
) -> FocusGroup:
    """Record that a group met: kind of people, day, place and how many came; nobody's name."""
    row = _collecting(cycle, by)
    if not row.collects_from <= held_on <= row.collects_until:
        reason = _("The group met outside the days of collection, %(first)s to %(last)s. Correct the day.") % {
            "first": row.collects_from,
            "last": row.collects_until,
        }
        raise WrongDates(reason, fields={"held_on": reason})
    group = FocusGroup.objects.create(
        cycle=row, kind=kind, held_on=held_on, place=place, participants=participants, minutes=minutes,
        recorded_at=clock.now(), recorded_by=by,
    )  # fmt: skip
    if minutes is not None:
        attach(minutes)
    record("focus_group_recorded", row, by=by, organization=row.facilitator, group=group.pk, participants=participants)
    return group


@transaction.atomic
def void_focus_group(group: FocusGroup, *, by: User, reason: str) -> FocusGroup:
    """Leave a defective group out of every figure, with a public note; its counts stay where they are.

    By another person than the one who recorded it. A published scorecard changes only with its next version.
    """
    row = locked(group.cycle)
    permit(by, "monitoring.control_scorecard", row)
    expect(
        row,
        *(ScorecardStatus.COLLECTING, ScorecardStatus.FROZEN, ScorecardStatus.IN_REPLY),
        *(ScorecardStatus.MEETING, ScorecardStatus.PUBLISHED),
        reason=_("A group can be left out only once scores are collected."),
    )
    kept = FocusGroup.objects.select_for_update().get(pk=group.pk)
    if kept.voided_at is not None:
        raise WrongCounts(_("This group does not count already."))
    require_second_person(
        by, kept.recorded_by_id, _("You recorded this group yourself. Ask a colleague to leave it out.")
    )
    kept.void_reason = require_text(reason, "reason", _("Say what was wrong with the group: the public reads it."))
    kept.voided_at, kept.voided_by = clock.now(), by
    kept.save(update_fields=["void_reason", "voided_at", "voided_by"])
    record("focus_group_voided", row, by=by, organization=row.facilitator, group=kept.pk)
    return kept


@transaction.atomic
def save_counts_draft(
    cycle: ScorecardCycle,
    *,
    by: User,
    typed: Mapping[str, str],
    group: FocusGroup | None = None,
    staff_group: str = "",
) -> CountsDraft:
    """Keep what was typed, right or wrong, for one focus group or one group of staff; nothing counts yet."""
    row = _collecting(cycle, by)
    draft, _is_new = CountsDraft.objects.update_or_create(
        cycle=row,
        focus_group=group,
        staff_group=staff_group,
        defaults={"typed": dict(typed), "saved_at": clock.now(), "saved_by": by},
    )
    return draft


@transaction.atomic
def record_group_counts(group: FocusGroup, *, by: User, counts: CountsByCriterion) -> FocusGroup:
    """Record how many of the group gave which score: per criterion the counts of 1 to 5 and of "not applicable".

    A criterion whose counts changed gets a new version; the earlier one stays. Refuses sums above the number of people
    who took part, with the row that is wrong.
    """
    row = _collecting(group.cycle, by)
    _check_criteria(row, counts)
    over = {
        str(key): _("Answers: %(sum)s; people who took part: %(people)s.")
        % {"sum": sum(each), "people": group.participants}
        for key, each in counts.items()
        if sum(each) > group.participants
    }
    if over:
        raise WrongCounts(_("Some rows have more answers than people. Correct the marked rows."), fields=over)
    sheets = ScoreSheet.objects.filter(focus_group=group).order_by("version")
    latest = {each.criterion_id: each for each in sheets}
    _check_none_emptied(counts, latest)
    changed = 0
    for key, each in counts.items():
        if not sum(each) or _is_same(latest.get(key), each):
            continue
        version = latest[key].version + 1 if key in latest else 1
        ScoreSheet.objects.create(
            focus_group=group, criterion_id=key, version=version, recorded_at=clock.now(), recorded_by=by,
            **dict(zip(COUNT_FIELDS, each, strict=True)),
        )  # fmt: skip
        changed += 1
    CountsDraft.objects.filter(focus_group=group).delete()
    record("group_counts_recorded", row, by=by, organization=row.facilitator, group=group.pk, criteria=changed)
    return group


@transaction.atomic
def record_provider_scores(
    cycle: ScorecardCycle, staff_group: str, *, by: User, counts: CountsByCriterion
) -> ScorecardCycle:
    """Record how many of one group of staff gave which score to each criterion; versions as for focus groups."""
    row = _collecting(cycle, by)
    _check_criteria(row, counts)
    if staff_group not in StaffGroup.values:
        raise Incomplete(_("Say which staff scored."))
    scores = ProviderScore.objects.filter(criterion__cycle=row, staff_group=staff_group).order_by("version")
    latest = {each.criterion_id: each for each in scores}
    _check_none_emptied(counts, latest)
    changed = 0
    for key, each in counts.items():
        if not sum(each) or _is_same(latest.get(key), each):
            continue
        version = latest[key].version + 1 if key in latest else 1
        ProviderScore.objects.create(
            criterion_id=key, staff_group=staff_group, version=version, recorded_at=clock.now(), recorded_by=by,
            **dict(zip(COUNT_FIELDS, each, strict=True)),
        )  # fmt: skip
        changed += 1
    CountsDraft.objects.filter(cycle=row, staff_group=staff_group).delete()
    record("provider_scores_recorded", row, by=by, organization=row.facilitator, staff=staff_group, criteria=changed)
    return row


def _collecting(cycle: ScorecardCycle, by: User) -> ScorecardCycle:
    """The cycle locked, if `by` runs it and scores are being collected."""
    row = locked(cycle)
    permit(by, "monitoring.run_scorecard", row)
    expect(
        row,
        ScorecardStatus.COLLECTING,
        reason=_("Counts are recorded only between the start of collection and the freeze."),
    )
    return row


def _check_criteria(cycle: ScorecardCycle, counts: CountsByCriterion) -> None:
    known = set(Criterion.objects.filter(cycle=cycle).values_list("pk", flat=True))
    if not set(counts) <= known:
        raise WrongCounts(_("A criterion of another scorecard was named. Open the page again."))
    if not any(sum(each) for each in counts.values()):
        raise Incomplete(_("Type the counts of at least one criterion."))
    if any(len(each) != len(COUNT_FIELDS) or min(each) < 0 for each in counts.values()):
        raise WrongCounts(_("Counts are whole numbers from 0, one for each score and one for “not applicable”."))


def _check_none_emptied(counts: CountsByCriterion, latest: Mapping[int, ScoreSheet | ProviderScore]) -> None:
    """Raise WrongCounts for rows typed empty that are recorded: they would go on counting unseen."""
    emptied = {
        str(key): _("Counts are recorded here. Correct the numbers; a row cannot be emptied.")
        for key, each in counts.items()
        if key in latest and not sum(each)
    }
    if emptied:
        raise WrongCounts(_("Some rows that were recorded are empty now. Correct the marked rows."), fields=emptied)


def _is_same(sheet: ScoreSheet | ProviderScore | None, counts: Sequence[int]) -> bool:
    return sheet is not None and [getattr(sheet, field) for field in COUNT_FIELDS] == list(counts)
