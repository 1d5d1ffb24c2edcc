"""Acts of assignment: who reviews for a call, which application goes to whom, and whether they may."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from grants.balancing import propose
from grants.models import (
    Application,
    ApplicationStatus,
    Assignment,
    Call,
    CallReviewer,
    Conflict,
    ConflictNature,
    ReviewStatus,
)
from grants.queries.people import staff_of
from grants.queries.reviews.sheets import judged_applications, reviewers_of
from kernel import clock
from kernel.refusals import NotAllowed, NotNow, Refusal
from organizations.actions.activity import record
from organizations.models import Role, User
from organizations.notifications import notify
from organizations.queries.memberships import holds


def _check_manages(call: Call, by: User) -> None:
    if not by.has_perm("grants.manage_applications", call):
        raise NotAllowed(_("Only grants officers and programme managers of the implementer assign reviewers."))


@transaction.atomic
def add_reviewer(call: Call, *, by: User, email: str, name: str = "", language: str = "ro") -> CallReviewer:
    """Ask a person to review for the call. Who has no account gets one, entered by the code sent to their address."""
    _check_manages(call, by)
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        sentence = _("“%(email)s” is not an e-mail address.") % {"email": email}
        raise Refusal(sentence, fields={"email": sentence}) from None
    user = User.objects.filter(email=address).first()
    if user is None:
        if not name.strip():
            sentence = _("Nobody has an account with this address: write the name too.")
            raise Refusal(sentence, fields={"name": sentence})
        user = User.objects.create_user(address, name=name.strip(), language=language, is_demo=call.programme.is_demo)
    if not user.is_active:
        raise Refusal(_("This account is closed."), fields={"email": _("This account is closed.")})
    reviewer, is_new = CallReviewer.objects.get_or_create(
        call=call, user=user, defaults={"added_at": clock.now(), "added_by": by}
    )
    if is_new:
        record("reviewer_added", call, by=by, organization=call.programme.implementer, reviewer=user.pk)
        notify([user], "reviewer_added", url=reverse("grants:reviews"), call=call)
    return reviewer


def _check_assignable(application: Application, reviewer: User, by: User) -> None:
    if not by.has_perm("grants.assign_reviewers", application):
        raise NotAllowed(_("Only grants officers and programme managers without a conflict assign reviewers."))
    if application.status != ApplicationStatus.IN_REVIEW:
        raise NotNow(_("Reviewers are assigned to applications that were found eligible and are not decided."))
    if not CallReviewer.objects.filter(call=application.call, user=reviewer).exists():
        raise Refusal(_("%(person)s is not a reviewer of this call: add the person first.") % {"person": reviewer})
    if holds(reviewer, application.organization_id):
        raise Refusal(_("%(person)s belongs to the organisation that applies.") % {"person": reviewer})
    if reviewer.pk in (application.created_by_id, application.submitted_by_id):
        raise Refusal(_("%(person)s worked on this application.") % {"person": reviewer})


@transaction.atomic
def assign_reviewer(application: Application, reviewer: User, *, by: User) -> Assignment:
    """Give an application to a reviewer of the call; an assignment that was withdrawn comes back to life.

    Refused for members of the applicant, for whoever worked on the application, and after a declared conflict.
    """
    rows = Application.objects.select_for_update(of=("self",)).select_related("call__programme", "organization")
    row = rows.get(pk=application.pk)
    _check_assignable(row, reviewer, by)
    assignment = Assignment.objects.filter(application=row, reviewer=reviewer).first()
    if assignment is not None and assignment.conflict == Conflict.DECLARED:
        raise Refusal(_("%(person)s declared a conflict of interest here.") % {"person": reviewer})
    if assignment is not None and assignment.withdrawn_at is None:
        return assignment
    assignment = assignment or Assignment(application=row, reviewer=reviewer)
    assignment.assigned_at, assignment.assigned_by = clock.now(), by
    assignment.withdrawn_at = assignment.withdrawn_by = None
    assignment.save()
    record("reviewer_assigned", row, by=by, organization=row.call.programme.implementer, reviewer=reviewer.pk)
    notify([reviewer], "reviewer_assigned", url=assignment.get_absolute_url(), application=row)
    return assignment


def proposal_for(call: Call, *, wanted: int) -> list[tuple[Application, User]]:
    """Who could take what, so that every application in review has `wanted` reviewers and the load is even.

    Nothing is stored. Members of an applicant, its authors and declared conflicts are left out.
    """
    applications = {each.pk: each for each in judged_applications(call) if each.status == ApplicationStatus.IN_REVIEW}
    reviewers = {each.user_id: each.user for each in reviewers_of(call)}
    taken: dict[int, list[int]] = {}
    barred = set()
    for assignment in Assignment.objects.filter(application__in=list(applications)).order_by("pk"):
        if assignment.is_live:
            taken.setdefault(assignment.application_id, []).append(assignment.reviewer_id)
        elif assignment.conflict == Conflict.DECLARED:
            barred.add((assignment.application_id, assignment.reviewer_id))
    for key, application in applications.items():
        authors = {application.created_by_id, application.submitted_by_id}
        barred |= {
            (key, person)
            for person, user in reviewers.items()
            if person in authors or holds(user, application.organization_id)
        }
    pairs = propose(list(applications), list(reviewers), wanted=wanted, taken=taken, barred=barred)
    return [(applications[application], reviewers[person]) for application, person in pairs]


@transaction.atomic
def assign_balanced(call: Call, *, by: User, wanted: int) -> Sequence[Assignment]:
    """Make the balanced proposal real: every application in review gets `wanted` reviewers, as far as there are any."""
    _check_manages(call, by)
    if not call.reviewers.exists():
        raise Refusal(_("The call has no reviewers: add at least one."))
    return [assign_reviewer(application, person, by=by) for application, person in proposal_for(call, wanted=wanted)]


@transaction.atomic
def withdraw_assignment(assignment: Assignment, *, by: User) -> Assignment:
    """Take an application away from a reviewer who has not submitted a review."""
    row = (
        Assignment.objects.select_for_update(of=("self",))
        .select_related("application__call__programme", "application__organization")
        .get(pk=assignment.pk)
    )
    if not by.has_perm("grants.assign_reviewers", row.application):
        raise NotAllowed(_("Only grants officers and programme managers without a conflict change assignments."))
    if row.withdrawn_at is not None:
        raise NotNow(_("This assignment was already withdrawn."))
    review = getattr(row, "review", None)
    if review is not None and review.status == ReviewStatus.SUBMITTED:
        raise NotNow(_("The review is submitted: it counts and stays."))
    row.withdrawn_at, row.withdrawn_by = clock.now(), by
    row.save(update_fields=["withdrawn_at", "withdrawn_by"])
    implementer = row.application.call.programme.implementer
    record("assignment_withdrawn", row.application, by=by, organization=implementer, reviewer=row.reviewer_id)
    return row


@transaction.atomic
def declare_conflict(assignment: Assignment, *, by: User, has_conflict: bool, nature: str = "") -> Assignment:
    """Say, before the file opens, whether there is a conflict of interest. It is said once.

    "No" opens the file. "Yes", with its nature, closes the application to this person for good, in every list, page
    and file, and the grants officers are told to find another reviewer.
    """
    row = (
        Assignment.objects.select_for_update(of=("self",))
        .select_related("application__call__programme", "application__organization", "reviewer")
        .get(pk=assignment.pk)
    )
    if not by.has_perm("grants.declare_conflict", row):
        raise NotAllowed(_("Only the reviewer declares this."))
    if row.conflict:
        raise NotNow(_("You have declared already; a grants officer can help if something has changed."))
    if has_conflict and nature not in ConflictNature.values:
        sentence = _("Choose the nature of the conflict.")
        raise Refusal(sentence, fields={"nature": sentence})
    row.conflict = Conflict.DECLARED if has_conflict else Conflict.NONE
    row.nature = nature if has_conflict else ""
    row.declared_at = clock.now()
    row.save(update_fields=["conflict", "nature", "declared_at"])
    application = row.application
    implementer = application.call.programme.implementer
    record("conflict_declared", application, by=by, organization=implementer, conflict=str(row.conflict))
    if has_conflict:
        staff = staff_of(application.call.programme, Role.GRANTS_OFFICER)
        url = reverse("grants:assignments", args=[application.call.reference])
        others = [each for each in staff if each.pk != by.pk]
        notify(others, "reviewer_conflict", url=url, application=application)
    return row
