"""Who may run a scorecard cycle, reply to it and verify commitments.

Nobody of the scored authority runs, audits, controls or verifies, whatever else they are a member of.
"""

import rules

from monitoring.models import AFTER_FREEZE, Commitment, ScorecardCycle
from organizations.models import Role, User
from organizations.roles import holds, organizations_where

RUNNERS = (Role.FACILITATOR, Role.REPRESENTATIVE)


@rules.predicate
def is_of_authority(user: User, cycle: ScorecardCycle) -> bool:
    """A member of the scored authority, in any role."""
    return holds(user, cycle.competence.authority.organization_id)


@rules.predicate
def runs(user: User, cycle: ScorecardCycle) -> bool:
    """A facilitator or representative of the network that runs the cycle."""
    return holds(user, cycle.facilitator_id, *RUNNERS)


@rules.predicate
def monitors(user: User, cycle: ScorecardCycle) -> bool:
    """A monitoring officer of the implementer of the cycle's programme."""
    return cycle.programme is not None and holds(user, cycle.programme.implementer_id, Role.MONITORING_OFFICER)


@rules.predicate
def answers(user: User, cycle: ScorecardCycle) -> bool:
    """An officer of the scored authority, once the draft is frozen."""
    return cycle.status in AFTER_FREEZE and holds(user, cycle.competence.authority.organization_id, Role.OFFICER)


@rules.predicate
def runs_any(user: User) -> bool:
    """A facilitator or representative of any organisation."""
    return bool(organizations_where(user, *RUNNERS))


@rules.predicate
def owns(user: User, commitment: Commitment) -> bool:
    """An officer of the authority that promised."""
    return holds(user, commitment.owner_id, Role.OFFICER)


@rules.predicate
def is_of_owner(user: User, commitment: Commitment) -> bool:
    """A member of the authority that promised, in any role."""
    return holds(user, commitment.owner_id)


@rules.predicate
def follows(user: User, commitment: Commitment) -> bool:
    """A person of the side that runs or monitors the cycle of the commitment."""
    return runs(user, commitment.cycle) or monitors(user, commitment.cycle)


keeps_counts = (runs | monitors) & ~is_of_authority

rules.add_perm("monitoring.plan_scorecard", runs_any)
rules.add_perm("monitoring.view_scorecard", runs | monitors | answers)
rules.add_perm("monitoring.view_counts", keeps_counts)
rules.add_perm("monitoring.run_scorecard", runs & ~is_of_authority)
rules.add_perm("monitoring.audit_inputs", keeps_counts)
rules.add_perm("monitoring.control_scorecard", keeps_counts)
rules.add_perm("monitoring.reply_to_scorecard", answers)
rules.add_perm("monitoring.view_commitment", owns | follows)
rules.add_perm("monitoring.own_commitment", owns)
rules.add_perm("monitoring.verify_commitment", follows & ~is_of_owner)
