"""How lists of agreements, payments, reports and refunds are narrowed."""

import django_filters
from django.utils.translation import gettext_lazy as _

from grants.filters.days import DaysWidget
from grants.models import (
    Agreement,
    AgreementStatus,
    Disbursement,
    DisbursementStatus,
    FinancialReport,
    FinancialReportStatus,
    Refund,
    RefundStatus,
)
from grants.queries.agreements.names import project_names
from kernel.fields import CURRENCIES
from kernel.filters import HouseFilterSet, OfferedFilter


class AgreementFilters(HouseFilterSet):
    """By words, programme, status and currency."""

    searched = ("folded", "organization__folded")

    programme = OfferedFilter(label=_("Project"), offered=project_names, empty_label=_("any"))
    status = django_filters.ChoiceFilter(label=_("Status"), choices=AgreementStatus.choices, empty_label=_("any"))
    currency = django_filters.ChoiceFilter(label=_("Currency"), choices=CURRENCIES, empty_label=_("any"))

    class Meta:
        model = Agreement
        fields: list[str] = []


class PaymentFilters(HouseFilterSet):
    """By words in agreement and organisation, by status and value date."""

    searched = ("tranche__agreement__folded", "tranche__agreement__organization__folded")

    status = django_filters.ChoiceFilter(label=_("Status"), choices=DisbursementStatus.choices, empty_label=_("any"))
    paid_on = django_filters.DateFromToRangeFilter(label=_("Value date"), widget=DaysWidget())

    class Meta:
        model = Disbursement
        fields: list[str] = []


class FinancialReportFilters(HouseFilterSet):
    """By words in agreement and organisation, and by status."""

    searched = ("agreement__folded", "agreement__organization__folded")

    status = django_filters.ChoiceFilter(label=_("Status"), choices=FinancialReportStatus.choices, empty_label=_("any"))

    class Meta:
        model = FinancialReport
        fields: list[str] = []


class RefundFilters(HouseFilterSet):
    """By words in agreement and organisation, and by status."""

    searched = ("agreement__folded", "agreement__organization__folded")

    status = django_filters.ChoiceFilter(label=_("Status"), choices=RefundStatus.choices, empty_label=_("any"))

    class Meta:
        model = Refund
        fields: list[str] = []
