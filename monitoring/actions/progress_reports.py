"""Acts on progress reports: beginning, saving, submitting, returning, accepting."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext as _

from grants.actions.agreements.tranches import meet_report_conditions
from grants.models import Agreement, ConditionKind
from kernel import clock
from kernel.references import next_reference
from kernel.refusals import NotNow, Refusal
from monitoring.actions.periods import approve_period, mark_submitted, return_period, submit_figures
from monitoring.actions.permission import ask
from monitoring.lifecycles.results import PERIOD, PROGRESS_REPORT
from monitoring.models import Period, ProgressReport, ReportAnswer, ReportQuestion, ReportStatus
from organizations.actions.activity import record
from organizations.models import Role, User
from organizations.notifications import members, notify

PREFIX = "REP"


class AnswersMissing(Refusal):
    """Required questions of the report are not answered."""


def questions_of(report: ProgressReport) -> list[ReportQuestion]:
    """The questions that the report answers, in order: those of its programme's framework."""
    rows = ReportQuestion.objects.filter(
        framework__programme=report.agreement.programme_id, framework__agreement__isnull=True
    )
    return list(rows.order_by("order", "pk"))


@transaction.atomic
def begin_report(period: Period, *, by: User) -> ProgressReport:
    """The report of a grant's open period, begun as a draft; the one that is there when somebody began it before."""
    period = Period.objects.select_for_update(of=("self",)).select_related("framework__agreement").get(pk=period.pk)
    ask(by, "monitoring.draft_progress_report", period)
    agreement = period.framework.agreement
    if agreement is None:
        raise NotNow(_("Reports are written for grants; figures of the whole project are submitted by period."))
    begun = ProgressReport.objects.filter(period=period).first()
    if begun is not None:
        return begun
    if not period.is_enterable:
        raise NotNow(_("The period is “%(status)s”: no report is asked for.") % {"status": period.get_status_display()})
    Agreement.objects.select_for_update().get(pk=agreement.pk)
    last = ProgressReport.objects.filter(agreement=agreement).aggregate(last=Max("number"))["last"] or 0
    report = ProgressReport.objects.create(
        agreement=agreement,
        period=period,
        number=last + 1,
        reference=next_reference(PREFIX),
        begun_by=by,
        begun_at=clock.now(),
        saved_at=clock.now(),
    )
    record("progress_report_begun", report, by=by, organization=agreement.organization, reference=report.reference)
    return report


def lock_report(report: ProgressReport) -> ProgressReport:
    """The report as it stands, locked until the transaction ends."""
    rows = ProgressReport.objects.select_for_update(of=("self",))
    return rows.select_related("period__framework__programme", "agreement__organization").get(pk=report.pk)


@transaction.atomic
def save_answers(report: ProgressReport, answers: Mapping[ReportQuestion, str], *, by: User) -> ProgressReport:
    """Keep the typed answers of a draft or returned report; questions that are not named keep theirs."""
    report = lock_report(report)
    ask(by, "monitoring.draft_progress_report", report)
    if report.status not in {ReportStatus.DRAFT, ReportStatus.RETURNED}:
        raise NotNow(_("The report is “%(status)s” and cannot change.") % {"status": report.get_status_display()})
    for question, text in answers.items():
        ReportAnswer.objects.update_or_create(report=report, question=question, defaults={"text": text.strip()})
    report.saved_at = clock.now()
    report.save(update_fields=["saved_at"])
    return report


@transaction.atomic
def submit_report(report: ProgressReport, *, by: User) -> ProgressReport:
    """Submit narrative and figures together. Refused with everything that is missing; nothing typed is lost."""
    report = lock_report(report)
    PROGRESS_REPORT.check(report, "submit", by=by)
    answered = set(report.answers.exclude(text="").values_list("question", flat=True))
    missing = [each for each in questions_of(report) if each.is_required and each.pk not in answered]
    if missing:
        raise AnswersMissing(
            _("Answer these questions before you submit: %(questions)s")
            % {"questions": " ".join(f"“{question.text}”" for question in missing)}
        )
    PERIOD.check(report.period, "submit", by=by)
    submit_figures(report.period, by=by)
    report.submitted_at, report.submitted_by = clock.now(), by
    report.save(update_fields=["submitted_at", "submitted_by"])
    PROGRESS_REPORT.make(report, "submit", by=by)
    report.decided_at = report.decided_by = None
    report.save(update_fields=["decided_at", "decided_by"])
    mark_submitted(report.period, by=by)
    record("progress_report_submitted", report, by=by, organization=report.agreement.organization)
    return report


def _decide(report: ProgressReport, move: str, *, by: User, reason: str) -> None:
    report.decided_at, report.decided_by, report.returned_reason = clock.now(), by, reason
    report.save(update_fields=["decided_at", "decided_by", "returned_reason"])
    PROGRESS_REPORT.make(report, move, by=by)


def _tell(report: ProgressReport, name: str) -> None:
    people = members(report.agreement.organization, Role.REPRESENTATIVE, Role.MEMBER)
    url = reverse("monitoring:progress_report", args=[report.pk])
    notify(people, name, url=url, report=report, agreement=report.agreement, reason=report.returned_reason)


@transaction.atomic
def return_report(report: ProgressReport, *, reason: str, by: User) -> ProgressReport:
    """Give report and figures back, saying what to correct. Figures verified already stay verified."""
    report = lock_report(report)
    PROGRESS_REPORT.check(report, "return", by=by)
    if not reason.strip():
        raise Refusal(_("Say what to correct."), fields={"reason": _("Write what is missing or wrong, and where.")})
    _decide(report, "return", by=by, reason=reason.strip())
    return_period(report.period, reason=reason, by=by)
    record("progress_report_returned", report, by=by, organization=report.agreement.organization)
    _tell(report, "progress_report_returned")
    return report


@transaction.atomic
def accept_report(report: ProgressReport, *, by: User) -> ProgressReport:
    """Accept narrative and figures: the period freezes, and tranches that waited for this report wait no more.

    Refused while a figure is not verified.
    """
    Agreement.objects.select_for_update().get(pk=report.agreement_id)
    report = lock_report(report)
    PROGRESS_REPORT.check(report, "accept", by=by)
    approve_period(report.period, by=by)
    _decide(report, "accept", by=by, reason="")
    meet_report_conditions(report.agreement, ConditionKind.PROGRESS_REPORT, report.number, by=by)
    record("progress_report_accepted", report, by=by, organization=report.agreement.organization)
    _tell(report, "progress_report_accepted")
    return report
