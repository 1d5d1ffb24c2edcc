"""Forms of payments, refunds and bank accounts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from grants.forms.applications.files import KeptFileForm
from grants.models import Agreement, BankAccount, RateSource, ReversalReason, Tranche
from kernel.fields import CURRENCIES
from kernel.forms import DateInput, DecimalField, MoneyField, MoneyInput, field_of


class PaymentForm(forms.Form):
    """What is to be paid for a tranche, and to which account."""

    amount = MoneyField(label=_("Amount"))
    account = forms.ModelChoiceField(
        BankAccount.objects.none(),
        label=_("To the account"),
        help_text=_("Accounts that were checked. Their numbers are shown in full on the bank accounts page."),
    )

    def __init__(self, *args: Any, tranche: Tranche, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agreement = tranche.agreement
        usable = agreement.organization.bank_accounts.filter(checked_at__isnull=False, ended_at__isnull=True)
        field_of(self, "account", forms.ModelChoiceField).queryset = usable
        self.fields["amount"].widget = MoneyInput(currency=agreement.currency)


class RateFields(forms.Form):
    """The rate between the agreement's currency and the bank's; empty when they are the same."""

    rate = DecimalField(
        label=_("Exchange rate"),
        required=False,
        max_digits=18,
        decimal_places=8,
        widget=MoneyInput(places=4),
    )
    rate_on = forms.DateField(label=_("Date of the rate"), widget=DateInput, required=False)
    rate_source = forms.ChoiceField(
        label=_("Source of the rate"), choices=[("", "–"), *RateSource.choices], required=False
    )


class BankProofForm(RateFields):
    """What the bank's document says."""

    bank_reference = forms.CharField(label=_("Number of the bank document"), max_length=60)
    paid_on = forms.DateField(label=_("Value date"), widget=DateInput)
    paid_amount = MoneyField(label=_("Amount at the bank"))
    paid_currency = forms.ChoiceField(label=_("Currency at the bank"), choices=CURRENCIES)

    field_order = ["bank_reference", "paid_on", "paid_amount", "paid_currency", "rate", "rate_on", "rate_source"]


class RefundForm(KeptFileForm, BankProofForm):
    """Money that came back."""

    needs_file = False

    amount = MoneyField(label=_("Amount"))
    purpose = forms.CharField(label=_("Why it comes back"), max_length=300)

    def __init__(self, *args: Any, agreement: Agreement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["amount"].widget = MoneyInput(currency=agreement.currency)
        first = ["amount", "purpose", *BankProofForm.field_order]
        self.order_fields([*first, "file", "kept"])


class CorrectionForm(forms.Form):
    """Why an entry of the ledger was wrong."""

    reason = forms.ChoiceField(label=_("What was wrong"), choices=ReversalReason.choices)


class BankAccountForm(forms.Form):
    """An account of the organisation."""

    iban = forms.CharField(
        label=_("IBAN"), max_length=60, help_text=_("As on the bank's paper, with or without spaces. Kept encrypted.")
    )
    holder = forms.CharField(label=_("Account holder"), max_length=200)
    bank_name = forms.CharField(label=_("Bank"), max_length=120)
    currency = forms.ChoiceField(label=_("Currency"), choices=CURRENCIES, initial="MDL")
