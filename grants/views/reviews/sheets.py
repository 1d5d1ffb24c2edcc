"""What a reviewer sees: the list, the application beside the sheet, its files; and the reopening by staff."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.actions.reviews.judging import reopen_review, save_review, submit_review
from grants.filters.calls import AssignmentFilters
from grants.forms.reviews.scoring import ReasonForm, ReviewForm
from grants.models import Application, ApplicationStatus, Assignment, Review, ReviewStatus
from grants.queries.applications.next_steps import partner_sentence
from grants.queries.reviews.own_work import conflicts_declared_by, own_work
from grants.queries.reviews.questions import own_questions, rounds_for_reviewer
from grants.queries.reviews.veil import committee_files, sheet_reading, veil_of
from grants.tables.reviews import ReviewTable
from kernel.refusals import NotAllowed, Refusal
from kernel.views import ActPage, ListPage, PersonRequest
from organizations.views.documents import answer_with


class ReviewList(ListPage):
    """What was given to this person to review; what they have a conflict with is counted and not shown."""

    model = Assignment
    table_class = ReviewTable
    filterset_class = AssignmentFilters
    template_name = "grants/reviews/list.html"
    title = _("Reviews")
    intro = _("An application opens when you have said that there is no conflict of interest.")
    select_related = ("application__organization", "application__call__programme", "review")

    def get_queryset(self) -> models.QuerySet:
        return Assignment.objects.visible_to(self.request.user).outstanding_first()

    def facts(self) -> dict[str, Any]:
        user = self.request.user
        may = user.has_perm("grants.keep_reviewer_profile", user)
        return {"closed": conflicts_declared_by(user), "keeps_profile": may}


class ReviewPage(ActPage):
    """Points and comments beside the application; saves itself as a draft, or is submitted and locked."""

    model = Assignment
    template_name = "grants/reviews/review.html"
    title = _("Review")

    def get_queryset(self) -> models.QuerySet:
        related = ("application__organization", "application__call__programme", "review")
        people = ("application__created_by", "application__saved_by", "application__submitted_by")
        return super().get_queryset().select_related(*related, *people)

    def get(self, request: PersonRequest, **kwargs: Any) -> HttpResponse:
        if not self.thing.conflict:
            return redirect("grants:review_declare", pk=self.thing.pk)
        return super().get(request, **kwargs)

    def post(self, request: PersonRequest, **kwargs: Any) -> HttpResponse:
        is_quiet = request.headers.get("Accept", "").startswith("application/json")
        return self._save_quietly() if is_quiet else super().post(request, **kwargs)

    def _save_quietly(self) -> JsonResponse:
        form = self.get_form(self.request.POST)
        if not form.is_valid():
            return JsonResponse({"errors": form.errors}, status=400)
        try:
            review = self._keep(form)
        except NotAllowed as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        except Refusal as refusal:
            return JsonResponse({"message": str(refusal)}, status=409)
        return JsonResponse({"saved_at": f"{timezone.localtime(review.saved_at):%H:%M}"})

    def get_form(self, data: Any = None, files: Any = None) -> ReviewForm:
        review = self._review()
        given = {each.criterion_id: each for each in review.scores.all()} if review else {}
        application = self.thing.application
        criteria = application.call.criteria.filter(stage=application.stage).prefetch_related("anchors")
        form = ReviewForm(data, criteria=criteria, given=given, review=review)
        if self._is_locked():
            for field in form.fields.values():
                field.disabled = True
        return form

    def _review(self) -> Review | None:
        return getattr(self.thing, "review", None)

    def _is_locked(self) -> bool:
        review = self._review()
        is_over = self.thing.application.status != ApplicationStatus.IN_REVIEW
        return is_over or (review is not None and review.status == ReviewStatus.SUBMITTED)

    def facts(self) -> dict[str, Any]:
        application, review = self.thing.application, self._review()
        read = sheet_reading(application)
        reopened = review.versions.filter(reopened_at__isnull=False).order_by("-number").first() if review else None
        return {
            "application": application,
            "read": read,
            "clarified": rounds_for_reviewer(application, read.veil),
            "asked": own_questions(self.thing),
            "can_ask": application.status == ApplicationStatus.IN_REVIEW,
            "partner_sentence": partner_sentence(application),
            "is_locked": self._is_locked(),
            "review": review,
            "reopened": reopened if review and review.status == ReviewStatus.DRAFT else None,
            "work": own_work(self.request.user, self.thing),
        }

    def _keep(self, form: ReviewForm) -> Review:
        data = form.cleaned_data
        return save_review(
            self.thing, form.scores(), by=self.request.user, comment=data["comment"], internal=data["internal"]
        )

    def act(self, form: ReviewForm) -> Assignment:
        self._keep(form)
        if "submit" in self.request.POST:
            submit_review(self.thing, by=self.request.user)
        return self.thing

    def message(self, done: Assignment) -> str:
        return str(_("The review is submitted and locked.") if "submit" in self.request.POST else _("Saved."))


class ReviewFile(ActPage):
    """A file of the application, under the name that the committee uses; in a blind call without the applicant's."""

    model = Assignment

    def get_queryset(self) -> models.QuerySet:
        rows = super().get_queryset().filter(conflict="none")
        return rows.select_related("application__call", "application__organization")

    def find(self) -> Any:
        return get_object_or_404(self.get_queryset(), pk=self.kwargs["pk"])

    def get(self, request: PersonRequest, **kwargs: Any) -> Any:
        application = self.thing.application
        found = committee_files(application, veil_of(application)).get(self.kwargs["file"])
        if found is None:
            raise Http404
        return answer_with(found.file.document, name=found.name)

    def post(self, request: PersonRequest, **kwargs: Any) -> HttpResponse:
        raise Http404


class ReopenPage(ActPage):
    """Staff open a submitted review again, with a reason."""

    model = Review
    permission = "grants.reopen_review"
    form_class = ReasonForm
    title = _("Reopen the review")
    button = _("Reopen")
    done = _("The review is open again; the reviewer was told.")
    intro = _("What was submitted is kept as a version. Until the reviewer submits again, the review does not count.")

    def get_queryset(self) -> models.QuerySet:
        mine = Application.objects.visible_to(self.request.user)
        rows = Review.objects.filter(assignment__application__in=mine)
        return rows.select_related("assignment__application__call__programme", "assignment__reviewer")

    def facts(self) -> dict[str, Any]:
        assignment = self.thing.assignment
        return {"title": f"{self.title}: {assignment.application.reference}, {assignment.reviewer}"}

    def act(self, form: ReasonForm) -> Review:
        return reopen_review(self.thing, by=self.request.user, reason=form.cleaned_data["reason"])

    def back_url(self) -> str:
        return self.thing.assignment.application.get_absolute_url()

    def success_url(self, done: Review) -> str:
        return self.back_url()
