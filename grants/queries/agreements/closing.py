"""What still stands between a completed agreement and its close."""

from django.utils.translation import gettext as _

from grants.models import (
    Agreement,
    Disbursement,
    DisbursementStatus,
    FinancialReportStatus,
    RefundStatus,
)
from grants.queries.money.balances import agreement_balance
from grants.wording import figure


def obstacles_to_closing(agreement: Agreement) -> list[str]:
    """One sentence for each thing that is open, with its figures; empty when the agreement can be closed."""
    found = []
    reports = agreement.financial_reports.exclude(status=FinancialReportStatus.ACCEPTED)
    found += [_("Financial report %(number)s is not accepted.") % {"number": report.number} for report in reports]
    if not agreement.financial_reports.filter(is_final=True).exists():
        found.append(_("There is no final financial report."))
    under_way = Disbursement.objects.filter(
        tranche__agreement=agreement, status__in=[DisbursementStatus.PREPARED, DisbursementStatus.APPROVED]
    ).order_by("reference")
    found += [_("Payment %(reference)s is under way.") % {"reference": each.reference} for each in under_way]
    waiting = agreement.refunds.filter(status=RefundStatus.RECORDED).order_by("reference")
    found += [_("Refund %(reference)s waits for approval.") % {"reference": each.reference} for each in waiting]
    advance = agreement_balance(agreement).open_advance.amount
    if advance > 0:
        found.append(
            _("%(amount)s were paid and are neither accounted for nor paid back.")
            % {"amount": figure(advance, agreement.currency)}
        )
    elif advance < 0:
        found.append(
            _("%(amount)s of accepted expenditure are not paid yet.") % {"amount": figure(-advance, agreement.currency)}
        )
    return found
