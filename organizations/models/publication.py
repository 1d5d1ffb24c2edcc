"""Publication below full: proposed by one person with a reason, decided by another."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kernel import clock
from kernel.fields import one_of, together
from organizations.models.organization import Organization, PublicationLevel


class PublicationProposal(models.Model):
    """The wish that the public sees less of an organisation, and what a second person said to it."""

    demo = "organization.is_demo"

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="publication_proposals")
    level = models.CharField(_("what the public sees"), max_length=20, choices=PublicationLevel.choices)
    reason = models.TextField(_("reason"))
    proposed_at = models.DateTimeField(default=clock.now)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    is_approved = models.BooleanField(null=True)

    class Meta:
        verbose_name = _("publication proposal")
        verbose_name_plural = _("publication proposals")
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            one_of("level", PublicationLevel, "publicationproposal_level"),
            together("decided_at", "decided_by", "is_approved", name="publicationproposal_decided"),
            models.CheckConstraint(condition=~Q(reason=""), name="publicationproposal_reason"),
            models.CheckConstraint(
                condition=Q(is_approved__isnull=True) | Q(is_approved=False) | ~Q(decided_by=F("proposed_by")),
                name="publicationproposal_two_people",
            ),
            models.UniqueConstraint(
                fields=["organization"], condition=Q(decided_at__isnull=True), name="publicationproposal_one_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization}: {self.get_level_display()}"
