"""Acts on financial reports: begun for a period and submitted by the organisation, returned or accepted as a whole."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from grants.actions.agreements.drafting import MissingReason
from grants.actions.agreements.entries import book_expenditure
from grants.actions.agreements.locks import lock_agreement
from grants.actions.agreements.tranches import meet_report_conditions
from grants.lifecycles import FINANCIAL_REPORT
from grants.models import (
    Agreement,
    AgreementStatus,
    ConditionKind,
    ExpenditureLine,
    FinancialReport,
    FinancialReportStatus,
    LineDecision,
)
from grants.queries.money.balances import agreement_balance, budget_line_balances
from grants.queries.people import staff_of
from grants.wording import day, figure
from kernel import clock
from kernel.money import CENT
from kernel.refusals import NotAllowed, NotNow, Refusal
from organizations.actions.activity import record
from organizations.models import Role, User
from organizations.notifications import members, notify


class LinesOpen(NotNow):
    """Lines of the report are not ready for what was asked."""


class OverBudget(Refusal):
    """Accepted expenditure would pass the agreement's amount or a budget line's tolerance."""


def lock_report(report: FinancialReport) -> FinancialReport:
    """The report as it is now, with its agreement locked."""
    agreement = lock_agreement(report.agreement_id)
    locked = FinancialReport.objects.get(pk=report.pk)
    locked.agreement = agreement
    return locked


def numbers_of(lines: list[ExpenditureLine], report: FinancialReport) -> str:
    """The places of `lines` in the report, as people count them: "2, 5"."""
    places = {pk: place for place, pk in enumerate(report.lines.values_list("pk", flat=True), start=1)}
    return ", ".join(str(places[line.pk]) for line in lines)


def _check_period(agreement: Agreement, starts_on: date, ends_on: date) -> None:
    reason = ""
    if ends_on < starts_on:
        reason = _("The period cannot end before it begins.")
    elif starts_on < agreement.starts_on or ends_on > agreement.ends_on:
        reason = _("The period must lie within the agreement, from %(start)s to %(end)s.") % {
            "start": day(agreement.starts_on),
            "end": day(agreement.ends_on),
        }
    other = agreement.financial_reports.filter(starts_on__lte=ends_on, ends_on__gte=starts_on).first()
    if not reason and other is not None:
        reason = _("Report %(number)s covers a part of this period already, from %(start)s to %(end)s.") % {
            "number": other.number,
            "start": day(other.starts_on),
            "end": day(other.ends_on),
        }
    if reason:
        raise Refusal(reason, fields={"ends_on": reason})


@transaction.atomic
def begin_report(
    agreement: Agreement, *, starts_on: date, ends_on: date, is_final: bool = False, by: User
) -> FinancialReport:
    """Begin the report of a period; its number follows the last one.

    Raises NotAllowed, NotNow before the agreement was active and once it is closed, Refusal for a period outside it or
    reported already.
    """
    agreement = lock_agreement(agreement)
    if not by.has_perm("grants.draft_financial_report", agreement):
        raise NotAllowed(_("Reports are written by the organisation that has the grant."))
    if agreement.activated_at is None:
        raise NotNow(_("There is nothing to report yet: the agreement is not active."))
    if agreement.status == AgreementStatus.CLOSED:
        raise NotNow(_("The agreement is closed: its money is accounted for, and nothing more is reported."))
    _check_period(agreement, starts_on, ends_on)
    last = agreement.financial_reports.aggregate(last=Max("number"))["last"] or 0
    report = FinancialReport.objects.create(
        agreement=agreement, number=last + 1, starts_on=starts_on, ends_on=ends_on, is_final=is_final, begun_by=by
    )
    record("financial_report_begun", report, by=by, organization=agreement.organization, number=report.number)
    return report


@transaction.atomic
def submit_report(report: FinancialReport, *, by: User) -> FinancialReport:
    """Submit a draft or a returned report. Refused while the period runs, or lines lack a file or a correction."""
    report = lock_report(report)
    FINANCIAL_REPORT.check(report, "submit", by=by)
    if report.ends_on > clock.today():
        raise NotNow(_("The period ends on %(day)s. Submit the report then.") % {"day": day(report.ends_on)})
    bare = list(report.lines.filter(evidence__isnull=True))
    if bare:
        raise LinesOpen(_("Lines without a document: %(lines)s. Attach it.") % {"lines": numbers_of(bare, report)})
    sent_back = list(report.lines.filter(decision=LineDecision.RETURNED))
    if sent_back:
        raise LinesOpen(
            _("Lines that were returned and not changed yet: %(lines)s. Correct or remove them.")
            % {"lines": numbers_of(sent_back, report)}
        )
    report.submitted_at, report.submitted_by = clock.now(), by
    report.decided_at = report.decided_by = None
    report.save(update_fields=["submitted_at", "submitted_by", "decided_at", "decided_by"])
    FINANCIAL_REPORT.make(report, "submit", by=by)
    agreement = report.agreement
    total = sum(report.lines.values_list("reported_amount", flat=True), Decimal(0))
    record("financial_report_submitted", report, by=by, organization=agreement.organization, total=str(total))
    readers = staff_of(agreement.programme, Role.FINANCE_OFFICER, Role.GRANTS_OFFICER)
    notify(readers, "financial_report_submitted", url=report.get_absolute_url(), report=report, agreement=agreement)
    notify([by], "financial_report_receipt", url=report.get_absolute_url(), report=report, agreement=agreement)
    return report


@transaction.atomic
def return_report(report: FinancialReport, *, by: User, note: str) -> FinancialReport:
    """Send the report back with a note; lines accepted or reduced so far stay decided, the returned ones wait."""
    if not note.strip():
        raise MissingReason
    report = FINANCIAL_REPORT.make(lock_report(report), "return", by=by)
    report.decided_at, report.decided_by, report.note = clock.now(), by, note.strip()
    report.save(update_fields=["decided_at", "decided_by", "note"])
    _tell_organization(report, "financial_report_returned", by=by)
    return report


def _tell_organization(report: FinancialReport, verb: str, *, by: User, **facts: str) -> None:
    agreement = report.agreement
    record(verb, report, by=by, organization=agreement.organization, number=report.number, **facts)
    readers = members(agreement.organization, Role.REPRESENTATIVE, Role.ACCOUNTANT)
    notify(readers, verb, url=report.get_absolute_url(), report=report, agreement=agreement)


def _check_limits(report: FinancialReport, lines: list[ExpenditureLine]) -> None:
    """Raise OverBudget when accepting `lines` would pass the agreement's amount or a budget line with its tolerance."""
    agreement = report.agreement
    total = sum((line.accepted_amount or Decimal(0) for line in lines), Decimal(0))
    before = agreement_balance(agreement).spent_grantee.amount
    if before + total > agreement.amount:
        raise OverBudget(
            _("Accepted expenditure would be %(sum)s; the agreement is %(amount)s. Reduce lines by %(over)s.")
            % {
                "sum": figure(before + total, agreement.currency),
                "amount": figure(agreement.amount, agreement.currency),
                "over": figure(before + total - agreement.amount, agreement.currency),
            }
        )
    balances = budget_line_balances(agreement)
    for budget_line in agreement.budget_lines.all():
        now = sum(
            (line.accepted_amount or Decimal(0) for line in lines if line.budget_line_id == budget_line.pk), Decimal(0)
        )
        balance = balances.get(budget_line.pk)
        after = now + (balance.spent_grantee.amount if balance else Decimal(0))
        limit = (budget_line.amount * (100 + agreement.line_tolerance) / 100).quantize(CENT)
        if now and after > limit:
            facts = {
                "line": budget_line.code,
                "sum": figure(after, agreement.currency),
                "limit": figure(limit, agreement.currency),
                "over": figure(after - limit, agreement.currency),
            }
            raise OverBudget(
                _(
                    "Budget line %(line)s: accepted would be %(sum)s; with the tolerance it may be %(limit)s. "
                    "Reduce it by %(over)s."
                )
                % facts
            )


@transaction.atomic
def accept_report(report: FinancialReport, *, by: User) -> FinancialReport:
    """Accept a report whose every line is accepted or reduced: each accepted amount goes into the ledger.

    Conditions of tranches that wait for it are met. Raises NotAllowed, NotNow, LinesOpen while a line is undecided or
    returned, OverBudget with the figures.
    """
    report = lock_report(report)
    FINANCIAL_REPORT.check(report, "accept", by=by)
    lines = list(report.lines.select_related("budget_line", "evidence"))
    undecided = [line for line in lines if line.accepted_amount is None]
    if undecided:
        raise LinesOpen(
            _("Lines that are not accepted or reduced: %(lines)s. Decide on them, or return the report.")
            % {"lines": numbers_of(undecided, report)}
        )
    _check_limits(report, lines)
    for line in lines:
        if line.accepted_amount and line.entry_id is None:
            line.report = report
            line.entry = book_expenditure(line, line.accepted_amount, by=by)
            line.save(update_fields=["entry"])
    FINANCIAL_REPORT.make(report, "accept", by=by)
    report.decided_at, report.decided_by, report.note = clock.now(), by, ""
    report.save(update_fields=["decided_at", "decided_by", "note"])
    meet_report_conditions(report.agreement, ConditionKind.FINANCIAL_REPORT, report.number, by=by)
    total = sum((line.accepted_amount or Decimal(0) for line in lines), Decimal(0))
    _tell_organization(report, "financial_report_accepted", by=by, accepted=str(total))
    return report


def can_change(report: FinancialReport) -> bool:
    """Whether the organisation may still write in it."""
    return report.status in {FinancialReportStatus.DRAFT, FinancialReportStatus.RETURNED}
