"""Acts of the implementer on single lines of a submitted report: accept, reduce, return."""

from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from grants.actions.agreements.drafting import MissingReason
from grants.actions.agreements.financial_reports import lock_report
from grants.models import ExpenditureLine, FinancialReport, FinancialReportStatus, LineDecision
from grants.wording import figure
from kernel.refusals import NotAllowed, NotNow, Refusal
from organizations.actions.activity import record
from organizations.models import User


class NotReduced(Refusal):
    """The accepted amount is no reduction of the reported one."""


def _open(report: FinancialReport, *, by: User) -> FinancialReport:
    report = lock_report(report)
    if not by.has_perm("grants.decide_financial_report", report):
        raise NotAllowed(_("Lines are decided by the finance or grants officers of the implementer."))
    if report.status != FinancialReportStatus.SUBMITTED:
        raise NotNow(
            _("Lines are decided while the report is submitted; its status is “%(status)s”.")
            % {"status": report.get_status_display()}
        )
    return report


def _decide(
    line: ExpenditureLine, decision: LineDecision, accepted: Decimal | None, reason: str, *, by: User
) -> ExpenditureLine:
    line.decision, line.accepted_amount, line.reason = decision, accepted, reason.strip()
    line.save(update_fields=["decision", "accepted_amount", "reason"])
    record(
        "expenditure_line_decided",
        line.report,
        by=by,
        organization=line.report.agreement.organization,
        line=line.pk,
        decision=str(decision),
        accepted=str(accepted) if accepted is not None else None,
    )
    return line


def _locked(line: ExpenditureLine, *, by: User) -> ExpenditureLine:
    report = _open(line.report, by=by)
    locked = report.lines.get(pk=line.pk)
    locked.report = report
    return locked


@transaction.atomic
def accept_line(line: ExpenditureLine, *, by: User) -> ExpenditureLine:
    """Accept the whole reported amount of one line."""
    line = _locked(line, by=by)
    return _decide(line, LineDecision.ACCEPTED, line.reported_amount, "", by=by)


@transaction.atomic
def reduce_line(line: ExpenditureLine, *, accepted_amount: Decimal, reason: str, by: User) -> ExpenditureLine:
    """Accept less than reported, down to nothing, and say why. In the agreement's currency."""
    line = _locked(line, by=by)
    if not reason.strip():
        raise MissingReason
    if not 0 <= accepted_amount < line.reported_amount:
        text = _("Reported were %(amount)s. Accept less than that, or accept the line as it is.") % {
            "amount": figure(line.reported_amount, line.report.agreement.currency)
        }
        raise NotReduced(text, fields={"accepted_amount": text})
    return _decide(line, LineDecision.REDUCED, accepted_amount, reason, by=by)


@transaction.atomic
def return_line(line: ExpenditureLine, *, reason: str, by: User) -> ExpenditureLine:
    """Ask the organisation to correct one line, and say what."""
    line = _locked(line, by=by)
    if not reason.strip():
        raise MissingReason
    return _decide(line, LineDecision.RETURNED, None, reason, by=by)


@transaction.atomic
def accept_pending_lines(report: FinancialReport, *, by: User) -> int:
    """Accept every line that is not decided yet, as reported; returns how many."""
    report = _open(report, by=by)
    pending = list(report.lines.filter(decision=LineDecision.PENDING))
    for line in pending:
        line.report = report
        _decide(line, LineDecision.ACCEPTED, line.reported_amount, "", by=by)
    return len(pending)
