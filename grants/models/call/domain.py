"""Fields of work, such as social services or education: by them a call finds the reviewers who know it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class WorkDomain(models.Model):
    """One field of work, known by its code; laid down by `manage.py setup`, kept by the operator."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("field of work"), max_length=120)
    order = models.PositiveSmallIntegerField(_("place in the order"), default=100)

    class Meta:
        verbose_name = _("field of work")
        verbose_name_plural = _("fields of work")
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.name


class Language(models.TextChoices):
    """In which languages applications are written and read."""

    RO = "ro", _("Romanian")
    RU = "ru", _("Russian")
    EN = "en", _("English")
