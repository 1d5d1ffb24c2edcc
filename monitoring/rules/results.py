"""Who may set up frameworks, report figures, and verify them.

The implementer's monitoring officers verify; the one who submitted never does, nor the one who entered the figure, nor
anybody of the organisation that reports. In a grant the representative submits; members and accountants draft.
"""

from typing import Any

import rules

from grants.models import Agreement, Programme
from grants.models.agreement.agreement import GRANTEE_READERS, STAFF_READERS
from monitoring.models import Framework, Indicator, Measurement, Period, ProgressReport, Result
from organizations.models import Role, User
from organizations.roles import holds, organizations_where

DESIGNERS = (Role.PROGRAMME_MANAGER, Role.MONITORING_OFFICER)


def framework_of(thing: Any) -> Framework:
    """The framework that a thing of this aggregate belongs to."""
    if isinstance(thing, Framework):
        return thing
    if isinstance(thing, Measurement | ProgressReport):
        return thing.period.framework
    if isinstance(thing, Period | Indicator | Result):
        return thing.framework
    raise TypeError(f"Belongs to no framework: {thing!r}")


def programme_of(thing: Any) -> Programme:
    """The programme of a framework, of a thing below it, or of an agreement."""
    if isinstance(thing, Programme):
        return thing
    return thing.programme if isinstance(thing, Agreement) else framework_of(thing).programme


@rules.predicate
def designs(user: User, thing: Any) -> bool:
    """A programme manager or monitoring officer of the implementer."""
    return holds(user, programme_of(thing).implementer_id, *DESIGNERS)


@rules.predicate
def works_for_grantee(user: User, thing: Any) -> bool:
    """Of the organisation whose grant's framework it is."""
    agreement = framework_of(thing).agreement
    return agreement is not None and holds(user, agreement.organization_id, *GRANTEE_READERS)


@rules.predicate
def may_read(user: User, thing: Any) -> bool:
    """Reads the agreement; of a whole programme, staff of its implementer and viewers of its donors."""
    framework = framework_of(thing)
    if framework.agreement is not None:
        return user.has_perm("grants.view_agreement", framework.agreement)
    if holds(user, framework.programme.implementer_id, *STAFF_READERS):
        return True
    donors = organizations_where(user, Role.VIEWER)
    return bool(donors) and framework.programme.funding_lines.filter(donor__in=donors).exists()


@rules.predicate
def drafts(user: User, thing: Any) -> bool:
    """Enters figures: of a grant its organisation, of the whole programme the implementer."""
    framework = framework_of(thing)
    if framework.agreement is not None:
        return holds(user, framework.agreement.organization_id, *GRANTEE_READERS)
    return holds(user, framework.programme.implementer_id, *DESIGNERS, Role.GRANTS_OFFICER)


@rules.predicate
def answers_for(user: User, thing: Any) -> bool:
    """Submits: of a grant the representative, of the whole programme its designers."""
    framework = framework_of(thing)
    if framework.agreement is not None:
        return holds(user, framework.agreement.organization_id, Role.REPRESENTATIVE)
    return holds(user, framework.programme.implementer_id, *DESIGNERS)


@rules.predicate
def verifies(user: User, thing: Any) -> bool:
    """A monitoring officer of the implementer."""
    return holds(user, framework_of(thing).programme.implementer_id, Role.MONITORING_OFFICER)


@rules.predicate
def submitted_it(user: User, thing: Period | Measurement | ProgressReport) -> bool:
    """The one who submitted it."""
    return thing.submitted_by_id == user.pk


@rules.predicate
def entered_it(user: User, thing: Measurement) -> bool:
    """The one who typed the figure as it stands, whoever submitted it."""
    return thing.changed_by_id == user.pk


@rules.predicate
def is_of_grantee(user: User, thing: Any) -> bool:
    """A member, in any role, of the organisation whose grant is reported on."""
    agreement = framework_of(thing).agreement
    return agreement is not None and holds(user, agreement.organization_id)


vouches = verifies & ~submitted_it & ~is_of_grantee

rules.add_perm("monitoring.set_up_framework", designs)
rules.add_perm("monitoring.change_framework", designs)
rules.add_perm("monitoring.view_framework", may_read)
rules.add_perm("monitoring.open_period", designs)
rules.add_perm("monitoring.enter_figures", drafts)
rules.add_perm("monitoring.submit_period", answers_for)
rules.add_perm("monitoring.verify_period", vouches)
rules.add_perm("monitoring.submit_measurement", answers_for)
rules.add_perm("monitoring.return_measurement", vouches)
rules.add_perm("monitoring.verify_measurement", vouches & ~entered_it)
rules.add_perm("monitoring.draft_progress_report", works_for_grantee)
rules.add_perm("monitoring.submit_progress_report", answers_for)
rules.add_perm("monitoring.decide_progress_report", vouches)
