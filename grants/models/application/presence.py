"""Who writes in a draft now: a fact of minutes, overwritten, for the others who write."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from grants.models.application.application import Application
from kernel import clock
from organizations.models import User


class DraftPresence(models.Model):
    """The last time that a person had a step of a draft open before them."""

    demo = "application.is_demo"

    application = models.ForeignKey(Application, models.CASCADE, related_name="presences")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    step = models.CharField(max_length=40)
    seen_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("presence in a draft")
        verbose_name_plural = _("presences in drafts")
        ordering = ["application", "-seen_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["application", "user"], name="draftpresence_once")]

    def __str__(self) -> str:
        return f"{self.application_id}/{self.user_id}"
