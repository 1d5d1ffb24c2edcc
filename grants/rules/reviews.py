"""Who may review, see the ranking, propose, decide and answer an award."""

import rules

from grants.models import (
    READER_ROLES,
    ApplicationStatus,
    Assignment,
    Award,
    AwardList,
    Call,
    CommitteeMember,
    Conflict,
    NoteSelection,
    Review,
)
from grants.rules.applications import has_declared_conflict
from grants.rules.calls import RUNS_CALLS, manages_call, runs_call
from grants.rules.stakes import stakes_of
from organizations.models import Role, User
from organizations.queries.memberships import holds, organizations_where, roles_of

DECIDERS = (Role.PROGRAMME_MANAGER, Role.FINANCE_APPROVER)


@rules.predicate
def is_its_reviewer(user: User, assignment: Assignment) -> bool:
    """The assignment is the person's own, still stands, and no conflict closes its application."""
    return (
        assignment.reviewer_id == user.pk
        and assignment.is_live
        and not has_declared_conflict(user, assignment.application)
    )


@rules.predicate
def declared_no_conflict(user: User, assignment: Assignment) -> bool:
    """Said that there is no conflict of interest."""
    return assignment.conflict == Conflict.NONE


@rules.predicate
def wrote_review(user: User, review: Review) -> bool:
    """The review is the person's own, and nothing forbids it."""
    return is_its_reviewer(user, review.assignment) and declared_no_conflict(user, review.assignment)


@rules.predicate
def takes_part_in_review(user: User, call: Call) -> bool:
    """Was assigned an application of the call, whatever became of it."""
    return bool(stakes_of(user, call).given)


@rules.predicate
def has_conflict_in_call(user: User, call: Call) -> bool:
    """Declared a conflict of interest with an application of the call."""
    return bool(stakes_of(user, call).in_conflict)


@rules.predicate
def is_of_an_applicant(user: User, call: Call) -> bool:
    """A member, in any role, of an organisation whose application to the call stands."""
    others = set(roles_of(user)) - {call.programme.implementer_id}
    standing = call.applications.exclude(status__in=[ApplicationStatus.DRAFT, ApplicationStatus.WITHDRAWN])
    return bool(others) and standing.filter(organization__in=others).exists()


@rules.predicate
def reads_applications(user: User, call: Call) -> bool:
    """Belongs to the staff of the implementer that reads applications."""
    return holds(user, call.programme.implementer_id, *READER_ROLES)


@rules.predicate
def sits_on_committee(user: User, call: Call) -> bool:
    """Is on the committee of the call."""
    return CommitteeMember.objects.sitting().filter(call=call, user=user).exists()


@rules.predicate
def decides_award_list(user: User, award_list: AwardList | NoteSelection) -> bool:
    """Decides for the implementer, did not propose the list, judged and sent none of it, and has no conflict there."""
    call = award_list.call
    return (
        award_list.proposed_by_id != user.pk
        and holds(user, call.programme.implementer_id, *DECIDERS)
        and not takes_part_in_review(user, call)
        and not sits_on_committee(user, call)
        and not has_conflict_in_call(user, call)
        and not is_of_an_applicant(user, call)
    )


@rules.predicate
def represents_awarded(user: User, award: Award) -> bool:
    """Represents the organisation to which it was awarded."""
    return holds(user, award.application.organization_id, Role.REPRESENTATIVE)


@rules.predicate
def runs_its_call(user: User, award: Award) -> bool:
    """Runs the call from which the award came."""
    return holds(user, award.application.call.programme.implementer_id, *RUNS_CALLS)


@rules.predicate
def runs_call_of_review(user: User, review: Review) -> bool:
    """Assigns the reviewers of its application, has no conflict with it, and did not write the review."""
    assignment = review.assignment
    return assignment.reviewer_id != user.pk and user.has_perm("grants.assign_reviewers", assignment.application)


@rules.predicate
def is_oneself(user: User, person: User) -> bool:
    """It is the person's own."""
    return user.pk == person.pk


@rules.predicate
def asked_to_review(user: User, person: User) -> bool:
    """The person was asked to review a call that the user runs."""
    mine = organizations_where(user, *RUNS_CALLS)
    return bool(mine) and person.reviewed_calls.filter(call__programme__implementer__in=mine).exists()


@rules.predicate
def reviews_somewhere(user: User, person: User) -> bool:
    """The person was asked to review some call."""
    return person.reviewed_calls.exists()


@rules.predicate
def judges_blind(user: User, call: Call) -> bool:
    """Was given applications of a call whose names are still hidden from reviewers."""
    return call.is_veiled and takes_part_in_review(user, call)


rules.add_perm("grants.declare_conflict", is_its_reviewer)
rules.add_perm("grants.write_review", is_its_reviewer & declared_no_conflict)
rules.add_perm("grants.submit_review", wrote_review)
rules.add_perm(
    "grants.view_ranking",
    (reads_applications | (sits_on_committee & ~judges_blind)) & ~has_conflict_in_call & ~is_of_an_applicant,
)
rules.add_perm("grants.propose_awards", runs_call & ~has_conflict_in_call & ~is_of_an_applicant)
rules.add_perm("grants.decide_award_list", decides_award_list)
rules.add_perm("grants.decide_note_selection", decides_award_list)
rules.add_perm("grants.answer_award", represents_awarded)
rules.add_perm("grants.reopen_review", runs_call_of_review)
rules.add_perm("grants.open_names", manages_call & ~has_conflict_in_call & ~is_of_an_applicant)
rules.add_perm("grants.keep_reviewer_profile", (is_oneself & reviews_somewhere) | asked_to_review)
rules.add_perm("grants.lapse_award", runs_its_call)
rules.add_perm("grants.publish_results", runs_call)
