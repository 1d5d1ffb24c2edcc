"""The bank's side of a payment: what really moved, in which currency, at which rate."""

from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from grants.models.money.rate import RateSource
from kernel.fields import AmountField, CurrencyField


class Conversion(models.Model):
    """An amount as it moved at the bank, beside the amount in the agreement's currency.

    `rate` is how many units of `paid_currency` one unit of the agreement's currency is worth (1 EUR = 19.4876 MDL),
    with its date and source; when both currencies are the same it is 1 and has no source.
    """

    paid_amount = AmountField(_("amount at the bank"), null=True, blank=True)
    paid_currency = CurrencyField(_("currency at the bank"), blank=True)
    rate = models.DecimalField(_("exchange rate"), max_digits=18, decimal_places=8, default=Decimal(1))
    rate_on = models.DateField(_("date of the rate"), null=True, blank=True)
    rate_source = models.CharField(_("source of the rate"), max_length=10, choices=RateSource.choices, blank=True)

    class Meta:
        abstract = True
