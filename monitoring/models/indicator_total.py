"""The figure of one indicator over its periods, kept beside it so that a roll-up costs by grants and not by figures."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from monitoring.models.indicator import Indicator


class IndicatorTotal(models.Model):
    """What the verified figures of one indicator come to by its rule across periods, and how many they are.

    Derived, renewed in the transaction that verifies a figure (`actions.totals.renew_total`), and proved by
    `check_integrity`. A share is numerator (`number`) and `denominator`.
    """

    indicator = models.OneToOneField(Indicator, models.CASCADE, primary_key=True, related_name="total")
    number = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    denominator = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    reports = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("total of an indicator")
        verbose_name_plural = _("totals of indicators")
        ordering = ["indicator"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(reports=0) | models.Q(number__isnull=False), name="indicatortotal_has_a_number"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id}: {self.number}"
