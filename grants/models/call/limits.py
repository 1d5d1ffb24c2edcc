"""Limits of a call on parts of the budget: such as seven percent at most for administration."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grants.models.agreement.cost_category import CostCategory
from grants.models.call.call import Call
from kernel.fields import one_of


class CategoryLimit(models.Model):
    """The largest share of one cost category in the requested amount or, with `of_whole`, in the whole budget."""

    demo = "call.is_demo"

    call = models.ForeignKey(Call, models.CASCADE, related_name="category_limits")
    category = models.CharField(_("category"), max_length=15, choices=CostCategory.choices)
    percent = models.DecimalField(
        _("at most (percent)"),
        max_digits=5,
        decimal_places=2,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    of_whole = models.BooleanField(_("of the whole budget, not only of what is requested"), default=False)

    class Meta:
        verbose_name = _("limit on a cost category")
        verbose_name_plural = _("limits on cost categories")
        ordering = ["call", "category", "pk"]
        constraints = [
            one_of("category", CostCategory, "categorylimit_category"),
            models.CheckConstraint(condition=Q(percent__gte=0, percent__lte=100), name="categorylimit_percent"),
            models.UniqueConstraint(fields=["call", "category"], name="categorylimit_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_category_display()} ≤ {self.percent} %"
