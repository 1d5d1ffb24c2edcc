"""What money an organisation handled: its yearly budgets, and the grants that it received from others."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kernel.fields import AmountField, CurrencyField, positive
from organizations.models.organization import Organization


class YearBudget(models.Model):
    """Income and spending of one year. `has_none`: it handled no money that year, which is an answer and not a 0."""

    demo = "organization.is_demo"

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="year_budgets")
    year = models.PositiveSmallIntegerField(_("year"))
    has_none = models.BooleanField(_("no money that year"), default=False)
    currency = CurrencyField(_("currency"), default="MDL")
    income = AmountField(_("income"), null=True, blank=True)
    spent = AmountField(_("spent"), null=True, blank=True)

    class Meta:
        verbose_name = _("budget of a year")
        verbose_name_plural = _("budgets of years")
        ordering = ["organization", "-year"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "year"], name="yearbudget_once"),
            models.CheckConstraint(
                condition=Q(has_none=True, income__isnull=True, spent__isnull=True)
                | Q(has_none=False, income__isnull=False, spent__isnull=False),
                name="yearbudget_answered",
            ),
        ]

    def __str__(self) -> str:
        return str(self.year)


class PastGrant(models.Model):
    """A grant that the organisation says it received elsewhere; nothing of it is booked here."""

    demo = "organization.is_demo"

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="past_grants")
    donor = models.CharField(_("donor"), max_length=200)
    project = models.CharField(_("project"), max_length=200)
    amount = AmountField(_("amount"), null=True, blank=True)
    currency = CurrencyField(_("currency"), default="EUR")
    from_year = models.PositiveSmallIntegerField(_("from the year"))
    until_year = models.PositiveSmallIntegerField(_("until the year"))

    class Meta:
        verbose_name = _("grant received elsewhere")
        verbose_name_plural = _("grants received elsewhere")
        ordering = ["organization", "-until_year", "-from_year", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(until_year__gte=F("from_year")), name="pastgrant_years"),
            positive("amount", "pastgrant_amount"),
        ]

    def __str__(self) -> str:
        return f"{self.donor}: {self.project}"
