"""Financial reports in the workspace: the list, one report, begun, submitted, returned, accepted."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from grants.actions.agreements.expenditure_decisions import accept_pending_lines
from grants.actions.agreements.financial_reports import (
    accept_report,
    begin_report,
    can_change,
    return_report,
    submit_report,
)
from grants.filters.agreements import FinancialReportFilters
from grants.forms.agreements.financial_reports import NoteForm, PeriodForm
from grants.lifecycles import FINANCIAL_REPORT
from grants.models import Agreement, FinancialReport, FinancialReportStatus
from grants.queries.agreements.financial_reports import lines_of, totals_of, with_sums
from grants.queries.agreements.standing import standing_of
from grants.tables.agreements import FinancialReportTable
from kernel import steps
from kernel.views import ActPage, DetailPage, ListPage, MovePage, PersonRequest, Scoped
from organizations.queries import activity

USUAL_PATH = [FinancialReportStatus.DRAFT, FinancialReportStatus.SUBMITTED, FinancialReportStatus.ACCEPTED]


class ReportList(ListPage):
    """Reports of the agreements that this person sees."""

    model = FinancialReport
    table_class = FinancialReportTable
    filterset_class = FinancialReportFilters
    title = _("Financial reports")
    select_related = ("agreement__organization", "agreement__programme")

    def get_queryset(self) -> QuerySet[FinancialReport]:
        return with_sums(super().get_queryset())


class OfReport(Scoped):
    """A report with all that its rules and pages read."""

    model = FinancialReport

    def get_queryset(self) -> QuerySet[FinancialReport]:
        """The reports that this person sees."""
        whole = ("agreement__programme__implementer", "agreement__organization")
        people = ("submitted_by", "decided_by", "begun_by")
        return super().get_queryset().select_related(*whole, *people)

    def public_thing(self, done: FinancialReport) -> Agreement:
        """The grant shows what was accounted for."""
        return done.agreement


class ReportPage(OfReport, DetailPage):
    """One report, line by line."""

    permission = "grants.view_financial_report"
    template_name = "grants/agreements/financial_report.html"
    lifecycle = FINANCIAL_REPORT
    place = "financial_report"

    def facts(self, thing: FinancialReport) -> dict[str, Any]:
        """What the page prints."""
        user = self.request.user
        is_submitted = thing.status == FinancialReportStatus.SUBMITTED
        shown = FinancialReportStatus.RETURNED if thing.status == FinancialReportStatus.RETURNED else None
        path = [*USUAL_PATH[:1], shown, *USUAL_PATH[1:]] if shown else USUAL_PATH
        return {
            "agreement": thing.agreement,
            "steps": steps.path(FinancialReportStatus, path, thing.status, is_over=thing.status == "accepted"),
            "lines": lines_of(thing),
            "totals": totals_of(thing),
            "standing": standing_of(thing.agreement),
            "may_write": can_change(thing) and user.has_perm("grants.draft_financial_report", thing),
            "may_decide": is_submitted and user.has_perm("grants.decide_financial_report", thing),
            "activities": activity.of(thing, limit=30),
        }


class BeginReport(ActPage):
    """Begin the report of a period."""

    model = Agreement
    permission = "grants.draft_financial_report"
    form_class = PeriodForm
    title = _("New financial report")
    button = _("Begin")

    def get_initial(self) -> dict[str, Any]:
        """From the day after the last report."""
        last = self.thing.financial_reports.order_by("-ends_on").first()
        starts_on = self.thing.starts_on
        if last is not None:
            starts_on = type(last.ends_on).fromordinal(last.ends_on.toordinal() + 1)
        return {"starts_on": starts_on}

    def act(self, form: Any) -> FinancialReport:
        return begin_report(self.thing, by=self.request.user, **form.cleaned_data)


class ReportMove(OfReport, MovePage):
    """Submit, accept."""

    lifecycle = FINANCIAL_REPORT
    acts = {"submit": submit_report, "accept": accept_report}
    texts = {
        "submit": _("The lines can no longer be changed, unless the report is returned to you."),
        "accept": _("What was accepted of each line goes into the ledger."),
    }
    changes = {"accept": _("The public page of the grant counts what was accepted.")}


class ReturnReport(OfReport, ActPage):
    """Send it back with a note."""

    permission = "grants.decide_financial_report"
    form_class = NoteForm
    title = _("Return the report")
    intro = _("The organisation corrects the lines that you returned. Lines that you accepted stay accepted.")
    button = _("Return")

    def act(self, form: Any) -> FinancialReport:
        return return_report(self.thing, by=self.request.user, **form.cleaned_data)


class AcceptPending(OfReport, ActPage):
    """Accept every line that is not decided yet."""

    permission = "grants.decide_financial_report"
    title = _("Accept all lines that are not decided")
    button = _("Accept them")
    done = _("The rest of the lines is accepted.")

    def get(self, request: PersonRequest, **kwargs: Any) -> HttpResponse:
        pending = totals_of(self.thing).pending
        if not pending:
            return redirect(self.thing.get_absolute_url())
        self.intro = gettext("Lines: %(count)s. You have looked at their documents.") % {"count": pending}
        return super().get(request, **kwargs)

    def act(self, form: Any) -> FinancialReport:
        accept_pending_lines(self.thing, by=self.request.user)
        return self.thing
