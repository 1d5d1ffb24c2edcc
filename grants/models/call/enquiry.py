"""Questions that people ask about a call: private to the staff until they are answered, and never signed in public."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grants.models.call.call import Call
from kernel import clock
from kernel.crypto import EncryptedTextField
from kernel.fields import one_of, together
from organizations.models import Role, User

LANGUAGES = [("ro", "română"), ("ru", "русский"), ("en", "English")]


class EnquiryStatus(models.TextChoices):
    """From the words of a stranger, who must first show that the address is theirs, to an answer."""

    UNCONFIRMED = "unconfirmed", pgettext_lazy("question about a call", "address not confirmed")
    WAITING = "waiting", pgettext_lazy("question about a call", "waits for an answer")
    ANSWERED = "answered", pgettext_lazy("question about a call", "answered to the person")
    PUBLISHED = "published", pgettext_lazy("question about a call", "answered for everyone")
    SET_ASIDE = "set_aside", pgettext_lazy("question about a call", "set aside")


class EnquiryQuerySet(models.QuerySet["Enquiry"]):
    """Which questions whom concern."""

    def published(self) -> EnquiryQuerySet:
        """Those that everybody reads, in their anonymous wording."""
        return self.filter(status=EnquiryStatus.PUBLISHED)

    def visible_to(self, user: User) -> EnquiryQuerySet:
        """What the user asked, and all confirmed ones about calls that the user runs."""
        runs = Call.objects.of_staff(user, Role.PROGRAMME_MANAGER, Role.GRANTS_OFFICER)
        staff = Q(call__in=runs) & ~Q(status=EnquiryStatus.UNCONFIRMED)
        return self.filter(staff | Q(asked_by=user))


class Enquiry(models.Model):
    """One question about a call, by a person with an account or by whoever confirmed an e-mail address.

    `text` is what was asked, read by the staff alone; `question` and `answer` are the wording for everyone, which
    names nobody. `private_answer` goes to the person alone. Erasing the person empties `text` and `email`.
    """

    demo = "call.is_demo"

    call = models.ForeignKey(Call, models.PROTECT, related_name="enquiries", verbose_name=_("call"))
    status = models.CharField(
        _("status"), max_length=15, choices=EnquiryStatus.choices, default=EnquiryStatus.WAITING, editable=False
    )
    text = models.TextField(_("question as it was asked"), blank=True)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES, default="ro")
    email = EncryptedTextField(_("e-mail"), blank=True, default="")
    asked_at = models.DateTimeField(_("asked"), default=clock.now)
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    private_answer = models.TextField(_("answer to the person"), blank=True)
    question = models.TextField(_("question, as everyone will read it"), blank=True)
    answer = models.TextField(_("answer, as everyone will read it"), blank=True)
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, editable=False, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    published_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, editable=False, related_name="+")

    objects = EnquiryQuerySet.as_manager()

    class Meta:
        verbose_name = _("question about a call")
        verbose_name_plural = _("questions about calls")
        ordering = ["-asked_at", "-pk"]
        indexes = [models.Index(fields=["call", "status"], name="enquiry_call_status")]
        constraints = [
            one_of("status", EnquiryStatus, "enquiry_status"),
            together("answered_at", "answered_by", name="enquiry_answered"),
            together("published_at", "published_by", name="enquiry_published"),
            models.CheckConstraint(
                condition=~Q(status=EnquiryStatus.PUBLISHED) | Q(published_at__isnull=False),
                name="enquiry_published_status",
            ),
            models.CheckConstraint(
                condition=~Q(status=EnquiryStatus.ANSWERED) | Q(answered_at__isnull=False),
                name="enquiry_answered_status",
            ),
        ]

    def __str__(self) -> str:
        return " ".join(self.text.split())[:80] or str(_("erased question"))

    def get_absolute_url(self) -> str:
        """Its page in the workspace."""
        return reverse("grants:enquiry", args=[self.pk])
