"""The test “is this call for us?”, without an account; what is answered is kept nowhere."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from cms.models import CallPage
from cms.views.calls.asking import account_of
from cms.views.calls.finding import Shown, find, path_of, shown_pages
from grants.forms.calls.quiz import QuizForm
from grants.queries.calls.intake import applicants_for
from grants.queries.calls.quiz import Quiz, may_fit, outcome, quiz_of, verdicts
from organizations.models import Organization


class QuizPage(View):
    """The questions, and with POST what follows; a member of an organisation is asked only what is not known of it."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        shown = find(slug)
        mine = self._mine(shown)
        quiz = quiz_of(shown.call, self._chosen(mine, request.GET))
        return self._page(shown, quiz, QuizForm(quiz=quiz), {"mine": mine})

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        shown = find(slug)
        mine = self._mine(shown)
        quiz = quiz_of(shown.call, self._chosen(mine, request.POST))
        form = QuizForm(request.POST, quiz=quiz)
        if not form.is_valid():
            return self._page(shown, quiz, form, {"mine": mine})
        found = verdicts(quiz, form.cleaned_data)
        others = {call.pk for call in may_fit(quiz, form.cleaned_data)}
        pages = shown_pages().filter(call__in=others).order_by("call__deadline_at", "pk")
        facts = {"verdicts": found, "outcome": outcome(found), "others": [_line(page) for page in pages]}
        return self._page(shown, quiz, form, facts)

    def _mine(self, shown: Shown) -> list[Organization]:
        """The organisations for which this person may begin an application here."""
        person = account_of(self.request)
        return applicants_for(shown.call, person) if person is not None and shown.call.is_open else []

    def _chosen(self, mine: list[Organization], data: Any) -> Organization | None:
        wanted = data.get("organization", "")
        named = [each for each in mine if str(each.pk) == wanted]
        return named[0] if named else mine[0] if len(mine) == 1 and wanted != "0" else None

    def _page(self, shown: Shown, quiz: Quiz, form: QuizForm, facts: dict[str, Any]) -> HttpResponse:
        context = {"call": shown.call, "call_url": shown.path, "quiz": quiz, "form": form, **facts}
        response = render(self.request, "cms/call_quiz.html", context)
        response["Cache-Control"] = "no-store"
        return response


def _line(page: CallPage) -> tuple[str, CallPage]:
    return path_of(page), page
