"""Conflicts of interest: what a person declared, and with which application."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from grants.models.application.application import Application
from kernel import clock
from kernel.fields import one_of
from organizations.models import User


class Conflict(models.TextChoices):
    """What the reviewer declared before the file opened."""

    NONE = "none", _("no conflict of interest")
    DECLARED = "declared", _("conflict of interest")


class ConflictNature(models.TextChoices):
    """Why somebody cannot judge."""

    EMPLOYED = "employed", _("works or worked for the applicant or a partner")
    GOVERNING = "governing", _("sits on a board of the applicant or a partner")
    FAMILY = "family", _("family or close friendship")
    FINANCIAL = "financial", _("money or property interest")
    HELPED = "helped", _("helped to write the application")
    OTHER = "other", _("another reason")


class ConflictOfInterest(models.Model):
    """One person's conflict with one application, declared outside an assignment: by staff, or by whoever decides.

    It closes the application to the person in every list, page, file and export, for good. A reviewer's conflict
    stands on the assignment.
    """

    demo = "application.is_demo"

    application = models.ForeignKey(Application, models.PROTECT, related_name="conflicts")
    user = models.ForeignKey(User, models.PROTECT, related_name="conflicts_of_interest")
    nature = models.CharField(_("nature of the conflict"), max_length=15, choices=ConflictNature.choices)
    note = models.TextField(_("in a sentence"), blank=True)
    declared_at = models.DateTimeField(default=clock.now, editable=False)
    declared_by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")

    class Meta:
        verbose_name = _("conflict of interest")
        verbose_name_plural = _("conflicts of interest")
        ordering = ["application", "declared_at", "pk"]
        constraints = [
            one_of("nature", ConflictNature, "conflictofinterest_nature"),
            models.UniqueConstraint(fields=["application", "user"], name="conflictofinterest_once"),
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.user_id}"
