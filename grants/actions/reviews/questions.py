"""Acts on questions of reviewers: put to the staff, asked in a round of clarification, or answered with a reason."""

from collections.abc import Collection

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from grants.actions.reviews.assignments import locked
from grants.models import ApplicationStatus, Assignment, Clarification, ReviewerQuestion
from grants.queries.applications.clarifications import part_titles
from grants.queries.people import free_of_conflict, staff_of
from grants.queries.reviews.questions import PLACE
from kernel import clock
from kernel.refusals import NotAllowed, NotNow, Refusal
from organizations.actions.activity import record
from organizations.models import Role, User
from organizations.notifications import notify

LONGEST = 2000


@transaction.atomic
def propose_question(assignment: Assignment, *, by: User, part: str, text: str) -> ReviewerQuestion:
    """Tell the staff what is unclear in one part of the application; they decide whether the applicant is asked.

    While the application is in review. The applicant reads neither the question nor who put it.
    """
    row = locked(assignment)
    if not by.has_perm("grants.write_review", row):
        raise NotAllowed(_("Only the reviewer who judges this application puts a question about it."))
    application = row.application
    if application.status != ApplicationStatus.IN_REVIEW:
        raise NotNow(_("A question is put while the application is in review."))
    errors = {}
    if not text.strip():
        errors["text"] = _("Write what is unclear.")
    if part not in part_titles(application):
        errors["part"] = _("Choose the part that it is about.")
    if errors:
        raise Refusal(_("The question was not sent."), fields=errors)
    made = ReviewerQuestion.objects.create(assignment=row, part=part, text=text.strip()[:LONGEST], asked_at=clock.now())
    record("reviewer_question_put", application, by=by, organization=application.call.programme.implementer)
    staff = free_of_conflict(staff_of(application.call.programme, Role.GRANTS_OFFICER), application)
    notify(staff, "reviewer_question", url=f"{application.get_absolute_url()}{PLACE}", application=application)
    return made


def settle_questions(questions: Collection[ReviewerQuestion], asked: Clarification, *, by: User) -> None:
    """Note in open questions about the application of `asked` that this round asks them, and tell who put them."""
    mine = ReviewerQuestion.objects.filter(assignment__application=asked.application, settled_at__isnull=True)
    rows = mine.filter(pk__in=[each.pk for each in questions]).select_for_update(of=("self",))
    for row in rows.select_related("assignment__reviewer", "assignment__application__call"):
        row.round, row.settled_at, row.settled_by = asked, clock.now(), by
        row.save(update_fields=["round", "settled_at", "settled_by"])
        _tell_reviewer(row, "reviewer_question_asked")


@transaction.atomic
def decline_question(question: ReviewerQuestion, *, by: User, reason: str) -> ReviewerQuestion:
    """Leave a question unasked, with the reason, which the reviewer reads."""
    rows = ReviewerQuestion.objects.select_for_update(of=("self",))
    row = rows.select_related("assignment__application__call__programme", "assignment__reviewer").get(pk=question.pk)
    application = row.assignment.application
    if not by.has_perm("grants.ask_clarification", application):
        raise NotAllowed(_("Only grants officers and programme managers without a conflict ask for clarification."))
    if row.settled_at is not None:
        raise NotNow(_("This question was settled already."))
    if not reason.strip():
        sentence = _("Say in a sentence why the applicant is not asked: the reviewer reads it.")
        raise Refusal(sentence, fields={"reason": sentence})
    row.reason, row.settled_at, row.settled_by = reason.strip(), clock.now(), by
    row.save(update_fields=["reason", "settled_at", "settled_by"])
    record("reviewer_question_declined", application, by=by, organization=application.call.programme.implementer)
    _tell_reviewer(row, "reviewer_question_declined")
    return row


def tell_reviewers_of_answer(asked: Clarification) -> None:
    """Tell every reviewer who judges the application that the applicant has answered the round."""
    for row in asked.application.assignments.live().filter(conflict="none").select_related("reviewer"):
        url = reverse("grants:review", args=[row.pk])
        notify([row.reviewer], "clarification_for_reviewer", url=url, application=asked.application)


def _tell_reviewer(row: ReviewerQuestion, name: str) -> None:
    assignment = row.assignment
    if assignment.is_live:
        url = assignment.get_absolute_url()
        notify([assignment.reviewer], name, url=url, application=assignment.application, question=row)
