"""The public figures of accountability: scorecards, replies, and promises made and verified.

Scores come from published snapshots alone, which hold nothing that disclosure control held back; promises are read as
they stand today. Real and demo figures are never added together.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.functional import Promise as Words
from django.utils.translation import gettext_lazy as _

from grants.models import Programme
from kernel.compiled import compiled
from kernel.listing import in_languages
from kernel.prepared import Without, prepared
from monitoring import promises as arithmetic
from monitoring.models import Commitment, CommitmentStatus, ScorecardCycle, Snapshot
from monitoring.promises import PromiseTally
from monitoring.queries.promises import Promise, promises_around, promises_of_scorecard, published_promises
from monitoring.queries.published import NOT_IN_SUMMARY, PublicScorecard, PublicSummary, read_body, read_summary
from monitoring.scoring import Incomparable, incomparable
from organizations.models import Organization

SUMMARY = Without(F("snapshots__body"), *NOT_IN_SUMMARY)
REASONS: dict[Incomparable, str | Words] = {
    Incomparable.METHODOLOGY: _("The two were scored by different versions of the method."),
    Incomparable.PEER_GROUP: _("The two authorities are of different kinds."),
    Incomparable.TOO_FEW_PEOPLE: _("In one of the two too few people scored for a comparison."),
    Incomparable.TOO_FEW_GROUPS: _("In one of the two too few focus groups met for a comparison."),
    Incomparable.NO_SCORE: _("One of the two has no overall score."),
}


@dataclass(frozen=True)
class Version:
    """One published version: number, digest of its body, when, and what was corrected ("" for the first)."""

    number: int
    digest: str
    published_at: datetime
    reason: str


@dataclass(frozen=True)
class ScorecardFigures:
    """One scorecard: the version that is read, all versions, its project if published, and the promises made."""

    card: PublicScorecard
    version: Version
    versions: list[Version]
    programme: Programme | None
    promises: list[Promise]
    tally: PromiseTally

    @property
    def is_last(self) -> bool:
        """Whether this is the latest version."""
        return self.version.number == self.versions[0].number


@dataclass(frozen=True)
class ScorecardLine(PublicSummary):
    """A scorecard in a list: its latest version, since when, and what became of the promises."""

    published_at: datetime
    version: int
    promises_made: int
    promises_kept: int

    @property
    def published_on(self) -> date:
        """The day of publication in the installation's time zone."""
        return timezone.localtime(self.published_at).date()


@dataclass(frozen=True)
class AuthorityFigures:
    """Everything that an authority answered for: its last scorecard, the earlier ones, its promises and their tally."""

    last: ScorecardFigures | None
    scorecards: list[PublicSummary]
    promises: list[Promise]
    tally: PromiseTally


@dataclass(frozen=True)
class Comparison:
    """The change of the overall score of people in points of the scale, or why there is none."""

    change: Decimal | None
    reason: str


@dataclass(frozen=True)
class Earlier:
    """The scorecard before one of the same service of the same authority, and what changed since."""

    line: ScorecardLine
    comparison: Comparison


@prepared
def public_scorecards() -> QuerySet[ScorecardCycle]:
    """Scorecards that the public may read, newest first: published, their authority and facilitator public too."""
    public = Organization.objects.published()
    scorecards = ScorecardCycle.objects.published().filter(competence__authority__organization__in=public)
    return scorecards.filter(facilitator__in=public).order_by("-collects_from", "-pk")


def with_versions(scorecards: QuerySet[ScorecardCycle]) -> QuerySet[ScorecardCycle]:
    """Scorecards with what a line is made of, and no fact of their own but the reference.

    `last_summary` (what `read_summary` reads), `last_published_at` and `last_version` are those of the latest version;
    `promises_made` counts every promise that was recorded in it, `promises_kept` those that were verified.
    """
    return _with_last(scorecards).annotate(**_of_versions()).only("reference")


@prepared
def published_scorecards() -> QuerySet[ScorecardCycle]:
    """The public scorecards `with_versions`."""
    return with_versions(public_scorecards())


@compiled
def _summaries(*, organization: int) -> QuerySet[ScorecardCycle, tuple[int, str, dict[str, Any]]]:
    """The public scorecards of an authority: key, reference, and what their latest versions say in short."""
    scorecards = public_scorecards().filter(competence__authority__organization=organization)
    return _with_last(scorecards).values_list("pk", "reference", SUMMARY)


def _with_last(scorecards: QuerySet[ScorecardCycle]) -> QuerySet[ScorecardCycle]:
    """Scorecards beside their latest snapshot: one row each."""
    return scorecards.filter(snapshots__version=_last_version())


@cache
def _last_version() -> Subquery:
    return Subquery(Snapshot.objects.filter(cycle=OuterRef("pk")).order_by("-version").values("version")[:1])


@cache
def _of_versions() -> dict[str, Combinable]:
    """Put together once, which costs more than a page of answers."""
    promises = Commitment.objects.filter(cycle=OuterRef("pk"))
    return {
        "last_summary": SUMMARY,
        "last_published_at": F("snapshots__published_at"),
        "last_version": F("snapshots__version"),
        "promises_made": _number(promises),
        "promises_kept": _number(promises.filter(status=CommitmentStatus.VERIFIED)),
    }


def _number(rows: QuerySet[Any]) -> Coalesce:
    """How many `rows` there are, for one row of an outer query."""
    return Coalesce(Subquery(rows.order_by().values("cycle").annotate(number=Count("pk")).values("number")), 0)


def scorecard_lines(scorecards: Iterable[ScorecardCycle]) -> list[ScorecardLine]:
    """Lines for a list, in the order of `scorecards`, which come out of `published_scorecards`; asks no database."""
    return [_line(each) for each in scorecards]


def scorecard_figures(reference: str, version: int | None = None) -> ScorecardFigures | None:
    """One scorecard by its reference, whatever its case, in its latest or the given version; None when not public."""
    reference = reference.upper()
    snapshots = _snapshots_at(reference=reference)
    return _figures(snapshots, promises_of_scorecard(reference), version) if snapshots else None


@prepared
def _snapshots() -> QuerySet[Snapshot]:
    """The versions of scorecards, latest first, with their projects."""
    shown = ("cycle", "version", "body", "digest", "reason", "published_at", "cycle__programme__slug")
    project = ("cycle__programme__published_at", *in_languages("cycle__programme__title"))
    return Snapshot.objects.select_related("cycle__programme").only(*shown, *project).order_by("-version")


@compiled
def _snapshots_at(*, reference: str) -> QuerySet[Snapshot]:
    """Those of the public scorecard with this reference."""
    return _snapshots().filter(cycle__in=public_scorecards().filter(reference=reference).order_by().values("pk"))


@compiled
def _snapshots_of(*, cycle: int) -> QuerySet[Snapshot]:
    return _snapshots().filter(cycle=cycle)


def _figures(snapshots: list[Snapshot], promises: list[Promise], version: int | None = None) -> ScorecardFigures | None:
    chosen = next((each for each in snapshots if version in (None, each.version)), None)
    if chosen is None:
        return None
    programme = chosen.cycle.programme
    return ScorecardFigures(
        card=read_body(chosen.body),
        version=_version(chosen),
        versions=[_version(each) for each in snapshots],
        programme=programme if programme is not None and programme.is_published else None,
        promises=promises,
        tally=tally_of(promises),
    )


def earlier_scorecard(card: PublicScorecard) -> Earlier | None:
    """The published scorecard of the same service of the same authority that was collected before `card`, if any."""
    same = ScorecardCycle.objects.filter(reference=card.reference).values("competence")
    before = published_scorecards().filter(competence__in=same, collects_from__lt=card.collects_from)
    found: Any = before.annotate(last_body=F("snapshots__body")).first()
    return None if found is None else Earlier(_line(found), compare(card, read_body(found.last_body)))


def published_body(reference: str, version: int) -> dict[str, Any] | None:
    """The body of one published version, whose canonical form has the digest that is printed; None when not public."""
    public = public_scorecards().filter(reference=reference.upper()).order_by().values("pk")
    return Snapshot.objects.filter(cycle__in=public, version=version).values_list("body", flat=True).first()


def authority_figures(organization: Organization) -> AuthorityFigures:
    """What `organization` was scored for and what it promised; a fixed number of queries."""
    scorecards = _summaries(organization=organization.pk)
    last, reference = scorecards[0][:2] if scorecards else (None, "")
    told = promises_around(organization, last)
    promises = [each for each in told if each.owner_slug == organization.slug]
    of_last = [each for each in told if each.scorecard_reference == reference]
    return AuthorityFigures(
        last=_figures(_snapshots_of(cycle=last), of_last) if last is not None else None,
        scorecards=[read_summary(summary) for _key, _reference, summary in scorecards],
        promises=promises,
        tally=tally_of(promises),
    )


def tally_of(promises: Iterable[Promise]) -> PromiseTally:
    """Promises made, verified as kept, closed as not kept, and open beyond their present due date.

    Made counts every promise that was ever recorded; a claim that nobody verified counts as made only.
    """
    return arithmetic.tally((each.status, each.is_late) for each in promises)


def promises_in_public() -> dict[bool, PromiseTally]:
    """The tally of all published promises of public authorities: real under False, demo under True."""
    public = set(Organization.objects.published().values_list("slug", flat=True))
    every = [each for each in published_promises() if each.owner_slug in public]
    return {is_demo: tally_of(each for each in every if each.is_demo is is_demo) for is_demo in (False, True)}


def compare(newer: PublicScorecard, older: PublicScorecard) -> Comparison:
    """How the overall score of people changed from `older` to `newer`.

    Only within one version of the methodology and one peer group, with enough people and groups in both; otherwise
    the reason.
    """
    reason = incomparable(newer.basis, older.basis, full_people=newer.full_people, groups=newer.comparison_groups)
    if reason is None and newer.people_score is not None and older.people_score is not None:
        return Comparison(newer.people_score - older.people_score, "")
    return Comparison(None, str(REASONS[reason or Incomparable.NO_SCORE]))


def _version(snapshot: Snapshot) -> Version:
    return Version(snapshot.version, snapshot.digest, snapshot.published_at, snapshot.reason)


def _line(cycle: Any) -> ScorecardLine:
    """`cycle` carries the annotations of `published_scorecards`."""
    return ScorecardLine(
        **vars(read_summary(cycle.last_summary)),
        published_at=cycle.last_published_at,
        version=cycle.last_version,
        promises_made=cycle.promises_made,
        promises_kept=cycle.promises_kept,
    )
