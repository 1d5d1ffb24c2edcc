"""Lines of financial reports: written by the organisation, decided by the implementer beside their documents."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views import View

from grants.actions.agreements.expenditure import Spent, attach_evidence, change_line, keep_typed_rows, remove_line
from grants.actions.agreements.expenditure_decisions import accept_line, reduce_line, return_line
from grants.actions.agreements.financial_reports import numbers_of
from grants.actions.money.bank_proofs import rate_from
from grants.forms.agreements.financial_reports import AttachmentForm, CostForm, DecisionForm
from grants.models import Disbursement, ExpenditureLine, FinancialReport, LineDecision
from grants.queries.agreements.financial_reports import next_undecided
from grants.queries.money.payment_rates import rate_for_cost, rate_of_last_payment
from grants.wording import day
from kernel.formatting import number
from kernel.money import Money
from kernel.refusals import NotAllowed, Refusal
from kernel.views import ActPage, PersonRequest, Scoped


def usual_currency(report: FinancialReport) -> str:
    """The currency in which the organisation was paid last, or else the agreement's."""
    last = Disbursement.objects.filter(tranche__agreement=report.agreement, status="paid").order_by("-paid_on").first()
    return last.paid_currency if last else report.agreement.currency


def rate_hint(report: FinancialReport) -> str:
    """Which rate is taken when none is typed."""
    agreement, currency = report.agreement, usual_currency(report)
    rate = rate_of_last_payment(agreement, currency) if currency != agreement.currency else None
    if rate is None:
        return gettext("Only when the document is in another currency than the agreement.")
    facts = {"own": rate.base, "rate": number(rate.rate.normalize(), "en"), "bank": rate.quote, "day": day(rate.on)}
    return gettext("Empty: the rate of your last payment, 1 %(own)s = %(rate)s %(bank)s (%(day)s).") % facts


def spent_from(typed: dict[str, Any], report: FinancialReport) -> Spent:
    """What was typed as a cost; without a typed rate, the rate of the last payment. Raises WrongRate."""
    own, currency = report.agreement.currency, typed["currency"]
    rate = None
    if currency != own:
        rate = rate_from(typed, own=own, bank=currency) or rate_for_cost(report.agreement, currency, typed["spent_on"])
    return Spent(
        budget_line=typed["budget_line"],
        spent_on=typed["spent_on"],
        payee=typed["payee"],
        document_number=typed["document_number"],
        description=typed.get("description") or "",
        amount=Money(typed["amount"], currency),
        rate=rate,
        evidence=typed.get("document"),
    )


class OfLine(Scoped):
    """A line with its report, agreement and programme."""

    model = ExpenditureLine
    thing: ExpenditureLine

    def get_queryset(self) -> QuerySet[ExpenditureLine]:
        """The lines of the reports that this person sees."""
        seen = FinancialReport.objects.visible_to(self.request.user)
        whole = ("report__agreement__programme__implementer", "report__agreement__organization")
        return ExpenditureLine.objects.filter(report__in=seen).select_related(*whole, "budget_line", "evidence")

    def permission_object(self, thing: ExpenditureLine) -> FinancialReport:
        """The rules speak of the report."""
        return thing.report

    def back_url(self) -> str:
        """The report."""
        return self.thing.report.get_absolute_url()

    def success_url(self, done: Any) -> str:
        """The report."""
        return self.thing.report.get_absolute_url()


class ChangeLine(OfLine, ActPage):
    """Rewrite one line."""

    permission = "grants.draft_financial_report"
    title = _("Change the line")
    done = _("Saved.")

    def get_form(self, data: Any = None, files: Any = None) -> CostForm:
        line, report = self.thing, self.thing.report
        names = ("spent_on", "payee", "document_number", "description", "amount", "currency")
        initial = {name: getattr(line, name) for name in names} | {"budget_line": line.budget_line.code}
        if line.rate_on is not None:
            initial |= {"rate": line.rate, "rate_on": line.rate_on, "rate_source": line.rate_source}
        facts = {"by": self.request.user, "organization": report.agreement.organization}
        return CostForm(data, files, report=report, hint=rate_hint(report), initial=initial, **facts)

    def act(self, form: Any) -> ExpenditureLine:
        return change_line(self.thing, spent_from(form.cleaned_data, self.thing.report), by=self.request.user)


class RemoveLine(OfLine, ActPage):
    """Take one line out."""

    permission = "grants.draft_financial_report"
    title = _("Remove the line")
    button = _("Remove")

    def act(self, form: Any) -> FinancialReport:
        remove_line(self.thing, by=self.request.user)
        return self.thing.report


class AttachFile(OfLine, ActPage):
    """Put the document beside its line."""

    permission = "grants.draft_financial_report"
    title = _("Attach the document")
    button = _("Attach")

    def get_form(self, data: Any = None, files: Any = None) -> AttachmentForm:
        self.intro = f"{self.thing.payee}, {self.thing.document_number}, {day(self.thing.spent_on)}"
        return AttachmentForm(data, files, by=self.request.user, organization=self.thing.report.agreement.organization)

    def act(self, form: Any) -> ExpenditureLine:
        return attach_evidence(self.thing, form.cleaned_data["document"], by=self.request.user)


class DecideLine(OfLine, ActPage):
    """Decide on one line beside its document, then go on to the next."""

    permission = "grants.decide_financial_report"
    template_name = "grants/agreements/decide_line.html"
    button = _("Decide")
    done = _("Decided.")

    def facts(self) -> dict[str, Any]:
        """The line as it was reported."""
        report = self.thing.report
        return {
            "line": self.thing,
            "report": report,
            "place": numbers_of([self.thing], report),
            "reported": Money(self.thing.reported_amount, report.agreement.currency),
            "amount": Money(self.thing.amount, self.thing.currency),
            "is_picture": bool(self.thing.evidence and self.thing.evidence.content_type.startswith("image/")),
        }

    def get_form(self, data: Any = None, files: Any = None) -> DecisionForm:
        line = self.thing
        initial: dict[str, Any] = {"decision": line.decision, "reason": line.reason}
        if line.decision == LineDecision.REDUCED:
            initial["accepted_amount"] = line.accepted_amount
        return DecisionForm(data, currency=line.report.agreement.currency, initial=initial)

    def act(self, form: Any) -> ExpenditureLine:
        typed, by = form.cleaned_data, self.request.user
        if typed["decision"] == LineDecision.REDUCED:
            return reduce_line(self.thing, accepted_amount=typed["accepted_amount"], reason=typed["reason"], by=by)
        if typed["decision"] == LineDecision.RETURNED:
            return return_line(self.thing, reason=typed["reason"], by=by)
        return accept_line(self.thing, by=by)

    def success_url(self, done: ExpenditureLine) -> str:
        following = next_undecided(done.report, after=done)
        if following is None:
            return done.report.get_absolute_url()
        return reverse("grants:expenditureline_decide", args=[following.pk])


class AutosaveRows(Scoped, View):
    """Keeps rows of costs as they are typed; answers when they were saved."""

    model = FinancialReport
    permission = "grants.draft_financial_report"

    def post(self, request: PersonRequest, **kwargs: Any) -> HttpResponse:
        report = self.find()
        self.demand(report)
        typed = [[name, request.POST.get(name, "")] for name in request.POST if name.startswith("costs-")]
        try:
            saved = keep_typed_rows(report, typed, by=request.user)
        except NotAllowed as refusal:
            return JsonResponse({"error": str(refusal.reason)}, status=403)
        except Refusal as refusal:
            return JsonResponse({"error": str(refusal.reason)}, status=409)
        return JsonResponse({"saved_at": f"{timezone.localtime(saved.saved_at):%H:%M}"})
