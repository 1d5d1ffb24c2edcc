"""The authority's right of reply, and the meeting at which people and authority sit at one table."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kernel import clock
from kernel.append_only import append_only
from kernel.fields import one_of, positive
from monitoring.models.scorecard import Criterion, ScorecardCycle
from organizations.models import Document, User


class ReplyLanguage(models.TextChoices):
    """The language in which the authority wrote; the reply is printed in it, never translated without a mark."""

    RO = "ro", _("Romanian")
    RU = "ru", _("Russian")
    EN = "en", _("English")
    UK = "uk", _("Ukrainian")
    GAG = "gag", _("Gagauz")
    BG = "bg", _("Bulgarian")


class ReplyChannel(models.TextChoices):
    """By which way the reply came."""

    LINK = "link", _("by signed link")
    ACCOUNT = "account", _("by an officer's account")


class Stance(models.TextChoices):
    """What the authority says to one criterion."""

    AGREE = "agree", _("agrees")
    DISAGREE = "disagree", _("disagrees")
    COMMENT = "comment", _("comments")


@append_only
class Reply(models.Model):
    """What the authority answered, word for word. Stands beside the scores and never changes them.

    `office` is the function that signs ("mayor's office"), never the name of a person. After the due date a reply is
    kept as an addendum (`is_late`).
    """

    demo = "cycle.is_demo"

    cycle = models.ForeignKey(ScorecardCycle, models.PROTECT, related_name="replies")
    text = models.TextField(_("reply"))
    language = models.CharField(_("language"), max_length=3, choices=ReplyLanguage.choices)
    office = models.CharField(_("office that replies"), max_length=120)
    channel = models.CharField(max_length=10, choices=ReplyChannel.choices)
    is_late = models.BooleanField(default=False)
    submitted_at = models.DateTimeField(default=clock.now)
    submitted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("reply")
        verbose_name_plural = _("replies")
        ordering = ["cycle", "submitted_at", "pk"]
        constraints = [
            one_of("language", ReplyLanguage, "reply_language"),
            models.CheckConstraint(condition=~Q(text=""), name="reply_not_empty"),
            models.CheckConstraint(
                condition=Q(channel=ReplyChannel.LINK, submitted_by__isnull=True)
                | Q(channel=ReplyChannel.ACCOUNT, submitted_by__isnull=False),
                name="reply_channel",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cycle_id}, {self.submitted_at:%Y-%m-%d}"


@append_only
class ReplyItem(models.Model):
    """What the reply says to one criterion; a disagreement says why."""

    reply = models.ForeignKey(Reply, models.PROTECT, related_name="items")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="reply_items")
    stance = models.CharField(_("position"), max_length=10, choices=Stance.choices)
    text = models.TextField(_("in words"), blank=True)

    class Meta:
        verbose_name = _("reply to a criterion")
        verbose_name_plural = _("replies to criteria")
        ordering = ["reply", "criterion__position", "pk"]
        constraints = [
            one_of("stance", Stance, "replyitem_stance"),
            models.UniqueConstraint(fields=["reply", "criterion"], name="replyitem_once"),
            models.CheckConstraint(condition=Q(stance=Stance.AGREE) | ~Q(text=""), name="replyitem_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.reply_id}/{self.criterion_id}: {self.stance}"


@append_only
class ReplyReminder(models.Model):
    """One reminder of the reply that was asked for; its day is printed beside a silence."""

    cycle = models.ForeignKey(ScorecardCycle, models.PROTECT, related_name="reply_reminders")
    number = models.PositiveSmallIntegerField()
    sent_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("reminder of a reply")
        verbose_name_plural = _("reminders of replies")
        ordering = ["cycle", "number"]
        constraints = [models.UniqueConstraint(fields=["cycle", "number"], name="replyreminder_once")]

    def __str__(self) -> str:
        return f"{self.cycle_id}, {self.number}"


class ReplyDraft(models.Model):
    """What an authority typed and has not sent yet, by link or account alike. Sending deletes it."""

    cycle = models.OneToOneField(ScorecardCycle, models.CASCADE, related_name="reply_draft")
    typed = models.JSONField(default=dict)
    saved_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("draft of a reply")
        verbose_name_plural = _("drafts of replies")

    def __str__(self) -> str:
        return f"{self.cycle_id}"


class InterfaceMeeting(models.Model):
    """The meeting of people and authority on the frozen scores: counts of each side, minutes, and what came of it.

    It ends in commitments or in an explicit "no agreement" with its reason.
    """

    cycle = models.OneToOneField(ScorecardCycle, models.PROTECT, related_name="interface_meeting")
    held_on = models.DateField(_("held on"))
    place = models.CharField(pgettext_lazy("venue", "place"), max_length=200)
    community_count = models.PositiveSmallIntegerField(
        _("people from the community"), validators=[MinValueValidator(1)]
    )
    authority_count = models.PositiveSmallIntegerField(_("people from the authority"))
    minutes = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("minutes")
    )
    no_agreement = models.TextField(
        _("why nothing was agreed"), blank=True, help_text=_("Only if the meeting ended without any promise.")
    )
    recorded_at = models.DateTimeField(default=clock.now, editable=False)
    recorded_by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")

    class Meta:
        verbose_name = _("interface meeting")
        verbose_name_plural = _("interface meetings")
        ordering = ["-held_on", "-pk"]
        constraints = [positive("community_count", "interfacemeeting_community_count")]

    def __str__(self) -> str:
        return f"{self.cycle_id}, {self.held_on:%Y-%m-%d}"
