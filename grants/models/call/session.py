"""Information sessions: when and where an implementer explains a call, and the recording afterwards."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grants.models.call.call import Call
from kernel.fields import one_of


class SessionLanguage(models.TextChoices):
    """In which language people speak."""

    ROMANIAN = "ro", _("Romanian")
    RUSSIAN = "ru", _("Russian")
    ENGLISH = "en", _("English")
    SIGNED = "sign", _("with sign language")


class InformationSession(models.Model):
    """One session; it has a place, a link, or both. The recording is added when it is over."""

    demo = "call.is_demo"

    call = models.ForeignKey(Call, models.CASCADE, related_name="sessions", verbose_name=_("call"))
    starts_at = models.DateTimeField(_("starts at"))
    place = models.CharField(_("place"), max_length=200, blank=True)
    link = models.URLField(_("link"), blank=True)
    language = models.CharField(
        _("language"), max_length=5, choices=SessionLanguage.choices, default=SessionLanguage.ROMANIAN
    )
    recording = models.URLField(
        _("recording"), blank=True, help_text=_("When it is over, for those who could not come.")
    )

    class Meta:
        verbose_name = _("information session")
        verbose_name_plural = _("information sessions")
        ordering = ["call", "starts_at", "pk"]
        constraints = [
            one_of("language", SessionLanguage, "informationsession_language"),
            models.CheckConstraint(condition=~Q(link="") | ~Q(place=""), name="informationsession_place_or_link"),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M} {self.place or self.link}"
