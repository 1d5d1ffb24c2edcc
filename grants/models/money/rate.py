"""Exchange rates: what one unit of a currency was worth in another on a day, and who says so."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kernel.fields import CurrencyField, one_of, positive


class RateSource(models.TextChoices):
    """Who publishes the rate."""

    NATIONAL_BANK = "nbm", _("National Bank of Moldova")
    INFOREURO = "inforeuro", _("InforEuro (European Commission)")
    UNITED_NATIONS = "un", _("UN operational rate")
    BANK = "bank", _("bank that made the transfer")
    DEMO = "demo", _("demo")


class RatePolicy(models.TextChoices):
    """Which of the published rates a programme takes for a transfer."""

    DAY = "day", _("the latest rate on the day of the transfer")
    MONTH = "month", _("the first rate of the month of the transfer")


class ExchangeRate(models.Model):
    """One unit of `base` was worth `rate` units of `quote` on `rate_on`, as `source` published it."""

    rate_on = models.DateField(_("date"))
    base = CurrencyField(_("one unit of"))
    quote = CurrencyField(_("is worth in"))
    rate = models.DecimalField(_("rate"), max_digits=18, decimal_places=8)
    source = models.CharField(_("source"), max_length=10, choices=RateSource.choices)

    class Meta:
        verbose_name = _("exchange rate")
        verbose_name_plural = _("exchange rates")
        ordering = ["-rate_on", "base", "quote", "source", "pk"]
        constraints = [
            one_of("source", RateSource, "exchangerate_source"),
            positive("rate", "exchangerate_rate"),
            models.CheckConstraint(condition=~models.Q(base=models.F("quote")), name="exchangerate_two_currencies"),
            models.UniqueConstraint(fields=["rate_on", "base", "quote", "source"], name="exchangerate_once"),
        ]

    def __str__(self) -> str:
        return f"{self.rate_on}: 1 {self.base} = {self.rate.normalize():f} {self.quote}"
