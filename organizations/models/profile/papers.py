"""What an organisation can prove by a paper: founding documents, accreditations, policies; and when it said what."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kernel import clock
from kernel.fields import one_of
from organizations.models.document import Document
from organizations.models.organization import Organization
from organizations.models.profile.reference import PolicyKind


class PaperKind(models.TextChoices):
    """What every organisation is asked for again and again."""

    STATUTES = "statutes", _("statutes")
    REGISTRATION = "registration", _("registration certificate")
    ANNUAL_REPORT = "annual_report", _("latest annual report")


class ProfilePaper(models.Model):
    """The paper of one kind that holds now; a newer one takes its place, and the older stays among the documents."""

    demo = "organization.is_demo"

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="papers")
    kind = models.CharField(_("kind"), max_length=20, choices=PaperKind.choices)
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    issued_on = models.DateField(_("issued on"), null=True, blank=True)

    class Meta:
        verbose_name = _("paper of the profile")
        verbose_name_plural = _("papers of the profile")
        ordering = ["organization", "pk"]
        constraints = [
            one_of("kind", PaperKind, "profilepaper_kind"),
            models.UniqueConstraint(fields=["organization", "kind"], name="profilepaper_once"),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())


class Accreditation(models.Model):
    """A right to provide a service, given by somebody, between two dates."""

    demo = "organization.is_demo"

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="accreditations")
    kind = models.CharField(_("accredited for"), max_length=200)
    number = models.CharField(_("number"), max_length=60)
    issuer = models.CharField(_("issued by"), max_length=200)
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("accreditation")
        verbose_name_plural = _("accreditations")
        ordering = ["organization", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")), name="accreditation_dates"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}, {self.number}"

    @property
    def is_expired(self) -> bool:
        """Whether its last day has passed."""
        return self.valid_until is not None and self.valid_until < clock.today()


class Policy(models.Model):
    """The answer about one policy: yes with the document, or no with an explanation instead of a file."""

    demo = "organization.is_demo"

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="policies")
    kind = models.ForeignKey(PolicyKind, models.PROTECT, related_name="+", verbose_name=_("policy"))
    is_there = models.BooleanField(_("has it"))
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    explanation = models.TextField(_("explanation"), blank=True)

    class Meta:
        verbose_name = _("answer about a policy")
        verbose_name_plural = _("answers about policies")
        ordering = ["organization", "kind__position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "kind"], name="policy_once"),
            models.CheckConstraint(
                condition=Q(is_there=True, document__isnull=False) | (Q(is_there=False) & ~Q(explanation="")),
                name="policy_answered",
            ),
        ]

    def __str__(self) -> str:
        return str(self.kind)


class SectionAnswer(models.Model):
    """When a section of the profile was saved last, by whom, and whether the answer was “none”."""

    demo = "organization.is_demo"

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="section_answers")
    section = models.CharField(max_length=30)
    is_none = models.BooleanField(default=False)
    saved_at = models.DateTimeField(default=clock.now)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("saved section of a profile")
        verbose_name_plural = _("saved sections of profiles")
        ordering = ["organization", "section"]
        constraints = [models.UniqueConstraint(fields=["organization", "section"], name="sectionanswer_once")]

    def __str__(self) -> str:
        return self.section
