"""The calendar by which deadlines in working days are reckoned: public holidays and working days that were moved."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CalendarDay(models.Model):
    """One day that differs from its weekday: a holiday, or a Saturday that the Government declared a working day.

    Moldova's Labour Code names the holidays; the Government moves working days by decision each year. Both are rows
    here, never code. A year without any row is a year that nobody has entered: deadlines in it are refused.
    """

    on = models.DateField(_("day"), unique=True)
    is_working = models.BooleanField(_("is a working day"), default=False)
    title = models.CharField(_("title"), max_length=200)
    legal_basis = models.CharField(_("legal basis"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("day of the calendar")
        verbose_name_plural = _("days of the calendar")
        ordering = ["on"]

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d} {self.title}"
