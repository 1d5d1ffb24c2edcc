"""Pages of the review: eligibility check, assignments, the reviewer's list, declaration and scoring."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grants.actions.reviews import assignments as acts
from grants.actions.reviews.conflicts import declare_conflict
from grants.actions.reviews.eligibility import check_eligibility
from grants.actions.reviews.judging import save_review, submit_review
from grants.filters.calls import AssignmentFilters
from grants.forms.reviews.sheets import BalancedForm, ConflictForm, EligibilityCheckForm, ReviewerForm, ReviewForm
from grants.models import (
    Application,
    ApplicationStatus,
    Assignment,
    Call,
    EligibilityCheck,
    Review,
    ReviewStatus,
)
from grants.queries.applications.next_steps import partner_sentence
from grants.queries.applications.reading import reading_of
from grants.queries.reviews.sheets import review_table
from grants.tables.calls import ReviewTable
from kernel.views import ActButton, ActPage, DetailPage, ListPage
from organizations.models import User


class EligibilityPage(ActPage):
    """Each eligibility criterion answered, with the application beside it."""

    model = Application
    permission = "grants.check_eligibility"
    template_name = "grants/reviews/eligibility.html"
    title = _("Eligibility check")
    button = _("Keep the answers")
    done = _("The answers are kept.")

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().select_related("call__programme", "organization")

    def get_form(self, data: Any = None, files: Any = None) -> EligibilityCheckForm:
        check = EligibilityCheck.objects.filter(application=self.thing).first()
        given = {each.criterion_id: each for each in check.answers.all()} if check else {}
        return EligibilityCheckForm(data, criteria=self.thing.call.eligibility_criteria.all(), given=given)

    def facts(self) -> dict[str, Any]:
        is_due = self.thing.status == ApplicationStatus.SUBMITTED and self.thing.call.is_over
        return {
            "reading": reading_of(self.thing),
            "application": self.thing,
            "units": list(self.thing.units.all()),
            "is_due": is_due,
        }

    def act(self, form: EligibilityCheckForm) -> Application:
        check_eligibility(self.thing, form.findings(), by=self.request.user)
        return self.thing


class AssignmentsPage(DetailPage):
    """Who reviews what in one call, and how far they are."""

    model = Call
    permission = "grants.manage_applications"
    template_name = "grants/reviews/assignments.html"

    def facts(self, thing: Call) -> dict[str, Any]:
        hidden = Assignment.objects.filter(application__call=thing, reviewer=self.request.user, conflict="declared")
        closed = set(hidden.values_list("application_id", flat=True))
        table = review_table(thing)
        return {
            "rows": [(each, given) for each, given in table.rows if each.pk not in closed],
            "loads": table.loads,
            "reviewer_form": ReviewerForm(),
            "balanced_form": BalancedForm(),
        }


class CallAct(ActPage):
    """An act of assignment on one call; it goes back to the table of assignments."""

    model = Call
    permission = "grants.manage_applications"

    def success_url(self, done: Any) -> str:
        return self.back_url()

    def back_url(self) -> str:
        return reverse("grants:assignments", args=[self.thing.reference])


class ReviewerAdd(CallAct):
    """Ask a person to review for the call."""

    form_class = ReviewerForm
    title = _("Add a reviewer")
    done = _("The reviewer was added and told.")

    def act(self, form: ReviewerForm) -> Call:
        acts.add_reviewer(self.thing, by=self.request.user, **form.cleaned_data)
        return self.thing


class AssignBalanced(CallAct):
    """Make a balanced proposal real."""

    form_class = BalancedForm
    title = _("Assign evenly")
    done = _("The applications were given out; each reviewer was told.")

    def act(self, form: BalancedForm) -> Call:
        acts.assign_balanced(self.thing, by=self.request.user, wanted=form.cleaned_data["wanted"])
        return self.thing


class AssignOne(ActButton):
    """Give one application to one reviewer of the call."""

    done = _("Assigned; the reviewer was told.")

    def find(self) -> Application:
        rows = Application.objects.visible_to(self.request.user).select_related("call__programme")
        return get_object_or_404(rows, reference=self.kwargs["reference"])

    def act(self, thing: Application) -> str:
        key = self.request.POST.get("reviewer", "")
        reviewer = get_object_or_404(User, pk=key if key.isdigit() else 0, reviewed_calls__call=thing.call)
        acts.assign_reviewer(thing, reviewer, by=self.request.user)
        return self.back(thing)

    def back(self, thing: Application) -> str:
        return reverse("grants:assignments", args=[thing.call.reference])


class AssignmentWithdraw(ActButton):
    """Take an application away from a reviewer."""

    done = _("The assignment was withdrawn.")

    def find(self) -> Assignment:
        mine = Application.objects.visible_to(self.request.user)
        rows = Assignment.objects.filter(application__in=mine).select_related("application__call__programme")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def act(self, thing: Assignment) -> str:
        acts.withdraw_assignment(thing, by=self.request.user)
        return self.back(thing)

    def back(self, thing: Assignment) -> str:
        return reverse("grants:assignments", args=[thing.application.call.reference])


class ReviewList(ListPage):
    """What was given to this person to review."""

    model = Assignment
    table_class = ReviewTable
    filterset_class = AssignmentFilters
    title = _("Reviews")
    intro = _("An application opens when you have said that there is no conflict of interest.")
    select_related = ("application__organization", "application__call__programme", "review")


class ConflictPage(ActPage):
    """The declaration before the file opens."""

    model = Assignment
    permission = "grants.declare_conflict"
    form_class = ConflictForm
    title = _("Conflict of interest")
    button = _("Declare")
    done = _("Thank you, your declaration is kept.")

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().select_related("application__organization", "application__call")

    def facts(self) -> dict[str, Any]:
        application = self.thing.application
        words = _("Application %(reference)s, “%(title)s”, of %(organization)s, to the call “%(call)s”.")
        facts = {
            "reference": application.reference,
            "title": application.title,
            "organization": application.organization,
            "call": application.call,
        }
        return {"intro": words % facts}

    def act(self, form: ConflictForm) -> Assignment:
        data = form.cleaned_data
        has_conflict = data["has_conflict"] == "yes"
        return declare_conflict(self.thing, by=self.request.user, has_conflict=has_conflict, nature=data["nature"])

    def success_url(self, done: Assignment) -> str:
        return reverse("grants:reviews") if done.conflict == "declared" else done.get_absolute_url()

    def back_url(self) -> str:
        return reverse("grants:reviews")


class ReviewPage(ActPage):
    """Points and comments beside the application; saved as a draft, or submitted and locked."""

    model = Assignment
    template_name = "grants/reviews/review.html"
    title = _("Review")

    def get_queryset(self) -> models.QuerySet:
        return (
            super().get_queryset().select_related("application__organization", "application__call__programme", "review")
        )

    def demand(self, thing: Assignment) -> None:
        if thing.conflict == "declared":
            raise PermissionDenied

    def get(self, request: Any, **kwargs: Any) -> HttpResponse:
        if not self.thing.conflict:
            return redirect("grants:review_declare", pk=self.thing.pk)
        return super().get(request, **kwargs)

    def get_form(self, data: Any = None, files: Any = None) -> ReviewForm:
        review = self._review()
        given = {each.criterion_id: each for each in review.scores.all()} if review else {}
        comment = review.comment if review else ""
        criteria = self.thing.application.call.criteria.all()
        form = ReviewForm(data, criteria=criteria, given=given, comment=comment)
        if self._is_locked():
            for field in form.fields.values():
                field.disabled = True
        return form

    def _review(self) -> Review | None:
        return Review.objects.filter(assignment=self.thing).first()

    def _is_locked(self) -> bool:
        review = self._review()
        is_over = self.thing.application.status != ApplicationStatus.IN_REVIEW
        return is_over or (review is not None and review.status == ReviewStatus.SUBMITTED)

    def facts(self) -> dict[str, Any]:
        application = self.thing.application
        return {
            "application": application,
            "reading": reading_of(application),
            "units": list(application.units.all()),
            "partner_sentence": partner_sentence(application),
            "is_locked": self._is_locked(),
            "review": self._review(),
        }

    def act(self, form: ReviewForm) -> Assignment:
        comment = form.cleaned_data["comment"]
        save_review(self.thing, form.scores(), by=self.request.user, comment=comment)
        if "submit" in self.request.POST:
            submit_review(self.thing, by=self.request.user)
        return self.thing

    def message(self, done: Assignment) -> str:
        return str(_("The review is submitted and locked.") if "submit" in self.request.POST else _("Saved."))
