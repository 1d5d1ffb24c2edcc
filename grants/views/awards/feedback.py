"""Pages of the feedback: what an applicant reads of its review, and the comments that an officer clears for it."""

from typing import Any

from django.db import models
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grants.actions.awards.comments import clear_comments
from grants.forms.awards.letters import CommentsForm
from grants.models import Application, Call
from grants.queries.awards.appeals import window_of
from grants.queries.awards.comments import comments_of_call, written_for
from grants.queries.awards.feedback import feedback_of
from kernel.views import ActPage, DetailPage


class FeedbackPage(DetailPage):
    """Own points by criterion beside the mean of the funded, and the comments that were cleared."""

    model = Application
    permission = "grants.view_feedback"
    template_name = "grants/awards/feedback.html"

    def get_queryset(self) -> models.QuerySet:
        rows = Application.objects.told_to(self.request.user)
        return rows.select_related("call__programme__implementer", "organization")

    def facts(self, thing: Application) -> dict[str, Any]:
        feedback = feedback_of(thing)
        if feedback is None:
            raise Http404
        user = self.request.user
        return {
            "feedback": feedback,
            "letters": list(thing.letters.all()),
            "window": window_of(thing),
            "can_appeal": user.has_perm("grants.file_appeal", thing),
            "can_clear": user.has_perm("grants.clear_comments", thing),
        }


class CommentsOfCall(DetailPage):
    """The judged applications of a call: whose comments were gone through, and whose wait."""

    model = Call
    permission = "grants.send_letters"
    template_name = "grants/awards/comments_of_call.html"

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().select_related("programme")

    def facts(self, thing: Call) -> dict[str, Any]:
        return {"rows": comments_of_call(thing)}


class CommentsPage(ActPage):
    """The officer reads what reviewers wrote, and clears what the applicant may read."""

    model = Application
    permission = "grants.clear_comments"
    template_name = "grants/awards/comments.html"
    title = _("Comments for the applicant")
    done = _("Kept. Once the decision is told, the applicant reads what you cleared and nothing else.")

    def get_queryset(self) -> models.QuerySet:
        return Application.objects.told_to(self.request.user).select_related("call__programme", "organization")

    def get_form(self, data: Any = None, files: Any = None) -> CommentsForm:
        return CommentsForm(data, comments=written_for(self.thing))

    def act(self, form: CommentsForm) -> Application:
        posted = self.request.POST
        words = form.said(posted.getlist("shown"), all_of_them="all" in posted)
        clear_comments(self.thing, words, by=self.request.user)
        return self.thing

    def back_url(self) -> str:
        return reverse("grants:comments_of_call", args=[self.thing.call.reference])

    def success_url(self, done: Any) -> str:
        return self.back_url()
