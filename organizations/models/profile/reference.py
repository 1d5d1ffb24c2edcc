"""Short lists that profiles choose from: kinds of services, and the policies that an organisation is asked about."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ServiceKind(models.Model):
    """A kind of service for people that an organisation may offer; one out of use is no longer offered to choose."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=120)
    position = models.PositiveSmallIntegerField(_("place in the list"), default=0)
    is_in_use = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("kind of service")
        verbose_name_plural = _("kinds of services")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name


class PolicyKind(models.Model):
    """A written rule that an organisation has, or explains why it has none."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=120)
    help = models.CharField(_("what is meant"), max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(_("place in the list"), default=0)
    is_in_use = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("policy")
        verbose_name_plural = _("policies")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name
