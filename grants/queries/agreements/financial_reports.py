"""What lists and pages of financial reports show beside the reports themselves."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Case, Count, DecimalField, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce

from grants.models import ExpenditureLine, FinancialReport, FinancialReportStatus, LineDecision
from kernel.money import Money

_AMOUNT = DecimalField(max_digits=20, decimal_places=2)


def _sum_of_lines(column: str) -> Coalesce:
    lines = ExpenditureLine.objects.filter(report=OuterRef("pk")).order_by()
    summed = lines.values("report").annotate(sum=Sum(column)).values("sum")
    return Coalesce(Subquery(summed, output_field=_AMOUNT), Value(Decimal(0)), output_field=_AMOUNT)


def with_sums(reports: QuerySet[FinancialReport]) -> QuerySet[FinancialReport]:
    """Each report with `reported`, and `accepted` where it is accepted (null before), in the agreement's currency."""
    accepted = When(status=FinancialReportStatus.ACCEPTED, then=_sum_of_lines("accepted_amount"))
    return reports.annotate(
        reported=_sum_of_lines("reported_amount"), accepted=Case(accepted, default=None, output_field=_AMOUNT)
    )


@dataclass(frozen=True)
class ReportTotals:
    """A report in figures: counts of lines by decision, and sums in the agreement's currency."""

    lines: int
    pending: int
    reduced: int
    returned: int
    without_file: int
    reported: Money
    accepted: Money
    not_accepted: Money


def totals_of(report: FinancialReport) -> ReportTotals:
    """The totals of one report; one query. `not_accepted` is what was taken off reduced lines."""
    decided = Q(decision__in=[LineDecision.ACCEPTED, LineDecision.REDUCED])
    found = report.lines.aggregate(
        lines=Count("pk"),
        pending=Count("pk", filter=Q(decision=LineDecision.PENDING)),
        reduced=Count("pk", filter=Q(decision=LineDecision.REDUCED)),
        returned=Count("pk", filter=Q(decision=LineDecision.RETURNED)),
        without_file=Count("pk", filter=Q(evidence__isnull=True)),
        reported=Sum("reported_amount"),
        decided=Sum("reported_amount", filter=decided),
        accepted=Sum("accepted_amount"),
    )
    currency = report.agreement.currency
    reported, decided_sum, accepted = (
        Money(Decimal(found.pop(name) or 0).quantize(Decimal("0.01")), currency)
        for name in ("reported", "decided", "accepted")
    )
    return ReportTotals(**found, reported=reported, accepted=accepted, not_accepted=decided_sum - accepted)


def lines_of(report: FinancialReport) -> list[ExpenditureLine]:
    """The lines in their order with what the page prints of them; one query."""
    return list(report.lines.select_related("budget_line", "evidence", "entry__reversed_by").order_by("order", "pk"))


def next_undecided(report: FinancialReport, *, after: ExpenditureLine | None = None) -> ExpenditureLine | None:
    """The next line that waits for a decision, after `after` and then from the start; None when all are decided."""
    pending = report.lines.filter(decision=LineDecision.PENDING).order_by("order", "pk")
    later = pending.filter(order__gte=after.order).exclude(pk=after.pk).first() if after is not None else None
    return later or pending.first()
