"""Acts of the organisation on the lines of its financial report."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from grants.actions.agreements.financial_reports import can_change, lock_report
from grants.exchange import Rate
from grants.models import Agreement, BudgetLine, ExpenditureLine, FinancialReport, LineDecision
from grants.wording import day
from kernel import clock
from kernel.money import Money
from kernel.refusals import NotAllowed, NotNow, Refusal
from organizations.actions.documents import attach
from organizations.models import Document, User


class BadLine(Refusal):
    """A line of expenditure cannot stand as typed."""


@dataclass(frozen=True)
class Spent:
    """One cost as its document says. `rate` is needed when its currency is not the agreement's; its base is."""

    budget_line: BudgetLine
    spent_on: date
    payee: str
    document_number: str
    amount: Money
    rate: Rate | None = None
    description: str = ""
    evidence: Document | None = None


def in_agreement_currency(amount: Money, rate: Rate | None, agreement: Agreement) -> Money:
    """`amount` in the agreement's currency, at `rate`; raises BadLine when the rate is missing or of another pair."""
    if amount.currency == agreement.currency:
        return amount
    if rate is None or (rate.base, rate.quote) != (agreement.currency, amount.currency):
        reason = _("Give the rate: how many %(bank)s one %(own)s was worth.") % {
            "bank": amount.currency,
            "own": agreement.currency,
        }
        raise BadLine(reason, fields={"rate": reason})
    return rate.convert(amount)


def _refuse(field: str, reason: str) -> None:
    raise BadLine(reason, fields={field: reason})


def _check(report: FinancialReport, spent: Spent, *, but: ExpenditureLine | None = None) -> Money:
    """The amount in the agreement's currency, if the line can stand; raises BadLine by field."""
    if spent.budget_line.agreement_id != report.agreement_id:
        _refuse("budget_line", _("This budget line belongs to another agreement."))
    if not report.starts_on <= spent.spent_on <= report.ends_on:
        period = {"start": day(report.starts_on), "end": day(report.ends_on)}
        _refuse("spent_on", _("The date must lie in the period of the report, %(start)s to %(end)s.") % period)
    if spent.spent_on > clock.today():
        _refuse("spent_on", _("The date is in the future."))
    if spent.amount.amount <= 0:
        _refuse("amount", _("The amount must be greater than zero."))
    own = in_agreement_currency(spent.amount, spent.rate, report.agreement)
    if not own:
        _refuse("amount", _("In the currency of the agreement this is less than a cent."))
    same = ExpenditureLine.objects.filter(
        report__agreement=report.agreement_id,
        budget_line=spent.budget_line,
        document_number__iexact=spent.document_number.strip(),
        payee__iexact=spent.payee.strip(),
    ).exclude(decision=LineDecision.REDUCED, accepted_amount=0)
    others = same if but is None else same.exclude(pk=but.pk)
    double = others.select_related("report").first()
    if double is not None:
        _refuse(
            "document_number",
            _("This document of this payee stands in report %(number)s on this budget line already.")
            % {"number": double.report.number},
        )
    return own


def _fill(line: ExpenditureLine, spent: Spent, own: Money, *, by: User) -> ExpenditureLine:
    line.budget_line, line.spent_on = spent.budget_line, spent.spent_on
    line.payee, line.document_number = spent.payee.strip(), spent.document_number.strip()
    line.description = spent.description.strip()
    line.amount, line.currency, line.reported_amount = spent.amount.amount, spent.amount.currency, own.amount
    foreign = spent.rate if spent.amount.currency != own.currency else None
    line.rate = foreign.rate if foreign else Decimal(1)
    line.rate_on, line.rate_source = (foreign.on, foreign.source) if foreign else (None, "")
    if spent.evidence is not None:
        line.evidence = attach(spent.evidence, by=by)
    line.decision, line.accepted_amount, line.reason = LineDecision.PENDING, None, ""
    return line


def open_for_writing(report: FinancialReport, *, by: User) -> FinancialReport:
    """The report, locked, if `by` may write in it now; raises NotAllowed or NotNow."""
    report = lock_report(report)
    if not by.has_perm("grants.draft_financial_report", report):
        raise NotAllowed(_("Reports are written by the organisation that has the grant."))
    if not can_change(report):
        raise NotNow(
            _("The report cannot be changed now: its status is “%(status)s”.") % {"status": report.get_status_display()}
        )
    return report


def _touch(report: FinancialReport) -> None:
    report.saved_at = clock.now()
    report.save(update_fields=["saved_at"])


@transaction.atomic
def keep_typed_rows(report: FinancialReport, typed: list[list[str]], *, by: User) -> FinancialReport:
    """Keep rows as they are being typed, as pairs of input and text; they are no lines yet."""
    report = open_for_writing(report, by=by)
    report.typed_rows, report.saved_at = typed, clock.now()
    report.save(update_fields=["typed_rows", "saved_at"])
    return report


@transaction.atomic
def add_lines(report: FinancialReport, rows: Sequence[Spent], *, by: User) -> list[ExpenditureLine]:
    """Add `rows` at the end, all or none, and forget what was being typed.

    Raises NotAllowed, NotNow, BadLine for the first row that cannot stand, with its number when there are several.
    """
    report = open_for_writing(report, by=by)
    last = report.lines.aggregate(last=Max("order"))["last"] or 0
    made = []
    for place, spent in enumerate(rows, start=1):
        try:
            own = _check(report, spent)
        except BadLine as refusal:
            if len(rows) == 1:
                raise
            raise BadLine(_("Row %(row)s: %(reason)s") % {"row": place, "reason": refusal.reason}) from refusal
        line = _fill(ExpenditureLine(report=report, order=last + place), spent, own, by=by)
        line.save()
        made.append(line)
    report.typed_rows, report.saved_at = [], clock.now()
    report.save(update_fields=["typed_rows", "saved_at"])
    return made


@transaction.atomic
def change_line(line: ExpenditureLine, spent: Spent, *, by: User) -> ExpenditureLine:
    """Rewrite a line that is not accepted; it waits for a new decision. Its file stays unless another is given."""
    report = open_for_writing(line.report, by=by)
    line = _own_line(report, line)
    line = _fill(line, spent, _check(report, spent, but=line), by=by)
    line.save()
    _touch(report)
    return line


@transaction.atomic
def attach_evidence(line: ExpenditureLine, document: Document, *, by: User) -> ExpenditureLine:
    """Put the file of the document beside its line; the line waits for a new decision."""
    report = open_for_writing(line.report, by=by)
    line = _own_line(report, line)
    line.evidence = attach(document, by=by)
    line.decision, line.accepted_amount, line.reason = LineDecision.PENDING, None, ""
    line.save(update_fields=["evidence", "decision", "accepted_amount", "reason"])
    _touch(report)
    return line


@transaction.atomic
def remove_line(line: ExpenditureLine, *, by: User) -> None:
    """Take a line that is not accepted out of the report."""
    report = open_for_writing(line.report, by=by)
    _own_line(report, line).delete()
    _touch(report)


def _own_line(report: FinancialReport, line: ExpenditureLine) -> ExpenditureLine:
    line = report.lines.get(pk=line.pk)
    if line.decision == LineDecision.ACCEPTED:
        raise NotNow(_("This line is accepted already and stays as it is."))
    line.report = report
    return line
