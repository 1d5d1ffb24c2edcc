"""Acts on a scorecard cycle: plan, write criteria, start, freeze, open again, cancel."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from grants.models import Programme
from kernel import clock
from kernel.references import next_reference
from monitoring.actions.guards import expect, locked, permit, require_second_person, require_text
from monitoring.lifecycles.scorecards import SCORECARD
from monitoring.models import Criterion, MethodologyVersion, PeerGroup, ScorecardCycle, ScorecardStatus
from monitoring.queries.ballots import ballots_of, digest_of
from monitoring.queries.readiness import lacks
from monitoring.refusals import Incomplete, NotCompetent, WrongDates
from organizations.actions.activity import record
from organizations.models import AuthorityTier, Competence, Organization, UnitKind, User

MOST_CRITERIA = 30
PEERS = {
    AuthorityTier.CENTRAL: PeerGroup.CENTRAL,
    AuthorityTier.DISTRICT: PeerGroup.DISTRICT,
    AuthorityTier.AGENCY: PeerGroup.AGENCY,
}


@transaction.atomic
def plan_cycle(
    *,
    by: User,
    title: Mapping[str, str],
    competence: Competence,
    facilitator: Organization,
    programme: Programme | None,
    collects_from: date,
    collects_until: date,
) -> ScorecardCycle:
    """Plan a cycle on what an authority is competent for on all days of collection; `title` by language code.

    The methodology in force on the first day is kept. Refuses a service that the authority did not answer for then,
    an authority that scores itself, real and demo mixed, and dates in a wrong order.
    """
    cycle = ScorecardCycle(
        competence=competence, facilitator=facilitator, programme=programme, planned_at=clock.now(), planned_by=by
    )
    permit(by, "monitoring.run_scorecard", cycle)
    cycle.collects_from, cycle.collects_until = collects_from, collects_until
    _check_parties(cycle)
    _check_dates(cycle)
    for code, words in title.items():
        setattr(cycle, f"title_{code}", words)
    cycle.methodology = _methodology_on(collects_from)
    cycle.peer_group = peer_group_of(competence)
    cycle.reference = next_reference("SCO")
    cycle.save()
    record("scorecard_planned", cycle, by=by, organization=facilitator, competence=competence.pk)
    return cycle


def peer_group_of(competence: Competence) -> PeerGroup:
    """The authorities among which the holder of `competence` may be compared."""
    authority = competence.authority
    is_city = authority.unit.kind == UnitKind.MUNICIPALITY
    return PEERS.get(AuthorityTier(authority.tier), PeerGroup.CITY if is_city else PeerGroup.VILLAGE)


def _check_parties(cycle: ScorecardCycle) -> None:
    authority = cycle.authority.organization
    if authority == cycle.facilitator:
        reason = _("An authority cannot run the scorecard of its own service. Choose another facilitator.")
        raise NotCompetent(reason, fields={"facilitator": reason})
    flags = {authority.is_demo, cycle.facilitator.is_demo}
    if cycle.programme is not None:
        flags.add(cycle.programme.is_demo)
    if len(flags) > 1:
        reason = _("Demo data and real data cannot meet in one scorecard. Choose parties of one kind.")
        raise NotCompetent(reason, fields={"competence": reason})


def _check_dates(cycle: ScorecardCycle) -> None:
    if cycle.collects_until < cycle.collects_from:
        reason = _("The last day of collection comes before the first. Correct one of them.")
        raise WrongDates(reason, fields={"collects_until": reason})
    held = cycle.competence
    if cycle.collects_from < held.since_on or (held.until_on is not None and held.until_on <= cycle.collects_until):
        reason = _(
            "The authority does not answer for this service on all of these days, so it cannot be scored for it. "
            "Choose other days, or the authority that was competent then."
        )
        raise NotCompetent(reason, fields={"competence": reason})


def _methodology_on(day: date) -> MethodologyVersion:
    method = MethodologyVersion.objects.valid_on(day).order_by("-number").first()
    if method is None:
        reason = _("No version of the methodology is in force on the first day. Choose a later day.")
        raise WrongDates(reason, fields={"collects_from": reason})
    return method


@transaction.atomic
def write_criteria(cycle: ScorecardCycle, *, by: User, titles: Sequence[Mapping[str, str]]) -> ScorecardCycle:
    """Write the statements to be scored, in their order, by language code; what was written before is replaced.

    Only while the cycle is planned: afterwards all groups score the same words.
    """
    row = locked(cycle)
    permit(by, "monitoring.run_scorecard", row)
    expect(row, ScorecardStatus.PLANNED, reason=_("Criteria are fixed: the collection of scores has begun."))
    if not 1 <= len(titles) <= MOST_CRITERIA:
        raise Incomplete(_("Write at least one criterion; the limit is %(most)s.") % {"most": MOST_CRITERIA})
    Criterion.objects.filter(cycle=row).delete()
    for position, words in enumerate(titles, start=1):
        Criterion.objects.create(
            cycle=row, position=position, **{f"title_{code}": text for code, text in words.items()}
        )
    record("scorecard_criteria_written", row, by=by, organization=row.facilitator, number=len(titles))
    return row


@transaction.atomic
def start_collecting(cycle: ScorecardCycle, *, by: User) -> ScorecardCycle:
    """Fix the criteria and open the cycle for counts and inputs."""
    row = locked(cycle)
    SCORECARD.check(row, "start_collecting", by=by)
    refuse_if_lacking(row)
    SCORECARD.make(row, "start_collecting", by=by)
    record("scorecard_collecting_started", row, by=by, organization=row.facilitator)
    return row


@transaction.atomic
def freeze_draft(cycle: ScorecardCycle, *, by: User) -> ScorecardCycle:
    """Lock all counts and keep their digest; refuses while a group or an input is missing."""
    row = locked(cycle)
    SCORECARD.check(row, "freeze", by=by)
    refuse_if_lacking(row)
    row.frozen_at, row.frozen_by, row.frozen_digest = clock.now(), by, digest_of(ballots_of(row))
    row.save(update_fields=["frozen_at", "frozen_by", "frozen_digest"])
    SCORECARD.make(row, "freeze", by=by)
    record("scorecard_frozen", row, by=by, organization=row.facilitator, digest=row.frozen_digest)
    return row


@transaction.atomic
def reopen_draft(cycle: ScorecardCycle, *, by: User, reason: str) -> ScorecardCycle:
    """Open a frozen draft for corrections before the authority has seen it; never by the one who froze it."""
    row = locked(cycle)
    SCORECARD.check(row, "reopen", by=by)
    require_second_person(by, row.frozen_by_id, _("You froze this draft yourself. Ask a colleague to open it again."))
    require_text(reason, "reason", _("Say what has to be corrected."))
    SCORECARD.make(row, "reopen", by=by)
    row.frozen_at, row.frozen_by, row.frozen_digest = None, None, ""
    row.save(update_fields=["frozen_at", "frozen_by", "frozen_digest"])
    record("scorecard_reopened", row, by=by, organization=row.facilitator)
    return row


@transaction.atomic
def cancel_cycle(cycle: ScorecardCycle, *, by: User, reason: str) -> ScorecardCycle:
    """End a cycle before its publication, with the reason; nothing that was recorded is deleted."""
    row = locked(cycle)
    SCORECARD.check(row, "cancel", by=by)
    row.cancel_reason = require_text(reason, "reason", _("Say why the cycle is cancelled."))
    row.cancelled_at, row.cancelled_by = clock.now(), by
    row.save(update_fields=["cancel_reason", "cancelled_at", "cancelled_by"])
    SCORECARD.make(row, "cancel", by=by)
    record("scorecard_cancelled", row, by=by, organization=row.facilitator)
    return row


def refuse_if_lacking(cycle: ScorecardCycle) -> None:
    """Raise Incomplete with everything that the cycle still lacks before its next step."""
    missing = lacks(cycle, ballots_of(cycle))
    if missing:
        raise Incomplete(" ".join(missing))
