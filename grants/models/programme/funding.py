"""Funding lines: the column *planned* of a programme."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from grants.models.programme.programme import Programme
from grants.models.programme.source import Source
from kernel.fields import AmountField, CurrencyField, once, positive
from organizations.models import Organization


class FundingLine(models.Model):
    """What one donor planned for one year of a programme: the column *planned*."""

    demo = "programme.is_demo"

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="funding_lines")
    year = models.PositiveSmallIntegerField(_("year"))
    donor = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="funding_lines", verbose_name=_("donor")
    )
    amount = AmountField(_("amount"))
    currency = CurrencyField(_("currency"))
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("funding line")
        verbose_name_plural = _("funding lines")
        ordering = ["programme", "year", "donor__name_ro", "pk"]
        constraints = [
            positive("amount", "fundingline_amount"),
            once("programme", "year", "currency", without=["donor"], name="fundingline_once"),
        ]

    def __str__(self) -> str:
        return f"{self.programme_id} {self.year}: {self.amount} {self.currency}"
