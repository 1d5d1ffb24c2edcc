"""The budget of an application: who pays what, in cash or in kind."""

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grants.budgeting import amount_of, spread
from grants.models.agreement.cost_category import CostCategory
from grants.models.application.application import Application
from kernel.fields import AmountField, one_of, positive


class BudgetSource(models.TextChoices):
    """Who pays a line of the application's budget."""

    REQUESTED = "requested", _("requested grant")
    OWN = "own", _("own contribution")
    AUTHORITY = "authority", _("authority")
    OTHER = "other", _("other donor")


class ContributionForm(models.TextChoices):
    """In which form a contribution comes."""

    CASH = "cash", _("cash")
    IN_KIND = "in_kind", _("in kind")


class ApplicationBudgetLine(models.Model):
    """One line of the budget: quantity × price of a unit, in the currency of the call.

    `quantities` divides the quantity among the periods of the call, as texts with three decimals
    (`["1.000", "0.500"]`); empty where the call has one period.
    """

    application = models.ForeignKey(Application, models.CASCADE, related_name="budget_lines")
    order = models.PositiveSmallIntegerField()
    category = models.CharField(_("category"), max_length=15, choices=CostCategory.choices)
    description = models.CharField(_("what"), max_length=300)
    unit = models.CharField(_("unit"), max_length=60, blank=True)
    quantity = models.DecimalField(_("quantity"), max_digits=12, decimal_places=3)
    quantities = models.JSONField(_("quantities of the periods"), default=list, blank=True)
    unit_price = AmountField(_("price of a unit"))
    source = models.CharField(
        _("source of money"), max_length=15, choices=BudgetSource.choices, default=BudgetSource.REQUESTED
    )
    form = models.CharField(_("form"), max_length=10, choices=ContributionForm.choices, default=ContributionForm.CASH)

    class Meta:
        verbose_name = _("budget line of an application")
        verbose_name_plural = _("budget lines of applications")
        ordering = ["application", "order"]
        constraints = [
            one_of("category", CostCategory, "applicationbudgetline_category"),
            one_of("source", BudgetSource, "applicationbudgetline_source"),
            one_of("form", ContributionForm, "applicationbudgetline_form"),
            positive("quantity", "applicationbudgetline_quantity"),
            positive("unit_price", "applicationbudgetline_unit_price"),
            models.CheckConstraint(
                condition=~Q(source=BudgetSource.REQUESTED, form=ContributionForm.IN_KIND),
                name="applicationbudgetline_requested_is_cash",
            ),
            models.UniqueConstraint(fields=["application", "order"], name="applicationbudgetline_order"),
        ]

    def __str__(self) -> str:
        return self.description

    @property
    def amount(self) -> Decimal:
        """Quantity × price, to the cent; half a cent rounds up."""
        return amount_of(self.quantity, self.unit_price)

    @property
    def by_period(self) -> tuple[Decimal, ...]:
        """The quantity of each period, in their order."""
        return tuple(Decimal(each) for each in self.quantities) or (self.quantity,)

    @property
    def amounts(self) -> tuple[Decimal, ...]:
        """The amount of each period; together they are the amount of the line."""
        return spread(self.by_period, self.unit_price)
