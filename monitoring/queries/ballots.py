"""The counts of one cycle as they stand, and their digest."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from monitoring.breakdown import Votes, total
from monitoring.canonical import digest
from monitoring.models import COUNT_FIELDS, Criterion, FocusGroup, ProviderScore, ScorecardCycle, ScoreSheet, StaffGroup

Sheet = TypeVar("Sheet", ScoreSheet, ProviderScore)


@dataclass(frozen=True)
class Ballots:
    """Criteria and focus groups in their order, and the latest sheet of each; voided groups apart."""

    criteria: list[Criterion]
    groups: list[FocusGroup]
    voided: list[FocusGroup]
    sheets: dict[tuple[int, int], ScoreSheet]
    staff: dict[tuple[str, int], ProviderScore]

    def of_group(self, group: FocusGroup, criterion: Criterion) -> Votes | None:
        """What `group` gave to `criterion`; None when nothing was recorded."""
        return votes_of(self.sheets.get((group.pk, criterion.pk)))

    def of_groups(self, criterion: Criterion) -> list[Votes | None]:
        """What each valid group gave to `criterion`, in the order of `groups`."""
        return [self.of_group(group, criterion) for group in self.groups]

    def of_people(self, criterion: Criterion) -> Votes | None:
        """What all valid groups gave to `criterion` together."""
        return total([each for each in self.of_groups(criterion) if each is not None])

    def of_staff(self, criterion: Criterion) -> Votes | None:
        """What all staff gave to `criterion` together."""
        sheets = [self.staff.get((str(group), criterion.pk)) for group in StaffGroup]
        return total([votes for votes in map(votes_of, sheets) if votes is not None])

    def is_recorded(self, group: FocusGroup) -> bool:
        """Whether the sheet of `group` holds every criterion."""
        return all((group.pk, criterion.pk) in self.sheets for criterion in self.criteria)

    def has_staff(self) -> bool:
        """Whether any staff scored."""
        return bool(self.staff)


def votes_of(sheet: ScoreSheet | ProviderScore | None) -> Votes | None:
    """The votes on a sheet; None for no sheet."""
    return None if sheet is None else Votes(sheet.counts, sheet.n_not_applicable)


def ballots_of(cycle: ScorecardCycle) -> Ballots:
    """All counts of `cycle`, the latest version of each; four queries."""
    groups = list(FocusGroup.objects.filter(cycle=cycle).order_by("held_on", "pk"))
    sheets = ScoreSheet.objects.filter(focus_group__cycle=cycle).order_by("version", "pk")
    staff = ProviderScore.objects.filter(criterion__cycle=cycle).order_by("version", "pk")
    return Ballots(
        criteria=list(Criterion.objects.filter(cycle=cycle).order_by("position", "pk")),
        groups=[group for group in groups if group.voided_at is None],
        voided=[group for group in groups if group.voided_at is not None],
        sheets={(each.focus_group_id, each.criterion_id): each for each in sheets},
        staff={(each.staff_group, each.criterion_id): each for each in staff},
    )


def digest_of(ballots: Ballots) -> str:
    """SHA-256 over all counts of a cycle, voided groups included: what a reply can never change."""
    body = {
        "groups": sorted([group.pk, group.participants] for group in [*ballots.groups, *ballots.voided]),
        "people": sorted([*key, *_row(sheet)] for key, sheet in ballots.sheets.items()),
        "staff": sorted([*key, *_row(sheet)] for key, sheet in ballots.staff.items()),
    }
    return digest(body)


def _row(sheet: Any) -> Iterable[int]:
    return [getattr(sheet, field) for field in COUNT_FIELDS]
