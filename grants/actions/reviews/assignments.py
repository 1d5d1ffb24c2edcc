"""Acts of assignment: who reviews for a call, and which application goes to whom."""

from collections.abc import Collection, Sequence
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from grants.actions.awards.locks import demand_no_list
from grants.actions.calls.locks import locked_call
from grants.actions.people import find_or_invite
from grants.actions.reviews.diverging import note_divergence
from grants.models import Application, ApplicationStatus, Assignment, Call, CallReviewer, Conflict, ReviewStatus
from grants.queries.reviews.proposal import proposal_for
from grants.queries.reviews.relations import relations_of
from kernel import clock
from kernel.refusals import NotAllowed, NotNow, Refusal
from organizations.actions.activity import record
from organizations.models import User
from organizations.notifications import notify


def _check_manages(call: Call, by: User) -> None:
    if not by.has_perm("grants.manage_applications", call):
        raise NotAllowed(_("Only grants officers and programme managers of the implementer assign reviewers."))


@transaction.atomic
def add_reviewer(call: Call, *, by: User, email: str, name: str = "", language: str = "ro") -> CallReviewer:
    """Ask a person to review for the call. Who has no account gets one, entered by the code sent to their address."""
    _check_manages(call, by)
    user = find_or_invite(email, name=name, language=language, is_demo=call.is_demo)
    reviewer, is_new = CallReviewer.objects.get_or_create(
        call=call, user=user, defaults={"added_at": clock.now(), "added_by": by}
    )
    if is_new:
        record("reviewer_added", call, by=by, organization=call.programme.implementer, reviewer=user.pk)
        notify([user], "reviewer_added", url=reverse("grants:reviews"), call=call)
    return reviewer


def _check_assignable(application: Application, reviewer: User, by: User, despite: str) -> None:
    if not by.has_perm("grants.assign_reviewers", application):
        raise NotAllowed(_("Only grants officers and programme managers without a conflict assign reviewers."))
    if application.status != ApplicationStatus.IN_REVIEW:
        raise NotNow(_("Reviewers are assigned to applications that were found eligible and are not decided."))
    if not CallReviewer.objects.filter(call=application.call, user=reviewer).exists():
        raise Refusal(_("%(person)s is not a reviewer of this call: add the person first.") % {"person": reviewer})
    found = relations_of(application.call, [application], [reviewer])
    facts = {"person": reviewer, "application": application.reference}
    if bars := found.bars(application.pk, reviewer.pk):
        words = _("%(person)s cannot judge %(application)s: %(reasons)s.")
        raise Refusal(words % {**facts, "reasons": "; ".join(bars)})
    if (ties := found.ties(application.pk, reviewer.pk)) and not despite:
        sentence = _(
            "%(person)s and %(application)s: %(reasons)s. Write why the person may judge it all the same, or choose "
            "another."
        ) % {**facts, "reasons": "; ".join(ties)}
        raise Refusal(sentence, fields={"despite": sentence})


def locked(assignment: Assignment) -> Assignment:
    """The row of `assignment`, locked, with all that the acts ask of it."""
    rows = Assignment.objects.select_for_update(of=("self",))
    return rows.select_related("application__call__programme", "application__organization", "reviewer").get(
        pk=assignment.pk
    )


@transaction.atomic
def assign_reviewer(
    application: Application, reviewer: User, *, by: User, despite: str = "", is_further: bool = False
) -> Assignment:
    """Give an application to a reviewer of the call; an assignment that was withdrawn comes back to life.

    Refused where the system knows a bar (`relations`), and where it knows a tie unless `despite` says why. With
    `is_further` the review is the one more that a divergence asks for. Refused while an award list waits.
    """
    call = locked_call(application.call)
    rows = Application.objects.select_for_update(of=("self",)).select_related("call__programme", "organization")
    row = rows.get(pk=application.pk)
    _check_assignable(row, reviewer, by, despite.strip())
    demand_no_list(call)
    assignment = Assignment.objects.filter(application=row, reviewer=reviewer).first()
    if assignment is not None and assignment.withdrawn_at is None:
        return assignment
    assignment = assignment or Assignment(application=row, reviewer=reviewer)
    assignment.assigned_at, assignment.assigned_by = clock.now(), by
    assignment.withdrawn_at = assignment.withdrawn_by = None
    assignment.due_on, assignment.note, assignment.is_further = row.call.review_due_on, despite.strip(), is_further
    assignment.save()
    note_divergence(row, by=by)
    record("reviewer_assigned", row, by=by, organization=row.call.programme.implementer, reviewer=reviewer.pk)
    notify([reviewer], "reviewer_assigned", url=assignment.get_absolute_url(), assignment=assignment, application=row)
    return assignment


@transaction.atomic
def assign_pairs(call: Call, pairs: Sequence[tuple[int, int]], *, by: User) -> list[Assignment]:
    """Make the chosen pairs of a proposal real: (id of application, id of person). All of them or none."""
    _check_manages(call, by)
    if not pairs:
        raise Refusal(_("Choose at least one pair."))
    applications = call.applications.in_bulk({application for application, _person in pairs})
    people = {each.user_id: each.user for each in call.reviewers.select_related("user")}
    made = []
    for application, person in pairs:
        if application not in applications or person not in people:
            raise Refusal(_("The proposal has changed meanwhile: look at it again."))
        made.append(assign_reviewer(applications[application], people[person], by=by))
    return made


@transaction.atomic
def assign_balanced(call: Call, *, by: User, wanted: int) -> list[Assignment]:
    """Make the whole proposal real: every application in review gets `wanted` reviewers, as far as there are any.

    Applications closed to `by` by a conflict of interest are left to colleagues.
    """
    _check_manages(call, by)
    if not call.reviewers.exists():
        raise Refusal(_("The call has no reviewers: add at least one."))
    mine = set(call.applications.open_to(by).values_list("pk", flat=True))
    pairs = proposal_for(call, wanted=wanted, only=mine).pairs
    return [assign_reviewer(each.application, each.reviewer, by=by) for each in pairs]


def _withdraw(row: Assignment, by: User, reason: str) -> None:
    if not by.has_perm("grants.assign_reviewers", row.application):
        raise NotAllowed(_("Only grants officers and programme managers without a conflict change assignments."))
    if row.withdrawn_at is not None:
        raise NotNow(_("This assignment was already withdrawn."))
    review = getattr(row, "review", None)
    if review is not None and review.status == ReviewStatus.SUBMITTED:
        raise NotNow(_("The review is submitted: it counts and stays."))
    row.withdrawn_at, row.withdrawn_by, row.note = clock.now(), by, reason.strip()
    row.save(update_fields=["withdrawn_at", "withdrawn_by", "note"])
    note_divergence(row.application, by=by)
    implementer = row.application.call.programme.implementer
    record("assignment_withdrawn", row.application, by=by, organization=implementer, reviewer=row.reviewer_id)


@transaction.atomic
def withdraw_assignment(assignment: Assignment, *, by: User, reason: str = "") -> Assignment:
    """Take an application away from a reviewer who has not submitted a review; the reason is kept."""
    row = locked(assignment)
    _withdraw(row, by, reason)
    return row


def best_remaining(application: Application, *, but: Collection[int] = ()) -> User | None:
    """The reviewer of the call who is proposed as one more for `application`, none of `but`; None: nobody may."""
    live = application.assignments.live().count()
    out = [(application.pk, person) for person in but]
    pairs = proposal_for(application.call, wanted=live + 1, only=[application.pk], but=out).pairs
    return pairs[0].reviewer if pairs else None


@transaction.atomic
def replace_reviewer(assignment: Assignment, *, by: User, reason: str, reviewer: User | None = None) -> Assignment:
    """Withdraw the assignment, with the reason, and give the application to `reviewer`, or to who suits best.

    Whoever declared a conflict is replaced in the same way; that assignment stays as it was declared.
    """
    locked_call(assignment.application.call)  # before its rows, as everywhere
    row = locked(assignment)
    if not reason.strip():
        sentence = _("Say why the reviewer is replaced: it is kept.")
        raise Refusal(sentence, fields={"reason": sentence})
    is_further = row.is_further
    if row.conflict != Conflict.DECLARED:
        _withdraw(row, by, reason)
    chosen = reviewer or best_remaining(row.application, but=[row.reviewer_id])
    if chosen is None:
        raise Refusal(_("No other reviewer of the call may judge this application: add a reviewer first."))
    return assign_reviewer(row.application, chosen, by=by, is_further=is_further)


@transaction.atomic
def ask_further_reviewer(application: Application, *, by: User, reviewer: User | None = None) -> Assignment:
    """One more reviewer where reviewers diverge: `reviewer`, or who suits best."""
    chosen = reviewer or best_remaining(application)
    if chosen is None:
        raise Refusal(_("No other reviewer of the call may judge this application: add a reviewer first."))
    return assign_reviewer(application, chosen, by=by, is_further=True)


@transaction.atomic
def move_due_date(assignments: Collection[Assignment], *, by: User, due_on: date) -> list[Assignment]:
    """Give these reviews another day by which they are due."""
    if due_on < clock.today():
        sentence = _("The day has passed already.")
        raise Refusal(sentence, fields={"due_on": sentence})
    rows = [locked(each) for each in assignments]
    for row in rows:
        if not by.has_perm("grants.assign_reviewers", row.application):
            raise NotAllowed(_("Only grants officers and programme managers without a conflict change assignments."))
        row.due_on = due_on
        row.save(update_fields=["due_on"])
        implementer = row.application.call.programme.implementer
        record("review_due_moved", row.application, by=by, organization=implementer, due_on=due_on.isoformat())
    return rows
