"""The ranking of a call, as page and as workbook, and the award list that is proposed from it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views import View

from grants.actions.awards.proposing import Proposed, propose_award_list
from grants.exports.ranking import ranking_workbook
from grants.forms.reviews.sheets import ProposalHeadForm
from grants.models import ApplicationStatus, Call, CallStatus, Decision
from grants.queries.awards.committee import calls_to_decide, closed_to
from grants.queries.awards.ranking import (
    Group,
    Ranking,
    RankingRow,
    ranking_of,
    stage_under_judgement,
    taken_from,
    waiting_list,
)
from grants.queries.awards.terms import terms_of
from grants.queries.reviews.severity import severities_of
from kernel import clock, formatting
from kernel.formatting import Ambiguous, NotANumber, parse_decimal
from kernel.keys import key_in
from kernel.refusals import NotAllowed, Refusal
from kernel.views import DetailPage, PersonRequest, Scoped
from kernel.views.forms import show_refusal
from kernel.views.lists import XLSX

Line = tuple[RankingRow, dict[str, str]]


class RankingPage(DetailPage):
    """Applications by rank, lot by lot, with the money against the ceiling and how sure the line is."""

    model = Call
    permission = "grants.view_ranking"
    template_name = "grants/awards/ranking.html"

    def get_queryset(self) -> models.QuerySet:
        return calls_to_decide(self.request.user).select_related("programme")

    def get(self, request: PersonRequest, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]  # or a file
        if request.GET.get("format") != "xlsx":
            return super().get(request, **kwargs)
        call = self.find()
        self.demand(call)
        hidden = closed_to(request.user, call)
        name = f"{call.reference.lower()}-ranking-{clock.today():%Y-%m-%d}.xlsx"
        ranking = ranking_of(call, stage=self._stage(call))
        made = ranking_workbook(call, ranking, hidden, request.build_absolute_uri(request.path))
        return FileResponse(made, as_attachment=True, filename=name, content_type=XLSX)

    def _stage(self, call: Call) -> int:
        wanted = key_in(self.request.GET.get("stage"))
        return wanted if wanted and wanted <= call.stages else stage_under_judgement(call)

    def facts(self, thing: Call) -> dict[str, Any]:
        waiting = waiting_list(thing)
        can_propose = self.request.user.has_perm("grants.propose_awards", thing)
        is_due = thing.status == CallStatus.IN_REVIEW and waiting is None and not terms_of(thing).needs_meeting
        return {
            "ranking": ranking_of(thing, stage=self._stage(thing)),
            "hidden": closed_to(self.request.user, thing),
            "taken": taken_from(thing),
            "severities": severities_of(thing),
            "waiting": waiting,
            "can_propose": can_propose and is_due,
        }


class ProposePage(Scoped, View):
    """For each application what the line suggests, to be confirmed or changed, and proposed as a list."""

    model = Call
    permission = "grants.propose_awards"

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
                proposed = propose_award_list(self.call, proposals, by=request.user, **form.cleaned_data)
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
        is_due = self.call.status == CallStatus.IN_REVIEW and not terms_of(self.call).needs_meeting
        context = {
            "object": self.call,
            "groups": [(group, self._lines(group, faults or {})) for group in ranking.groups],
            "decisions": Decision.choices,
            "form": form,
            "can_propose": is_due and waiting_list(self.call) is None,
        }
        return render(self.request, "grants/awards/propose.html", context)

    def _lines(self, group: Group, faults: dict[str, str]) -> list[Line]:
        return [self._line(row, faults) for row in group.rows if _is_open(row)]

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

    def _read(self, ranking: Ranking) -> tuple[dict[int, Proposed], dict[str, str]]:
        """What was typed for each row, and which amounts could not be read."""
        proposals, faults = {}, {}
        for row in ranking.rows:
            key = row.application.pk
            decision = self.request.POST.get(f"decision_{key}", "")
            if decision not in Decision.values or not _is_open(row):
                continue
            text = self.request.POST.get(f"amount_{key}", "")
            amount = None
            if decision == Decision.AWARD:
                try:
                    amount = round(parse_decimal(text, get_language() or "en"), 2)
                except (NotANumber, Ambiguous):
                    faults[f"amount_{key}"] = str(_("“%(text)s” is not an amount.") % {"text": text})
            reason = self.request.POST.get(f"reason_{key}", "")[:2000]
            proposals[key] = Proposed(decision, amount, reason)
        return proposals, faults


def _is_open(row: RankingRow) -> bool:
    return row.application.status == ApplicationStatus.IN_REVIEW
