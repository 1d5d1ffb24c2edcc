"""Published figures: numbers that a publication prints, kept as printed and never added to anything."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grants.models.programme.pilot import Pilot
from grants.models.programme.programme import Programme
from grants.models.programme.source import Source
from kernel.fields import AmountField, CurrencyField


class PublishedFigure(models.Model):
    """One number of a publication: `as_printed` letter for letter, and what it says where that can be read.

    `amount` with `currency` for money, `count` for things and persons, neither where the print cannot be read.
    `is_verified` False marks a figure that is implausible or that nothing else confirms; `note` says why.
    `attribution` says who gave it, where the publication reports another's words.
    """

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="published_figures")
    pilot = models.ForeignKey(Pilot, models.PROTECT, null=True, blank=True, related_name="published_figures")
    code = models.SlugField(_("code"), max_length=60)
    label = models.CharField(_("label"), max_length=200)
    as_printed = models.CharField(_("as the source has it"), max_length=100)
    amount = AmountField(_("amount"), null=True, blank=True)
    currency = CurrencyField(_("currency"), blank=True)
    count = models.PositiveIntegerField(_("count"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)
    attribution = models.CharField(_("whose words"), max_length=200, blank=True)
    is_verified = models.BooleanField(_("confirmed by other figures"), default=False)
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    source = models.ForeignKey(Source, models.PROTECT, related_name="figures")

    class Meta:
        verbose_name = _("published figure")
        verbose_name_plural = _("published figures")
        ordering = ["programme", "pilot", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "code"], name="publishedfigure_code"),
            models.CheckConstraint(
                condition=Q(amount__isnull=True, currency="") | (Q(amount__isnull=False) & ~Q(currency="")),
                name="publishedfigure_amount_with_currency",
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(count__isnull=True), name="publishedfigure_amount_or_count"
            ),
        ]

    @property
    def has_words(self) -> bool:
        """Whether the print holds words of its language, and not figures and codes of currencies alone."""
        return any(letter.islower() for letter in self.as_printed)

    def __str__(self) -> str:
        return f"{self.label}: {self.as_printed}"
