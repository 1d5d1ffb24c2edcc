"""Lots: the parts into which a call divides its money, each with its own ceiling, territory and limits."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grants.models.call.call import Call
from kernel.fields import AmountField, positive
from organizations.models import TerritorialUnit


class Lot(models.Model):
    """A part of a call with money of its own, in the currency of the call.

    A call without lots is one pot. Where there are lots, every application answers to one of them. `min_amount` and
    `max_amount` null: those of the call hold.
    """

    demo = "call.is_demo"

    call = models.ForeignKey(Call, models.CASCADE, related_name="lots", verbose_name=_("call"))
    title = models.CharField(_("title"), max_length=150)
    ceiling = AmountField(_("money of the lot"))
    min_amount = AmountField(_("smallest grant"), null=True, blank=True)
    max_amount = AmountField(_("largest grant"), null=True, blank=True)
    units = models.ManyToManyField(
        TerritorialUnit,
        blank=True,
        related_name="lots",
        verbose_name=_("territory"),
        help_text=_("None: as in the call."),
    )
    order = models.PositiveSmallIntegerField(_("place in the order"), default=1)

    class Meta:
        verbose_name = pgettext_lazy("part of a call", "lot")
        verbose_name_plural = pgettext_lazy("part of a call", "lots")
        ordering = ["call", "order", "pk"]
        constraints = [
            positive("ceiling", "lot_ceiling"),
            models.CheckConstraint(
                condition=Q(min_amount__isnull=True) | Q(min_amount__gte=0), name="lot_min_amount_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(max_amount__isnull=True) | Q(max_amount__gt=0, max_amount__lte=F("ceiling")),
                name="lot_ceiling_holds_one_grant",
            ),
            models.CheckConstraint(
                condition=Q(min_amount__isnull=True)
                | Q(min_amount__lte=F("ceiling")) & (Q(max_amount__isnull=True) | Q(min_amount__lte=F("max_amount"))),
                name="lot_amounts_ordered",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def currency(self) -> str:
        """That of the call."""
        return self.call.currency

    @property
    def least(self) -> Decimal:
        """The smallest grant of the lot; that of the call, when the lot says nothing."""
        return self.call.min_amount if self.min_amount is None else self.min_amount

    @property
    def most(self) -> Decimal:
        """The largest grant of the lot; never more than its money."""
        return min(self.call.max_amount if self.max_amount is None else self.max_amount, self.ceiling)
