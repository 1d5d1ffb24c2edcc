"""How agreements, payments, reports and refunds are listed."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kernel.tables import Column, DateColumn, LinkColumn, MoneyColumn, StatusColumn, Table


class AgreementTable(Table):
    """Agreements, newest first."""

    caption = _("Agreements")
    empty = _("No agreement yet. One is drafted when an organisation accepts its award.")
    default_sort = "-reference"
    demo = "programme__is_demo"

    reference = LinkColumn(_("Reference"))
    title = Column(_("Title"), sort="title_ro")
    organization = Column(_("Organisation"), "organization.name", sort="organization__name_ro")
    programme = Column(_("Project"), "programme.title", sort="programme__title_ro")
    starts_on = DateColumn(_("Starts on"))
    ends_on = DateColumn(_("Ends on"))
    amount = MoneyColumn(_("Amount"), total=True)
    status = StatusColumn(_("Status"))


class PaymentTable(Table):
    """Payments, newest first."""

    caption = _("Payments")
    empty = _("No payment yet. One is prepared when a tranche is released.")
    default_sort = "-prepared_at"
    demo = "tranche__agreement__programme__is_demo"

    reference = LinkColumn(_("Reference"))
    agreement = LinkColumn(
        _("Agreement"),
        "tranche.agreement.reference",
        to=lambda row: row.tranche.agreement,
        sort="tranche__agreement__reference",
    )
    organization = Column(_("Organisation"), "tranche.agreement.organization")
    tranche = Column(_("Tranche"), "tranche.number", sort="tranche__number")
    amount = MoneyColumn(_("Amount"), currency="tranche.agreement.currency", total=True)
    paid = MoneyColumn(
        _("At the bank"), "paid_amount", currency="paid_currency", sort="paid_amount", missing=_("not paid")
    )
    paid_on = DateColumn(_("Value date"), missing=_("not paid"))
    prepared_at = DateColumn(_("Prepared"))
    status = StatusColumn(_("Status"))


class FinancialReportTable(Table):
    """Financial reports, newest period first."""

    caption = _("Financial reports")
    empty = _("No financial report yet. The organisation begins one on the page of its agreement.")
    default_sort = "-ends_on"
    demo = "agreement__programme__is_demo"

    number = LinkColumn(_("Report"), str, sort=("agreement__reference", "number"))
    organization = Column(_("Organisation"), "agreement.organization")
    starts_on = DateColumn(pgettext_lazy("date", "From"))
    ends_on = DateColumn(pgettext_lazy("date", "To"))
    reported = MoneyColumn(_("Spent"), "reported", currency="agreement.currency", sort=False)
    accepted = MoneyColumn(
        _("Accepted"), "accepted", currency="agreement.currency", sort=False, missing=_("not decided")
    )
    submitted_at = DateColumn(pgettext_lazy("report", "Submitted"), missing=pgettext_lazy("report", "not submitted"))
    status = StatusColumn(_("Status"))


class RefundTable(Table):
    """Refunds, newest first."""

    caption = _("Refunds")
    empty = _("No money came back yet.")
    default_sort = "-recorded_at"
    demo = "agreement__programme__is_demo"

    reference = LinkColumn(_("Reference"))
    agreement = LinkColumn(
        _("Agreement"), "agreement.reference", to=lambda row: row.agreement, sort="agreement__reference"
    )
    organization = Column(_("Organisation"), "agreement.organization")
    amount = MoneyColumn(_("Amount"), currency="agreement.currency", total=True)
    received_on = DateColumn(_("Value date"))
    purpose = Column(_("Why"))
    status = StatusColumn(_("Status"))
