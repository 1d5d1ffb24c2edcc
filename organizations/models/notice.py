"""How often a person wants to be told, and what waits to be told to them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kernel import clock
from kernel.fields import one_of, together
from organizations.models.user import User


class Rhythm(models.TextChoices):
    """How often notices of one kind are sent, from most to least."""

    AT_ONCE = "at_once", _("at once")
    DAILY = "daily", _("once a day")
    WEEKLY = "weekly", _("once a week")
    NEVER = "never", _("not at all")


class NoticeChoice(models.Model):
    """What a person chose for one kind of notice; without a row it is sent at once."""

    user = models.ForeignKey(User, models.CASCADE, related_name="notice_choices")
    kind = models.CharField(max_length=40)
    rhythm = models.CharField(max_length=10, choices=Rhythm.choices)
    chosen_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("choice of notices")
        verbose_name_plural = _("choices of notices")
        ordering = ["user", "kind"]
        constraints = [
            one_of("rhythm", Rhythm, "noticechoice_rhythm"),
            models.UniqueConstraint(fields=["user", "kind"], name="noticechoice_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.kind}"


class QuietHours(models.Model):
    """Between which hours a person wants no notice, in the time of the house; `until` may lie on the next day."""

    user = models.OneToOneField(User, models.CASCADE, related_name="quiet_hours")
    since = models.TimeField(null=True, blank=True)
    until = models.TimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("quiet hours")
        verbose_name_plural = _("quiet hours")
        constraints = [together("since", "until", name="quiethours_both")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.since}–{self.until}"


class HeldNotice(models.Model):
    """A notice that was written and waits for its hour; sent with the others that are due then, and kept as sent."""

    user = models.ForeignKey(User, models.CASCADE, related_name="held_notices")
    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=300)
    body = models.TextField()
    written_at = models.DateTimeField(default=clock.now)
    due_at = models.DateTimeField()

    class Meta:
        verbose_name = _("notice that waits")
        verbose_name_plural = _("notices that wait")
        ordering = ["user", "written_at", "pk"]
        indexes = [models.Index(fields=["due_at"], name="heldnotice_due")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.subject}"
