"""Who follows calls by mail, without an account: an address, a language and what they want to hear of."""

from __future__ import annotations

from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from grants.models.call.call import Call
from grants.models.call.enquiry import LANGUAGES
from kernel import clock
from kernel.crypto import EncryptedTextField
from kernel.fields import once, one_of
from organizations.models import Activity, TerritorialUnit


class Pace(models.TextChoices):
    """How soon news are told."""

    AT_ONCE = "at_once", _("at once, one mail for each news")
    DAILY = "daily", _("once a day, all news in one mail")


def digest_of(email: str) -> str:
    """By what an address is found again without being readable: a digest with the key of this installation."""
    return salted_hmac("raboj.subscription", email.strip().lower(), algorithm="sha256").hexdigest()


class Subscription(models.Model):
    """One confirmed wish to be told: of one call, or of all calls in some places about some topic.

    Nothing is kept of an address that was not confirmed; stopping deletes the row, and with it all that is known of
    the person.
    """

    demo = "call.is_demo"

    email = EncryptedTextField(_("e-mail"))
    email_digest = models.CharField(max_length=64, editable=False)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES, default="ro")
    call = models.ForeignKey(
        Call, models.PROTECT, null=True, blank=True, related_name="subscriptions", verbose_name=_("call")
    )
    units = models.ManyToManyField(TerritorialUnit, blank=True, related_name="+", verbose_name=_("territory"))
    topic = models.CharField(_("service or topic"), max_length=200, blank=True)
    pace = models.CharField(_("how often"), max_length=10, choices=Pace.choices, default=Pace.DAILY)
    confirmed_at = models.DateTimeField(default=clock.now)
    daily_on = models.DateField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        ordering = ["pk"]
        constraints = [
            one_of("pace", Pace, "subscription_pace"),
            once("email_digest", without=["call"], name="subscription_once"),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"


class Told(models.Model):
    """One news of the record that was sent to one follower: it is told once, whoever tells and how often."""

    subscription = models.ForeignKey(Subscription, models.CASCADE, related_name="told")
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("news told")
        verbose_name_plural = _("news told")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["subscription", "activity"], name="told_once")]

    def __str__(self) -> str:
        return f"{self.subscription_id}: {self.activity_id}"
