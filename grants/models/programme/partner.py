"""Partners: who takes part in a programme beside its implementer and donors."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grants.models.programme.programme import Programme
from kernel.fields import one_of
from organizations.models import Organization


class PartnerRole(models.TextChoices):
    """The part that a partner plays."""

    DONOR = "donor", _("donor")
    PARTNER = "partner", _("partner")
    NETWORK = "network", _("network")
    PARTNER_AUTHORITY = "authority", _("partner authority")
    TARGET = "target", _("target group")


class ProgrammePartner(models.Model):
    """An organisation of the register, or a group known only by its name, and its part in the programme."""

    demo = "programme.is_demo"

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="partners")
    organization = models.ForeignKey(
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="programme_parts",
        verbose_name=_("organisation"),
    )
    name = models.CharField(_("name"), max_length=200, blank=True, help_text=_("For groups not in the register."))
    role = models.CharField(_("role"), max_length=20, choices=PartnerRole.choices, default=PartnerRole.PARTNER)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ["programme", "position", "pk"]
        constraints = [
            one_of("role", PartnerRole, "programmepartner_role"),
            models.CheckConstraint(
                condition=Q(organization__isnull=False) | (Q(name_ro__isnull=False) & ~Q(name_ro="")),
                name="programmepartner_somebody",
            ),
            models.UniqueConstraint(
                fields=["programme", "organization", "role"],
                condition=Q(organization__isnull=False),
                name="programmepartner_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.organization or self.name)
