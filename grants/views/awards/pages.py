"""Pages of the decision: ranking with the proposal, award list, and the award as the applicant sees it."""

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views import View

from grants.actions.awards import lists as acts
from grants.actions.awards.answering import accept_award, decline_award
from grants.forms.calls.facts import ReasonForm
from grants.forms.reviews.sheets import DeclineForm, ProposalHeadForm
from grants.lifecycles import AWARD, AWARD_LIST
from grants.models import Award, AwardList, Call, CallStatus, Decision
from grants.queries.awards.ranking import Ranking, RankingRow, ranking_of, taken_from, waiting_list
from kernel import formatting
from kernel.formatting import Ambiguous, NotANumber, parse_decimal
from kernel.refusals import NotAllowed, Refusal
from kernel.views import ActPage, DetailPage, MovePage, PersonRequest, Scoped
from kernel.views.forms import show_refusal
from organizations.queries.activity import of as activity_of

Line = tuple[RankingRow, dict[str, str]]


class RankingPage(Scoped, View):
    """Applications by rank, money against the envelope, and the list that is proposed from it."""

    model = Call
    permission = "grants.view_ranking"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.call: Call = self.find()
        self.demand(self.call)
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().select_related("programme")

    def get(self, request: PersonRequest, **kwargs: Any) -> HttpResponse:
        return self.show(ProposalHeadForm())

    def post(self, request: PersonRequest, **kwargs: Any) -> HttpResponse:
        form = ProposalHeadForm(request.POST)
        ranking = ranking_of(self.call)
        proposals, faults = self._read(ranking)
        if form.is_valid() and not faults:
            try:
                proposed = acts.propose_award_list(self.call, proposals, by=request.user, **form.cleaned_data)
            except NotAllowed as refusal:
                raise PermissionDenied(str(refusal)) from refusal
            except Refusal as refusal:
                show_refusal(form, refusal)
                faults = {name: str(reason) for name, reason in refusal.fields.items()}
            else:
                messages.success(request, _("The list is proposed and waits for a second person."))
                return redirect(proposed)
        elif faults:
            form.add_error(None, _("Some amounts could not be read."))
        return self.show(form, faults)

    def show(self, form: ProposalHeadForm, faults: dict[str, str] | None = None) -> HttpResponse:
        """The page, with what was typed where it was not taken."""
        ranking = ranking_of(self.call)
        waiting = waiting_list(self.call)
        can_propose = self.request.user.has_perm("grants.propose_awards", self.call)
        context = {
            "object": self.call,
            "ranking": ranking,
            "lines": [self._line(row, faults or {}) for row in ranking.rows],
            "first_below": ranking.first_below(),
            "criteria": list(self.call.criteria.all()),
            "decisions": Decision.choices,
            "taken": taken_from(self.call),
            "waiting": waiting,
            "form": form,
            "can_propose": can_propose and self.call.status == CallStatus.IN_REVIEW and waiting is None,
        }
        return render(self.request, "grants/awards/ranking.html", context)

    def _line(self, row: RankingRow, faults: dict[str, str]) -> Line:
        key = row.application.pk
        typed = self.request.POST
        suggested = row.suggestion
        amount = formatting.number(row.application.requested, get_language() or "en", 2)
        return row, {
            "key": str(key),
            "decision": typed.get(f"decision_{key}", str(suggested)),
            "amount": typed.get(f"amount_{key}", amount),
            "reason": typed.get(f"reason_{key}", ""),
            "amount_fault": faults.get(f"amount_{key}", ""),
            "reason_fault": faults.get(f"reason_{key}", ""),
        }

    def _read(self, ranking: Ranking) -> tuple[dict[int, acts.Proposed], dict[str, str]]:
        """What was typed for each row, and which amounts could not be read."""
        proposals, faults = {}, {}
        for row in ranking.rows:
            key = row.application.pk
            decision = self.request.POST.get(f"decision_{key}", "")
            if decision not in Decision.values:
                continue
            text = self.request.POST.get(f"amount_{key}", "")
            amount: Decimal | None = None
            if decision == Decision.AWARD:
                try:
                    amount = round(parse_decimal(text, get_language() or "en"), 2)
                except (NotANumber, Ambiguous):
                    faults[f"amount_{key}"] = str(_("“%(text)s” is not an amount.") % {"text": text})
            reason = self.request.POST.get(f"reason_{key}", "")[:2000]
            proposals[key] = acts.Proposed(decision, amount, reason)
        return proposals, faults


class AwardListPage(DetailPage):
    """A proposed or decided list: what each application gets, and the buttons of the second person."""

    model = AwardList
    template_name = "grants/awards/award_list.html"
    lifecycle = AWARD_LIST

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().select_related("call__programme", "proposed_by", "approved_by", "returned_by")

    def facts(self, thing: AwardList) -> dict[str, Any]:
        rows = list(thing.rows.select_related("application__organization", "application__award", "application__call"))
        awarded = sum((row.amount for row in rows if row.amount), Decimal(0))
        return {
            "rows": rows,
            "awarded": awarded,
            "left": thing.call.envelope - awarded,
            "activities": activity_of(thing.call),
            "is_proposer": thing.proposed_by_id == self.request.user.pk,
        }


class AwardListMove(MovePage):
    """The second person approves."""

    model = AwardList
    lifecycle = AWARD_LIST
    acts = {"approve": acts.approve_award_list}
    texts = {"approve": _("Awards are offered at once, and every applicant is told the decision by e-mail.")}


class AwardListReturn(ActPage):
    """The second person sends the list back."""

    model = AwardList
    permission = "grants.decide_award_list"
    form_class = ReasonForm
    title = _("Send the list back")
    button = _("Send back")

    def act(self, form: ReasonForm) -> AwardList:
        return acts.return_award_list(self.thing, by=self.request.user, reason=form.cleaned_data["reason"])


class AwardScoped(Scoped):
    """An award, found by the reference of its application or by its own key."""

    model = Award

    def get_queryset(self) -> models.QuerySet:
        return (
            super()
            .get_queryset()
            .select_related("application__call__programme__implementer", "application__organization")
        )

    def find(self) -> Any:
        if "reference" not in self.kwargs:
            return super().find()
        self.kwargs["application__reference"] = self.kwargs["reference"]
        return super().find()

    keys = ("pk", "application__reference")


class AwardPage(AwardScoped, DetailPage):
    """The award: how much, until when to answer, who must act."""

    template_name = "grants/awards/award.html"
    lifecycle = AWARD

    def facts(self, thing: Award) -> dict[str, Any]:
        return {
            "application": thing.application,
            "row": thing.award_list.rows.filter(application=thing.application).first(),
            "activities": activity_of(thing),
            "can_answer": self.request.user.has_perm("grants.answer_award", thing),
        }


class AwardMove(AwardScoped, MovePage):
    """Accept, or record that no answer came."""

    lifecycle = AWARD
    acts = {"accept": accept_award, "lapse": acts.lapse_award}
    texts = {
        "accept": _("You accept in the name of your organisation. The implementer then sends the agreement to sign."),
        "lapse": _("The money is free again for the reserve list."),
    }
    changes = {"accept": _("The page of the call names your organisation among those that get a grant.")}


class AwardDecline(AwardScoped, ActPage):
    """Decline, with the reason."""

    permission = "grants.answer_award"
    form_class = DeclineForm
    title = _("Decline the award")
    button = _("Decline")

    def act(self, form: DeclineForm) -> Award:
        return decline_award(self.thing, by=self.request.user, reason=form.cleaned_data["reason"])
