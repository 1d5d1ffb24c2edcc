"""Who may do what to calls: the implementer's programme managers and grants officers; a second person approves."""

import rules

from grants.models import Call, CallAmendment, DeadlineExtension, Enquiry, Programme
from organizations.models import STAFF_ROLES, Role, User
from organizations.queries.memberships import holds, organizations_where

RUNS_CALLS = (Role.PROGRAMME_MANAGER, Role.GRANTS_OFFICER)


@rules.predicate
def runs_calls_somewhere(user: User) -> bool:
    """Prepares calls for some implementer."""
    return bool(organizations_where(user, *RUNS_CALLS))


@rules.predicate
def runs_calls_of_programme(user: User, programme: Programme) -> bool:
    """Prepares calls for the programme's implementer."""
    return holds(user, programme.implementer_id, *RUNS_CALLS)


@rules.predicate
def runs_call(user: User, call: Call) -> bool:
    """Prepares calls for the implementer of this one."""
    return holds(user, call.programme.implementer_id, *RUNS_CALLS)


@rules.predicate
def manages_call(user: User, call: Call) -> bool:
    """Is programme manager of the implementer."""
    return holds(user, call.programme.implementer_id, Role.PROGRAMME_MANAGER)


@rules.predicate
def prepared_call(user: User, call: Call) -> bool:
    """Prepared it or changed it last."""
    return user.pk in (call.created_by_id, call.changed_by_id)


@rules.predicate
def sees_call(user: User, call: Call) -> bool:
    """It is among the calls that concern the person."""
    if holds(user, call.programme.implementer_id, *STAFF_ROLES):
        return True
    return Call.objects.visible_to(user).filter(pk=call.pk).exists()


@rules.predicate
def approves_extension(user: User, extension: DeadlineExtension) -> bool:
    """Is programme manager of the implementer, and did not propose it."""
    return extension.proposed_by_id != user.pk and manages_call(user, extension.call)


@rules.predicate
def runs_call_of_enquiry(user: User, enquiry: Enquiry) -> bool:
    """Prepares calls for the implementer about whose call it was asked."""
    return holds(user, enquiry.call.programme.implementer_id, *RUNS_CALLS)


@rules.predicate
def approves_amendment(user: User, amendment: CallAmendment) -> bool:
    """Is programme manager of the implementer, and did not propose it."""
    return amendment.proposed_by_id != user.pk and manages_call(user, amendment.call)


rules.add_perm("grants.list_calls_as_staff", runs_calls_somewhere)
rules.add_perm("grants.create_call", runs_calls_of_programme)
rules.add_perm("grants.view_call", sees_call)
rules.add_perm("grants.change_call", runs_call)
rules.add_perm("grants.approve_call", manages_call & ~prepared_call)
rules.add_perm("grants.publish_call", runs_call)
rules.add_perm("grants.cancel_call", manages_call)
rules.add_perm("grants.extend_call", runs_call)
rules.add_perm("grants.approve_extension", approves_extension)
rules.add_perm("grants.approve_amendment", approves_amendment)
rules.add_perm("grants.manage_applications", runs_call)
rules.add_perm("grants.answer_enquiry", runs_call_of_enquiry)
