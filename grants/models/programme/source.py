"""Sources: publications from which facts and figures were copied."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization


class Source(models.Model):
    """A publication from which facts were copied. `reference` says where the copy is kept.

    `publisher` stands as printed, empty where the source names none; `organization` is the same one, where it is here.
    """

    title = models.CharField(_("title"), max_length=300)
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("organisation")
    )
    published_on = models.DateField(_("published on"), null=True, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    reference = models.CharField(_("where it is kept"), max_length=300, unique=True)
    is_demo = models.BooleanField(default=False, editable=False)

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def published_by(self) -> str:
        """The publisher, in the reader's language where it is an organisation that is kept here; empty when unknown."""
        return str(self.organization) if self.organization is not None else self.publisher

    @property
    def cited(self) -> str:
        """Title and publisher, or the title alone."""
        return f"{self.title}, {self.published_by}" if self.published_by else self.title
