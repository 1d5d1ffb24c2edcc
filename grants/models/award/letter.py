"""Letters of decision: their texts, and each letter as it was sent."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grants.models.application.application import Application
from grants.models.call.call import Call
from grants.models.call.criteria import Criterion
from kernel import clock
from kernel.fields import once, one_of
from organizations.models import User


class LetterKind(models.TextChoices):
    """What a letter tells."""

    AWARDED = "awarded", pgettext_lazy("letter", "awarded")
    RESERVE = "reserve", pgettext_lazy("letter", "on the reserve list")
    REJECTED = "rejected", pgettext_lazy("letter", "not funded")
    INELIGIBLE = "ineligible", pgettext_lazy("letter", "not eligible")
    APPEAL = "appeal", pgettext_lazy("letter", "answer to an appeal")


class LetterTemplate(models.Model):
    """The text of one kind of letter in three languages: the installation's, or one that a call has of its own."""

    demo = "is_demo"

    call = models.ForeignKey(Call, models.CASCADE, null=True, blank=True, editable=False, related_name="letter_texts")
    kind = models.CharField(_("kind of letter"), max_length=12, choices=LetterKind.choices)
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("text"))

    class Meta:
        verbose_name = _("text of a letter")
        verbose_name_plural = _("texts of letters")
        ordering = ["kind", "pk"]
        constraints = [
            one_of("kind", LetterKind, "lettertemplate_kind"),
            once("kind", without=["call"], name="lettertemplate_once"),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def is_demo(self) -> bool:
        """A text of an invented call; the installation's own texts are not invented."""
        return self.call is not None and self.call.is_demo


class LetterQuerySet(models.QuerySet["Letter"]):
    """Which letters whom concern."""

    def visible_to(self, user: User) -> LetterQuerySet:
        """Those on applications that the user may see as their organisation's or as staff, never as reviewer."""
        return self.filter(application__in=Application.objects.told_to(user))


class Letter(models.Model):
    """One letter as it was sent. `posted_at`: the mail server took it; until then `failure` may say why it did not."""

    demo = "application.is_demo"

    application = models.ForeignKey(Application, models.PROTECT, related_name="letters")
    kind = models.CharField(_("kind of letter"), max_length=12, choices=LetterKind.choices)
    language = models.CharField(_("language"), max_length=2)
    subject = models.CharField(_("subject"), max_length=250)
    body = models.TextField(_("text"))
    sent_at = models.DateTimeField(default=clock.now, editable=False)
    sent_by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")
    posted_at = models.DateTimeField(null=True, blank=True, editable=False)
    failure = models.CharField(max_length=300, blank=True, editable=False)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering = ["-sent_at", "-pk"]
        constraints = [
            one_of("kind", LetterKind, "letter_kind"),
            models.CheckConstraint(condition=Q(language__in=["ro", "ru", "en"]), name="letter_language"),
        ]

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        """Its page in the workspace."""
        return reverse("grants:letter", args=[self.pk])


class ClearedComment(models.Model):
    """What an officer made of a comment of the reviewers for the applicant; without a criterion: on the whole.

    `original` is what the reviewer wrote, `text` what the applicant reads; `is_cleared` False: it is left out, and
    nobody outside reads it.
    """

    demo = "application.is_demo"

    application = models.ForeignKey(Application, models.PROTECT, related_name="cleared_comments")
    criterion = models.ForeignKey(Criterion, models.PROTECT, null=True, blank=True, related_name="+")
    original = models.TextField(_("as the reviewer wrote it"), blank=True, default="", editable=False)
    text = models.TextField(_("comment for the applicant"), blank=True)
    is_cleared = models.BooleanField(_("the applicant may read it"), default=True)
    cleared_at = models.DateTimeField(default=clock.now, editable=False)
    cleared_by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")

    class Meta:
        verbose_name = _("cleared comment")
        verbose_name_plural = _("cleared comments")
        ordering = ["application", "criterion__order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_cleared=True) & ~Q(text="") | Q(is_cleared=False, text=""), name="clearedcomment_text"
            )
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.criterion_id}"
