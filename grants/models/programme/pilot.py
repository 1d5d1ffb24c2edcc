"""Pilots: a piece of a programme that has no budget, donor or period of its own."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from grants.models.programme.programme import Programme
from grants.models.programme.source import Source
from organizations.models import TerritorialUnit


class Pilot(models.Model):
    """Something tried out within a programme, published with it. Its money is the programme's and is not told apart."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="pilots")
    slug = models.SlugField(_("address"), max_length=100, unique=True)
    title = models.CharField(_("title"), max_length=250)
    summary = models.TextField(_("summary"), blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    units = models.ManyToManyField(TerritorialUnit, blank=True, related_name="pilots", verbose_name=_("territory"))
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("pilot")
        verbose_name_plural = _("pilots")
        ordering = ["programme", "year", "slug"]

    def __str__(self) -> str:
        return self.title
