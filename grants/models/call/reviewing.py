"""How the applications of a call are reviewed: by how many, until when, and whether names are hidden."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from grants.models.call.domain import WorkDomain
from organizations.models import User


class ReviewedCall(models.Model):
    """The part of a call that says how it is reviewed.

    In a blind call reviewers read neither who applies nor any name that the system knows, until the names are opened
    by an act (`names_opened_at`). `relation_years` is how far back a relation between reviewer and applicant counts.
    """

    reviewers_wanted = models.PositiveSmallIntegerField(
        _("reviewers for each application"), default=2, validators=[MinValueValidator(1), MaxValueValidator(9)]
    )
    review_due_on = models.DateField(_("reviews are due on"), null=True, blank=True)
    relation_years = models.PositiveSmallIntegerField(
        _("years during which an ended relation still bars a reviewer"),
        default=3,
        validators=[MaxValueValidator(20)],
    )
    is_blind = models.BooleanField(
        _("blind: reviewers do not see who applies"),
        default=False,
        help_text=_("Names are hidden in fields, in the names of files and in exports until they are opened."),
    )
    hides_title = models.BooleanField(_("the title of the project is hidden too"), default=False)
    hides_place = models.BooleanField(_("the place is hidden too"), default=False)
    names_opened_at = models.DateTimeField(null=True, blank=True, editable=False)
    names_opened_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, editable=False, related_name="+")
    domains = models.ManyToManyField(
        WorkDomain,
        blank=True,
        related_name="calls",
        verbose_name=_("fields of work"),
        help_text=_("Reviewers who know them are proposed first."),
    )

    class Meta:
        abstract = True

    @property
    def is_veiled(self) -> bool:
        """Whether names are hidden from reviewers at this moment."""
        return self.is_blind and self.names_opened_at is None
