"""The order of acts on a financial report."""

from django.utils.translation import gettext_lazy as _

from grants.models import FinancialReportStatus
from kernel.lifecycle import Lifecycle, move

FINANCIAL_REPORT = Lifecycle(
    "financial_report",
    _("Financial report"),
    move(
        "submit",
        from_=(FinancialReportStatus.DRAFT, FinancialReportStatus.RETURNED),
        to=FinancialReportStatus.SUBMITTED,
        permission="grants.submit_financial_report",
        label=_("Submit"),
    ),
    move(
        "return",
        from_=FinancialReportStatus.SUBMITTED,
        to=FinancialReportStatus.RETURNED,
        permission="grants.decide_financial_report",
        label=_("Return for correction"),
    ),
    move(
        "accept",
        from_=FinancialReportStatus.SUBMITTED,
        to=FinancialReportStatus.ACCEPTED,
        permission="grants.decide_financial_report",
        label=_("Accept"),
    ),
)
