"""The budget of an agreement, line by line."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from grants.models.agreement.agreement import Agreement
from grants.models.agreement.cost_category import CostCategory
from kernel.fields import AmountField, one_of, positive


class BudgetLine(models.Model):
    """What an agreement approves for one purpose, in the agreement's currency. The lines sum to its amount."""

    demo = "agreement.is_demo"

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="budget_lines")
    code = models.CharField(_("code"), max_length=12)
    title = models.CharField(_("what it pays for"), max_length=200)
    category = models.CharField(_("cost category"), max_length=12, choices=CostCategory.choices)
    amount = AmountField(_("approved amount"))
    order = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("budget line")
        verbose_name_plural = _("budget lines")
        ordering = ["agreement", "order", "pk"]
        constraints = [
            one_of("category", CostCategory, "budgetline_category"),
            positive("amount", "budgetline_amount"),
            models.UniqueConstraint(fields=["agreement", "code"], name="budgetline_code"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"
