"""Who may do what in the decision: the committee, its meetings, letters, comments and appeals."""

import rules

from grants.models import (
    READER_ROLES,
    Appeal,
    Application,
    AwardList,
    Call,
    CommitteeMember,
    Meeting,
    PartialOffer,
    Seat,
)
from grants.rules.calls import runs_call
from grants.rules.reviews import DECIDERS, has_conflict_in_call, is_of_an_applicant
from organizations.models import CSO_ROLES, Role, User
from organizations.queries.memberships import holds


@rules.predicate
def leads_meeting(user: User, meeting: Meeting) -> bool:
    """Chairs the committee or keeps its minutes."""
    seats = CommitteeMember.objects.sitting().filter(call=meeting.call_id, user=user)
    return seats.filter(seat__in=[Seat.CHAIR, Seat.SECRETARY]).exists()


@rules.predicate
def chairs_meeting(user: User, meeting: Meeting) -> bool:
    """Chairs the committee."""
    return CommitteeMember.objects.sitting().filter(call=meeting.call_id, user=user, seat=Seat.CHAIR).exists()


@rules.predicate
def sees_meeting(user: User, meeting: Meeting) -> bool:
    """May see the ranking of its call."""
    return user.has_perm("grants.view_ranking", meeting.call)


@rules.predicate
def records_answer_of_donor(user: User, award_list: AwardList) -> bool:
    """Runs the call of the list, and belongs to none of its applicants."""
    return runs_call(user, award_list.call) and not is_of_an_applicant(user, award_list.call)


@rules.predicate
def writes_to_applicant(user: User, application: Application) -> bool:
    """Runs the call and is free of conflict in it."""
    call = application.call
    return runs_call(user, call) and not has_conflict_in_call(user, call) and not is_of_an_applicant(user, call)


@rules.predicate
def is_of_its_applicant(user: User, application: Application) -> bool:
    """Works for the organisation that applied."""
    return holds(user, application.organization_id, *CSO_ROLES)


@rules.predicate
def reads_feedback_as_staff(user: User, application: Application) -> bool:
    """May see the ranking of its call as staff of the implementer."""
    is_staff = holds(user, application.call.programme.implementer_id, *READER_ROLES)
    return is_staff and user.has_perm("grants.view_ranking", application.call)


@rules.predicate
def represents_applicant(user: User, application: Application) -> bool:
    """Represents the organisation that applied."""
    return holds(user, application.organization_id, Role.REPRESENTATIVE)


@rules.predicate
def answers_partial_offer(user: User, offer: PartialOffer) -> bool:
    """Represents the organisation that is asked."""
    return represents_applicant(user, offer.application)


def took_part(user: User, application: Application) -> bool:
    """Whether the person had any part in the decision on it: check, review, committee, proposal or approval.

    Whoever wrote the letter had none: a letter tells what others decided.
    """
    lists = AwardList.objects.filter(rows__application=application)
    check = getattr(application, "eligibility_check", None)
    return (
        (check is not None and check.checked_by_id == user.pk)
        or application.assignments.filter(reviewer=user).exists()
        or CommitteeMember.objects.filter(call=application.call_id, user=user).exists()
        or lists.filter(proposed_by=user).exists()
        or lists.filter(approved_by=user).exists()
    )


@rules.predicate
def decides_appeal(user: User, appeal: Appeal) -> bool:
    """Decides for the implementer, belongs to no applicant of the call, and had no part in the decision."""
    application = appeal.application
    return (
        holds(user, application.call.programme.implementer_id, *DECIDERS)
        and not is_of_an_applicant(user, application.call)
        and not has_conflict_in_call(user, application.call)
        and not took_part(user, application)
    )


@rules.predicate
def runs_call_of_appeal(user: User, appeal: Appeal) -> bool:
    """Runs the call of the appeal and is free of conflict in it."""
    return writes_to_applicant(user, appeal.application)


@rules.predicate
def is_free_in_call(user: User, call: Call) -> bool:
    """Runs the call and has no conflict in it."""
    return runs_call(user, call) and not has_conflict_in_call(user, call) and not is_of_an_applicant(user, call)


rules.add_perm("grants.set_decision_terms", is_free_in_call)
rules.add_perm("grants.manage_committee", is_free_in_call)
rules.add_perm("grants.view_meeting", sees_meeting)
rules.add_perm("grants.record_meeting", leads_meeting & sees_meeting)
rules.add_perm("grants.sign_minutes", chairs_meeting & sees_meeting)
rules.add_perm("grants.record_no_objection", records_answer_of_donor)
rules.add_perm("grants.move_up_reserve", is_free_in_call)
rules.add_perm("grants.answer_partial_offer", answers_partial_offer)
rules.add_perm("grants.send_letters", is_free_in_call)
rules.add_perm("grants.clear_comments", writes_to_applicant)
rules.add_perm("grants.view_feedback", is_of_its_applicant | reads_feedback_as_staff)
rules.add_perm("grants.file_appeal", represents_applicant)
rules.add_perm("grants.decide_appeal", decides_appeal)
rules.add_perm("grants.carry_out_appeal", runs_call_of_appeal)
