"""Where: units of territory, by own id, with codes of other registers as attributes."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kernel.fields import FoldedField, one_of


class UnitKind(models.TextChoices):
    COUNTRY = "country", _("country")
    MUNICIPALITY = "municipality", _("municipality")
    DISTRICT = "district", _("district")
    AUTONOMOUS_UNIT = "autonomous_unit", _("autonomous territorial unit")
    TERRITORIAL_UNIT = "territorial_unit", _("territorial unit")
    LOCALITY = "locality", _("town or village")


class TerritorialUnit(models.Model):
    """A district, municipality or other unit, valid between two dates; `succeeded_by` after an amalgamation."""

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=UnitKind.choices)
    name = models.CharField(_("name"), max_length=120)
    iso_code = models.CharField("ISO 3166-2", max_length=10, blank=True)
    cuatm_code = models.CharField("CUATM", max_length=10, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("part of")
    )
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    succeeded_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors", verbose_name=_("succeeded by")
    )
    is_demo = models.BooleanField(default=False)
    folded = FoldedField(sources=["name_ro", "name_ru", "name_en", "iso_code"])

    class Meta:
        verbose_name = _("territorial unit")
        verbose_name_plural = _("territorial units")
        ordering = ["name_ro", "pk"]
        constraints = [
            one_of("kind", UnitKind, "territorialunit_kind"),
            models.UniqueConstraint(
                fields=["iso_code"], condition=~models.Q(iso_code=""), name="territorialunit_iso_code"
            ),
            models.UniqueConstraint(
                fields=["cuatm_code"], condition=~models.Q(cuatm_code=""), name="territorialunit_cuatm_code"
            ),
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True)
                | models.Q(valid_from__isnull=True)
                | models.Q(valid_until__gt=models.F("valid_from")),
                name="territorialunit_dates",
            ),
        ]

    def __str__(self) -> str:
        return self.name
