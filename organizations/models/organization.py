"""Organisations: one nature each, and many parts played in programmes, calls and agreements."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kernel import clock
from kernel.fields import FoldedField, one_of, together
from organizations.models.profile.reference import ServiceKind
from organizations.models.role import STAFF_ROLES, STEWARDS
from organizations.models.territory import TerritorialUnit
from organizations.models.user import User


class PublicationLevel(models.TextChoices):
    """How much of a published organisation or grant the public sees; less than full needs a reason and two people."""

    FULL = "full", _("everything")
    PLACE_HIDDEN = "place_hidden", _("without the place")
    WITHHELD = "withheld", _("nothing")


class OrganizationQuerySet(models.QuerySet["Organization"]):
    """The register of organisations is common to the installation; the public sees what is published."""

    def published(self) -> OrganizationQuerySet:
        """Organisations that the public may read about."""
        return self.filter(published_at__isnull=False).exclude(publication_level=PublicationLevel.WITHHELD)

    def visible_to(self, user: User | AnonymousUser) -> OrganizationQuerySet:
        """The register is common: members of any organisation read it, others what is published.

        What is withheld from the public is seen by its own members, and by staff of implementers and the operator,
        who have to deal with it.
        """
        if not user.is_authenticated:
            return self.published()
        mine = user.memberships.filter(ended_at__isnull=True)
        roles = set(mine.values_list("role", flat=True))
        if user.is_staff or roles & STAFF_ROLES:
            return self
        if not roles:
            return self.published()
        own = Q(pk__in=mine.values("organization"))
        return self.filter(own | ~Q(publication_level=PublicationLevel.WITHHELD))

    def stewarded(self) -> OrganizationQuerySet:
        """Organisations for which somebody answers who can still log in."""
        stewards = Q(memberships__role__in=STEWARDS, memberships__ended_at__isnull=True)
        return self.filter(stewards & Q(memberships__user__is_active=True)).distinct()

    def of(self, user: User, *roles: str) -> OrganizationQuerySet:
        """Organisations of which `user` is a member now, in one of `roles` (in any, when none is named)."""
        members = Q(memberships__user=user, memberships__ended_at__isnull=True)
        if roles:
            members &= Q(memberships__role__in=roles)
        return self.filter(members).distinct()


class Nature(models.TextChoices):
    ASSOCIATION = "association", _("association")
    FOUNDATION = "foundation", _("foundation")
    NETWORK = "network", _("network of organisations")
    PUBLIC_AUTHORITY = "public_authority", _("public authority")
    INTERNATIONAL = "international", _("international organisation")
    STATE_DONOR = "state_donor", _("state donor")
    COMPANY = "company", _("company")


class Organization(models.Model):
    """A legal person or public body. Implementer, funder, grantee, partner are parts in an object, not kinds."""

    slug = models.SlugField(_("address"), max_length=100, unique=True)
    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=40, blank=True)
    nature = models.CharField(_("nature"), max_length=20, choices=Nature.choices)
    idno = models.CharField(
        _("IDNO"), max_length=13, blank=True, help_text=_("State identification number, 13 digits.")
    )
    idno_note = models.CharField(_("why the IDNO stands so"), max_length=300, blank=True, editable=False)
    registered_on = models.DateField(_("registered on"), null=True, blank=True)
    summary = models.TextField(_("what it does"), blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    website = models.URLField(_("website"), blank=True)
    address = models.CharField(_("postal address"), max_length=200, blank=True)
    unit = models.ForeignKey(
        TerritorialUnit, models.PROTECT, null=True, blank=True, related_name="organizations", verbose_name=_("place")
    )
    services = models.ManyToManyField(
        ServiceKind, blank=True, related_name="organizations", verbose_name=_("services offered")
    )
    other_services = models.CharField(_("other services"), max_length=300, blank=True)
    territories = models.ManyToManyField(
        TerritorialUnit, blank=True, related_name="served_by", verbose_name=_("where it works")
    )
    publication_level = models.CharField(max_length=20, choices=PublicationLevel.choices, default=PublicationLevel.FULL)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    is_demo = models.BooleanField(default=False, editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    folded = FoldedField(sources=["name_ro", "name_ru", "name_en", "short_name", "idno"])

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name_ro", "pk"]
        constraints = [
            one_of("nature", Nature, "organization_nature"),
            one_of("publication_level", PublicationLevel, "organization_publication_level"),
            models.UniqueConstraint(fields=["idno"], condition=~Q(idno=""), name="organization_idno"),
            together("published_at", "published_by", name="organization_published"),
            models.CheckConstraint(condition=~Q(name=""), name="organization_named"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its page in the workspace."""
        return reverse("organizations:organization", args=[self.slug])

    @property
    def open_unit(self) -> TerritorialUnit | None:
        """Its place as others than its members may know it: None when the place is hidden."""
        return self.unit if self.publication_level == PublicationLevel.FULL else None

    @property
    def is_published(self) -> bool:
        """Whether the public may read about it."""
        return self.published_at is not None and self.publication_level != PublicationLevel.WITHHELD


class AuthorityTier(models.TextChoices):
    CENTRAL = "central", _("central authority")
    DISTRICT = "district", _("district council")
    LOCAL = "local", _("town hall")
    AGENCY = "agency", _("territorial social-assistance agency")


class Authority(models.Model):
    """A public authority in its territory: what makes an organisation able to be partner, scored and answer."""

    demo = "organization.is_demo"

    organization = models.OneToOneField(
        Organization, models.PROTECT, related_name="authority", verbose_name=_("organisation")
    )
    unit = models.ForeignKey(TerritorialUnit, models.PROTECT, related_name="authorities", verbose_name=_("territory"))
    tier = models.CharField(_("tier"), max_length=20, choices=AuthorityTier.choices)

    class Meta:
        verbose_name = _("authority")
        verbose_name_plural = _("authorities")
        ordering = ["organization__name_ro", "pk"]
        constraints = [one_of("tier", AuthorityTier, "authority_tier")]

    def __str__(self) -> str:
        return str(self.organization)


class Competence(models.Model):
    """What an authority answers for, in one domain of service, between two dates; scored for nothing else."""

    demo = "authority.organization.is_demo"

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="competences")
    service = models.CharField(_("service"), max_length=200)
    since_on = models.DateField(_("since"))
    until_on = models.DateField(_("until"), null=True, blank=True)
    legal_basis = models.CharField(_("legal basis"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("competence")
        verbose_name_plural = _("competences")
        ordering = ["authority", "service_ro", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gt=models.F("since_on")), name="competence_dates"
            ),
        ]

    def __str__(self) -> str:
        return self.service
