"""Submitted versions of an application: what came in, frozen, and when."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grants.models.application.application import Application
from kernel.fields import one_of, positive
from organizations.models import User


class VersionKind(models.TextChoices):
    """Why a version came in."""

    SUBMISSION = "submission", pgettext_lazy("version", "submitted")
    RESUBMISSION = "resubmission", pgettext_lazy("version", "submitted again before the deadline")
    CLARIFICATION = "clarification", pgettext_lazy("version", "answer to a clarification")


class ApplicationVersion(models.Model):
    """What was submitted, frozen: the content, its digest (SHA-256, hexadecimal) and the code on the receipt.

    The version with the highest number counts. `note` is what the applicant says of it: what changed, or the answer.
    """

    demo = "application.is_demo"

    application = models.ForeignKey(Application, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(default=1)
    kind = models.CharField(max_length=15, choices=VersionKind.choices, default=VersionKind.SUBMISSION)
    note = models.TextField(_("note"), blank=True, default="")
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    receipt_code = models.CharField(max_length=20, unique=True)
    submitted_at = models.DateTimeField()
    submitted_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("submitted version")
        verbose_name_plural = _("submitted versions")
        ordering = ["application", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["application", "number"], name="applicationversion_number"),
            positive("number", "applicationversion_number_positive"),
            one_of("kind", VersionKind, "applicationversion_kind"),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(kind=VersionKind.SUBMISSION), name="applicationversion_only_the_first_is_new"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} v{self.number}"

    def get_absolute_url(self) -> str:
        """Where it is read as it was submitted."""
        return reverse("grants:application_version", args=[self.application.reference, self.number])
