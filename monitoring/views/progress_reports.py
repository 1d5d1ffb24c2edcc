"""Pages of progress reports: the list, writing one, reading and deciding on one."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext_lazy as _

from grants.models import Agreement
from kernel.refusals import Refusal
from kernel.steps import path
from kernel.views import ActPage, DetailPage, ListPage, MovePage
from monitoring.actions.progress_reports import (
    accept_report,
    begin_report,
    questions_of,
    return_report,
    save_answers,
    submit_report,
)
from monitoring.filters.results import ProgressReportFilters
from monitoring.forms.design import ReasonForm
from monitoring.forms.reports import NarrativeForm
from monitoring.lifecycles.results import MEASUREMENT, PROGRESS_REPORT
from monitoring.models import Measurement, Period, ProgressReport, ReportStatus
from monitoring.queries.figure_rows import codes_to_verify, figure_rows, may_verify_all, words_for_waiting
from monitoring.queries.problems import problems_in
from monitoring.tables.results import ProgressReportTable
from monitoring.views.figures import time_now
from organizations.models import User
from organizations.queries import activity

USUAL = (ReportStatus.DRAFT, ReportStatus.SUBMITTED, ReportStatus.ACCEPTED)


def reports_of(user: User) -> QuerySet[ProgressReport]:
    """The reports that a person sees, with what the rules look at."""
    return ProgressReport.objects.visible_to(user).select_related(
        "agreement__organization",
        "agreement__programme",
        "period__framework__programme",
        "period__framework__agreement__organization",
        "submitted_by",
        "decided_by",
    )


class ProgressReportList(ListPage):
    """Reports that this person writes, decides on or may read."""

    model = ProgressReport
    table_class = ProgressReportTable
    filterset_class = ProgressReportFilters
    title = _("Progress reports")
    select_related = ("agreement__organization", "agreement__programme", "period")


class ReportBegin(ActPage):
    """The report of an open period."""

    model = Period
    permission = "monitoring.draft_progress_report"
    title = _("Begin the progress report")
    intro = _("It saves itself as you write; the representative submits it together with the figures.")
    button = _("Begin")
    done = _("The report is begun.")

    def act(self, form: Any) -> ProgressReport:
        return begin_report(self.thing, by=self.request.user)


class ReportPage(DetailPage):
    """One report: narrative, figures, what is unusual in them, and what this person may do."""

    model = ProgressReport
    template_name = "monitoring/progress_report.html"
    lifecycle = PROGRESS_REPORT

    def get_queryset(self) -> QuerySet[ProgressReport]:
        return reports_of(self.request.user)

    def facts(self, thing: ProgressReport) -> dict[str, Any]:
        user, answers = self.request.user, {each.question_id: each.text for each in thing.answers.all()}
        rows = figure_rows(thing.period, Measurement.objects.visible_to(user))
        is_draft = thing.status in {ReportStatus.DRAFT, ReportStatus.RETURNED}
        may_decide = user.has_perm("monitoring.decide_progress_report", thing)
        is_decided_now = thing.status == ReportStatus.SUBMITTED and may_decide
        waiting = words_for_waiting(codes_to_verify(thing.period)) if is_decided_now else ""
        may_draft = is_draft and user.has_perm("monitoring.draft_progress_report", thing)
        return {
            "steps": _steps(thing),
            "answers": [(question, answers.get(question.pk, "")) for question in questions_of(thing)],
            "rows": [(row, [] if row.is_verified else problems_in(row)) for row in rows],
            "measurement_lifecycle": MEASUREMENT,
            "period": thing.period,
            "waiting": waiting,
            "offered": PROGRESS_REPORT.without("accept") if waiting else PROGRESS_REPORT,
            "may_draft": may_draft,
            "may_verify": may_verify_all(rows, user),
            "activities": activity.of(thing, limit=20),
        }


def _steps(report: ProgressReport) -> list[Any]:
    """Where the report stands; one that was returned is a draft again."""
    returned = report.status == ReportStatus.RETURNED
    current = ReportStatus.DRAFT if returned else report.status
    return path(ReportStatus, USUAL, current, is_over=report.status == ReportStatus.ACCEPTED)


class ReportWrite(ActPage):
    """The narrative, which saves itself."""

    model = ProgressReport
    permission = "monitoring.draft_progress_report"
    form_class = NarrativeForm
    template_name = "monitoring/report_write.html"
    title = _("Progress report")
    button = _("Save")
    done = _("Saved.")

    def get_queryset(self) -> QuerySet[ProgressReport]:
        return reports_of(self.request.user)

    def get_form(self, data: Any = None, files: Any = None) -> NarrativeForm:
        answers = {each.question_id: each.text for each in self.thing.answers.all()}
        return NarrativeForm(data, questions=questions_of(self.thing), answers=answers)

    def act(self, form: Any) -> ProgressReport:
        return save_answers(self.thing, form.answers(), by=self.request.user)


class ReportAutosave(ReportWrite):
    """The same, asked by the page itself while one types."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = self.get_form(request.POST)
        if not form.is_valid():
            return JsonResponse({"errors": form.errors}, status=422)
        try:
            self.act(form)
        except Refusal as refusal:
            return JsonResponse({"refused": str(refusal)}, status=409)
        return JsonResponse({"saved_at": time_now()})


class ReportMove(MovePage):
    """Submitting and accepting a report."""

    model = ProgressReport
    lifecycle = PROGRESS_REPORT
    acts = {"submit": submit_report, "accept": accept_report}
    texts = {
        "submit": _("Narrative and figures go to the monitoring officer and cannot be changed meanwhile."),
        "accept": _("The figures are frozen, and tranches that waited for this report wait for it no more."),
    }
    changes = {"accept": _("The public page of the grant shows the verified figures.")}

    def public_thing(self, done: ProgressReport) -> Agreement:
        return done.agreement


class ReportReturn(ActPage):
    """Giving a report back."""

    model = ProgressReport
    permission = "monitoring.decide_progress_report"
    form_class = ReasonForm
    title = _("Return the report for correction")
    intro = _("Figures that are verified stay so; narrative and other figures can be changed again.")
    button = _("Return")

    def act(self, form: Any) -> ProgressReport:
        return return_report(self.thing, reason=form.cleaned_data["reason"], by=self.request.user)
