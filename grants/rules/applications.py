"""Who may do what to applications: their own organisation writes, its representative submits, staff check."""

import rules

from grants.models import READER_ROLES, Application, Clarification, PartnerConfirmation
from grants.rules.calls import runs_call
from grants.rules.stakes import stakes_of
from organizations.models import Role, User
from organizations.queries.memberships import holds

WRITERS = (Role.REPRESENTATIVE, Role.ACCOUNTANT, Role.MEMBER)


@rules.predicate
def sees_application(user: User, application: Application) -> bool:
    """It is among the applications that concern the person; the same question that lists ask.

    Staff who read what was submitted see it unless something closes it to them: of them the lists need not be asked.
    """
    if application.submitted_at is not None and reads_for_implementer(user, application):
        stakes = stakes_of(user, application.call)
        return application.revises_id is None and application.pk not in stakes.in_conflict | stakes.recused
    return Application.objects.visible_to(user).filter(pk=application.pk).exists()


@rules.predicate
def writes_application(user: User, application: Application) -> bool:
    """Drafts applications for the organisation that applies."""
    return holds(user, application.organization_id, *WRITERS)


@rules.predicate
def writes_application_of_confirmation(user: User, confirmation: PartnerConfirmation) -> bool:
    """Drafts the application that the confirmation is for."""
    return writes_application(user, confirmation.application)


@rules.predicate
def signs_application(user: User, application: Application) -> bool:
    """Represents the organisation that applies."""
    return holds(user, application.organization_id, Role.REPRESENTATIVE)


@rules.predicate
def has_declared_conflict(user: User, application: Application) -> bool:
    """Declared a conflict of interest with this application."""
    return application.pk in stakes_of(user, application.call).in_conflict


@rules.predicate
def is_of_applicant(user: User, application: Application) -> bool:
    """A member, in any role, of the organisation that applies."""
    return holds(user, application.organization_id)


@rules.predicate
def runs_its_call(user: User, application: Application) -> bool:
    """Runs the call it answers."""
    return runs_call(user, application.call)


@rules.predicate
def signs_application_of_clarification(user: User, clarification: Clarification) -> bool:
    """Represents the organisation that is asked."""
    return signs_application(user, clarification.application)


@rules.predicate
def runs_clarification(user: User, clarification: Clarification) -> bool:
    """May ask for clarification of the same application."""
    return bool(may_ask(user, clarification.application))


@rules.predicate
def reads_for_implementer(user: User, application: Application) -> bool:
    """Belongs to the staff of the implementer that reads applications."""
    return holds(user, application.call.programme.implementer_id, *READER_ROLES)


may_ask = runs_its_call & ~has_declared_conflict & ~is_of_applicant

rules.add_perm("grants.view_application", sees_application)
rules.add_perm("grants.view_versions", sees_application & (is_of_applicant | reads_for_implementer))
rules.add_perm("grants.ask_clarification", may_ask)
rules.add_perm("grants.run_clarification", runs_clarification)
rules.add_perm("grants.answer_clarification", signs_application_of_clarification)
rules.add_perm("grants.write_application", writes_application)
rules.add_perm("grants.submit_application", signs_application)
rules.add_perm("grants.send_back_application", signs_application)
rules.add_perm("grants.withdraw_application", signs_application)
rules.add_perm("grants.check_eligibility", runs_its_call & ~has_declared_conflict & ~is_of_applicant)
rules.add_perm("grants.assign_reviewers", runs_its_call & ~has_declared_conflict & ~is_of_applicant)
rules.add_perm("grants.declare_own_conflict", reads_for_implementer & sees_application)
rules.add_perm("grants.write_confirmation", writes_application_of_confirmation)
