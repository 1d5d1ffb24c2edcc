"""Pages of the decision as a whole: its steps, its terms, and the reserve list."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from grants.actions.awards.reserve import answer_partial, ask_partial, move_up_reserve
from grants.actions.awards.terms import set_decision_terms
from grants.forms.awards.decision import AskPartialForm, MoveUpForm, TermsForm
from grants.models import Application, AwardList, Call, DecisionTerms, PartialOffer
from grants.queries.awards.committee import calls_to_decide
from grants.queries.awards.desk import desk_facts, steps_of
from grants.queries.awards.ranking import waiting_list
from grants.queries.awards.reserve import reserves_of
from grants.queries.awards.terms import terms_of
from kernel.keys import key_in
from kernel.views import ActButton, ActPage, DetailPage
from organizations.models import User


class DecisionDesk(DetailPage):
    """Where the decision of a call is, step by step."""

    model = Call
    permission = "grants.view_ranking"
    template_name = "grants/awards/desk.html"

    def get_queryset(self) -> models.QuerySet:
        return calls_to_decide(self.request.user).select_related("programme")

    def facts(self, thing: Call) -> dict[str, Any]:
        return {"steps": steps_of(thing, self.request.user), **desk_facts(thing, self.request.user)}


class DecisionTermsEdit(ActPage):
    """By which terms the call decides."""

    model = Call
    permission = "grants.set_decision_terms"
    form_class = TermsForm
    title = _("How this call decides")
    intro = _("These terms stand as soon as a meeting is opened or an award list is proposed.")
    button = _("Keep the terms")

    def get_form(self, data: Any = None, files: Any = None) -> TermsForm:
        return TermsForm(data, instance=terms_of(self.thing))

    def act(self, form: TermsForm) -> DecisionTerms:
        return set_decision_terms(form.save(commit=False), self.thing, by=self.request.user)

    def back_url(self) -> str:
        return f"{self.thing.get_absolute_url()}decision/"

    def success_url(self, done: Any) -> str:
        return self.back_url()


class ReservePage(DetailPage):
    """Who is on the reserve list, what is free, and who moves up by the rule."""

    model = Call
    permission = "grants.view_ranking"
    template_name = "grants/awards/reserve.html"

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().select_related("programme")

    def facts(self, thing: Call) -> dict[str, Any]:
        return {
            "reserves": reserves_of(thing),
            "waiting": waiting_list(thing),
            "can_move": self.request.user.has_perm("grants.move_up_reserve", thing) and thing.status == "decided",
        }


class ReserveMoveUp(ActPage):
    """Propose the next on the reserve list."""

    model = Call
    permission = "grants.move_up_reserve"
    form_class = MoveUpForm
    title = _("Move up the next on the reserve list")
    button = _("Propose")

    def facts(self) -> dict[str, Any]:
        reserves = reserves_of(self.thing)
        chosen = next((each.next for each in reserves if self._is_meant(each.lot)), None)
        if chosen is None:
            return {"intro": _("Nobody on the reserve list fits the money that is free.")}
        return {
            "intro": _("By the rule this is %(name)s. Another person approves; then it is offered.")
            % {"name": f"{chosen.application.reference} {chosen.application.title}"}
        }

    def _is_meant(self, lot: Any) -> bool:
        return (str(lot.pk) if lot else "") == self.request.GET.get("lot", "")

    def act(self, form: MoveUpForm) -> AwardList:
        wanted = key_in(self.request.GET.get("lot"))
        lot = get_object_or_404(self.thing.lots, pk=wanted) if wanted else None
        return move_up_reserve(self.thing, by=self.request.user, lot=lot, **form.cleaned_data)

    def back_url(self) -> str:
        return f"{self.thing.get_absolute_url()}reserve/"


class PartialAsk(ActPage):
    """Ask an applicant on the reserve list whether it would work with less."""

    model = Application
    form_class = AskPartialForm
    title = _("Ask about a smaller amount")
    intro = _("The applicant says yes or no. It is a question, not an award.")
    button = _("Ask")

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().select_related("call__programme")

    def demand(self, thing: Application) -> None:
        if not self.request.user.has_perm("grants.move_up_reserve", thing.call):
            raise PermissionDenied

    def act(self, form: AskPartialForm) -> PartialOffer:
        return ask_partial(self.thing, by=self.request.user, **form.cleaned_data)

    def back_url(self) -> str:
        return f"{self.thing.call.get_absolute_url()}reserve/"

    def success_url(self, done: Any) -> str:
        return self.back_url()


class PartialAnswer(ActButton):
    """The representative says whether the organisation would work with less."""

    done = _("Your answer is kept; the implementer was told.")

    def find(self) -> PartialOffer:
        user: User = self.request.user
        rows = PartialOffer.objects.visible_to(user).select_related("application")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def act(self, thing: PartialOffer) -> Application:
        answer_partial(thing, by=self.request.user, is_agreed=self.kwargs["answer"] == "agree")
        return thing.application

    def back(self, thing: PartialOffer) -> Application:
        return thing.application
