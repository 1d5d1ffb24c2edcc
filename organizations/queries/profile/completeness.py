"""How complete a profile is: section by section, what is missing in plain words."""

from collections.abc import Collection
from dataclasses import dataclass

from organizations.models import Organization
from organizations.registries import profile_sections


@dataclass(frozen=True)
class SectionState:
    """One section: what is missing in it, one sentence each, and the share of what is asked that is there (0–100).

    `url` is the page on which its people fill it in.
    """

    name: str
    title: str
    url: str
    gaps: tuple[str, ...]
    percent: int

    @property
    def is_complete(self) -> bool:
        """Whether nothing is missing."""
        return not self.gaps


@dataclass(frozen=True)
class ProfileCompleteness:
    """All sections in their order, and the share of all that is asked that is there, from 0 to 100."""

    sections: tuple[SectionState, ...]
    percent: int

    @property
    def gaps(self) -> tuple[str, ...]:
        """Everything that is missing, in the order of the sections."""
        return tuple(gap for section in self.sections for gap in section.gaps)

    @property
    def is_complete(self) -> bool:
        """Whether nothing is missing."""
        return not self.gaps


def _share(there: int, asked: int) -> int:
    return 100 if not asked else round(100 * there / asked)


def completeness_of(organization: Organization, *, only: Collection[str] | None = None) -> ProfileCompleteness:
    """What the profile has and lacks, of the sections named in `only` (of all, when it is None).

    Every demand of a section counts as one: percent = demands met / demands. A fixed number of queries a section.
    """
    states, asked, there = [], 0, 0
    for section in profile_sections:
        if only is not None and section.name not in only:
            continue
        found = list(section.check(organization))
        gaps = tuple(str(gap) for gap in found if gap is not None)
        asked, there = asked + len(found), there + len(found) - len(gaps)
        share = _share(len(found) - len(gaps), len(found))
        states.append(SectionState(section.name, str(section.title), section.url(organization), gaps, share))
    return ProfileCompleteness(tuple(states), _share(there, asked))
