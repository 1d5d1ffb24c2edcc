"""Activity: the record of what was done, one line an act, append-only."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from kernel import clock
from kernel.append_only import append_only
from organizations.models.organization import Organization


@append_only
class Activity(models.Model):
    """Who did what to which thing, when. Holds ids and facts, never names, addresses or free text about persons.

    `verb` is the past tense of an act ("application_submitted"); `actor` null is the system; `organization` is the one
    on whose behalf or whose file it concerns.
    """

    verb = models.CharField(max_length=60)
    at = models.DateTimeField(default=clock.now)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="activities")
    content_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    organization = models.ForeignKey(Organization, models.PROTECT, null=True, related_name="+")
    facts = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["content_type", "object_id", "-at"], name="activity_of_thing"),
            models.Index(fields=["organization", "-at"], name="activity_of_organization"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.content_type_id}/{self.object_id}"
