"""Sectors: what a programme's money is for, in the purpose codes of the OECD's Development Assistance Committee."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grants.models.programme.programme import Programme


class ProgrammeSector(models.Model):
    """One five-digit DAC purpose code with its share of the programme; the shares of a programme sum to 100."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="sectors")
    code = models.CharField(
        _("DAC purpose code"), max_length=5, validators=[RegexValidator(r"^\d{5}$", _("Five digits, such as 16010."))]
    )
    percentage = models.DecimalField(_("percentage"), max_digits=5, decimal_places=2)

    class Meta:
        verbose_name = _("sector")
        verbose_name_plural = _("sectors")
        ordering = ["programme", "-percentage", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(percentage__gt=0) & Q(percentage__lte=100), name="programmesector_percentage"
            ),
            models.UniqueConstraint(fields=["programme", "code"], name="programmesector_once"),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.percentage} %"
