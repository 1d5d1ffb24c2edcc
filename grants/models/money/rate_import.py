"""A file of exchange rates on its way in: tried first, then taken whole or not at all."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kernel import clock
from kernel.fields import together
from organizations.models import Document, User


class RateImport(models.Model):
    """One file, what trying it found, and who took it. `errors` are sentences in the language of who sent it.

    `rows_done` of `rows` have been tried; None: the file has not been opened yet.
    """

    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    rows = models.PositiveIntegerField(_("rows"), null=True)
    rows_done = models.PositiveIntegerField(default=0)
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    errors = models.JSONField(default=list, blank=True)
    checked_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    imported_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("import of exchange rates")
        verbose_name_plural = _("imports of exchange rates")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            together("confirmed_at", "confirmed_by", name="rateimport_confirmed"),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | Q(checked_at__isnull=False), name="rateimport_tried_first"
            ),
            models.CheckConstraint(
                condition=Q(imported_at__isnull=True) | Q(confirmed_at__isnull=False, errors=[]),
                name="rateimport_whole_or_not_at_all",
            ),
        ]

    def __str__(self) -> str:
        return self.document.filename

    @property
    def is_running(self) -> bool:
        """A job works on it, or will: it is being tried, or being taken."""
        return self.checked_at is None or (self.is_sound and self.confirmed_at is not None and self.imported_at is None)

    @property
    def is_sound(self) -> bool:
        """It was tried, and nothing was wrong with it."""
        return self.checked_at is not None and not self.errors

    @property
    def waits_for_confirmation(self) -> bool:
        """It can be taken now."""
        return self.is_sound and self.confirmed_at is None
