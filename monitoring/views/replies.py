"""The right of reply: the page of an officer, and the page that a signed link opens without an account."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.decorators.cache import never_cache

from kernel.refusals import Refusal
from kernel.views import PersonRequest
from kernel.views.forms import show_refusal
from monitoring.actions.replies import ItemReply, cycle_of_link, save_reply_draft, submit_reply
from monitoring.forms.replies import ReplyForm
from monitoring.models import Criterion, Reply, ReplyDraft, ScorecardCycle, ScorecardStatus
from monitoring.queries.scorecard_page import published_or_draft
from monitoring.views.scorecards import CycleAct
from organizations.models import Authority, User

OPEN = (ScorecardStatus.IN_REPLY, ScorecardStatus.MEETING)


def reply_form(cycle: ScorecardCycle, data: Any = None, language: str = "ro") -> ReplyForm:
    """The form for the criteria of `cycle`, with what was typed before and not sent."""
    criteria = list(Criterion.objects.filter(cycle=cycle).order_by("position"))
    draft = ReplyDraft.objects.filter(cycle=cycle).first() if data is None else None
    return ReplyForm(data, criteria=criteria, initial={"language": language, **(draft.typed if draft else {})})


def reply_facts(cycle: ScorecardCycle, path: str) -> dict[str, Any]:
    """What both pages print: the draft as it will be published, and whether the term is open."""
    card = published_or_draft(cycle)
    return {"object": cycle, "card": card, "is_open": cycle.status in OPEN, "autosave_url": f"{path}draft/"}


def keep(cycle: ScorecardCycle, form: ReplyForm, by: User | None) -> HttpResponse:
    """The answer to a form that saves itself."""
    try:
        draft = save_reply_draft(cycle, by=by, typed=form.typed())
    except Refusal as refusal:
        return JsonResponse({"error": str(refusal)}, status=409)
    return JsonResponse({"saved_at": f"{timezone.localtime(draft.saved_at):%H:%M}"})


def send(cycle: ScorecardCycle, form: ReplyForm, by: User | None) -> Reply:
    """Make the act with what the form says."""
    given = form.cleaned_data
    items = {key: ItemReply(stance, text) for key, (stance, text) in form.positions().items()}
    return submit_reply(
        cycle, by=by, text=given["text"], language=given["language"], office=given["office"], items=items
    )


class OfficerReplyPage(CycleAct):
    """An officer of the authority replies with their account."""

    permission = "monitoring.reply_to_scorecard"
    title = gettext_lazy("Reply to the scorecard")
    change = gettext_lazy("It will stand on the public page of your authority when the scorecard is published.")
    template_name = "monitoring/scorecards/reply.html"

    def get_form(self, data: Any = None, files: Any = None) -> ReplyForm:
        return reply_form(self.thing, data, self.request.user.language)

    def facts(self) -> dict[str, Any]:
        return reply_facts(self.thing, self.request.path)

    def get(self, request: PersonRequest, **kwargs: Any) -> HttpResponse:
        if kwargs.get("is_draft"):
            raise Http404
        return super().get(request, **kwargs)

    def post(self, request: PersonRequest, **kwargs: Any) -> HttpResponse:
        if kwargs.get("is_draft"):
            return keep(self.thing, self.get_form(request.POST), self.request.user)
        return super().post(request, **kwargs)

    def act(self, form: ReplyForm) -> ScorecardCycle:
        return send(self.thing, form, self.request.user).cycle

    def public_thing(self, done: ScorecardCycle) -> Authority:
        """The page on which the reply will stand."""
        return done.competence.authority

    def message(self, done: Any) -> str:
        return _("Your reply was received. It will be published word for word beside the scores.")


@method_decorator(never_cache, name="dispatch")
class LinkReplyPage(View):
    """The authority replies by the signed link of its message, without an account."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            self.cycle = cycle_of_link(kwargs["token"])
        except Refusal as refusal:
            return render(request, "monitoring/scorecards/link_refused.html", {"refusal": refusal}, status=410)
        return super().dispatch(request, *args, **kwargs)

    def page(self, form: ReplyForm) -> HttpResponse:
        context = {"form": form, **reply_facts(self.cycle, self.request.path)}
        return render(self.request, "monitoring/scorecards/reply_by_link.html", context)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if kwargs.get("is_draft"):
            raise Http404
        return self.page(reply_form(self.cycle))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = reply_form(self.cycle, request.POST)
        if kwargs.get("is_draft"):
            return keep(self.cycle, form, None)
        if not form.is_valid():
            return self.page(form)
        try:
            send(self.cycle, form, None)
        except Refusal as refusal:
            show_refusal(form, refusal)
            return self.page(form)
        messages.success(request, _("Your reply was received. It will be published word for word beside the scores."))
        return redirect(request.path)
