"""Ceilings for one recipient: how much one organisation may get of a donor's money or in a project; dated data."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from grants.models.programme.programme import Programme
from kernel import clock
from kernel.fields import AmountField, CurrencyField, positive, together
from organizations.models import STAFF_ROLES, Organization, User
from organizations.queries.memberships import organizations_where


class RecipientCeilingQuerySet(models.QuerySet["RecipientCeiling"]):
    """Which ceilings hold."""

    def on(self, day: date) -> RecipientCeilingQuerySet:
        """Those in force on `day`, both ends included."""
        return self.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=day), valid_from__lte=day)

    def for_programme(self, programme: Programme) -> RecipientCeilingQuerySet:
        """Those that bear on `programme`: its own, and those of each donor that funds it, at its implementer."""
        donors = programme.funding_lines.exclude(donor=None).values("donor")
        of_donors = Q(donor__in=donors, implementer=programme.implementer_id)
        return self.filter(Q(programme=programme) | of_donors)

    def visible_to(self, user: User) -> RecipientCeilingQuerySet:
        """Those of the implementers on whose staff the user is."""
        return self.filter(implementer__in=organizations_where(user, *STAFF_ROLES))


class RecipientCeiling(models.Model):
    """The most that one organisation may hold in grants: of one project, or of all projects that one donor funds.

    Such as the EUR 60,000 that the European Union usually allows for support to third parties. It is taken from a
    contract, which `source` names; it is never written over: a changed one ends and another begins.
    """

    implementer = models.ForeignKey(
        Organization, models.PROTECT, related_name="kept_ceilings", verbose_name=_("implementer")
    )
    programme = models.ForeignKey(
        Programme, models.PROTECT, null=True, blank=True, related_name="ceilings", verbose_name=_("project")
    )
    donor = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="ceilings", verbose_name=_("donor")
    )
    amount = AmountField(_("most for one organisation"))
    currency = CurrencyField(_("currency"), default="EUR")
    valid_from = models.DateField(_("valid from"), default=clock.today)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    source = models.CharField(_("where it is written"), max_length=200)
    set_at = models.DateTimeField(default=clock.now, editable=False)
    set_by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, editable=False, related_name="+")

    objects = RecipientCeilingQuerySet.as_manager()

    class Meta:
        verbose_name = _("ceiling for one recipient")
        verbose_name_plural = _("ceilings for one recipient")
        ordering = ["implementer", "-valid_from", "pk"]
        constraints = [
            positive("amount", "recipientceiling_amount"),
            models.CheckConstraint(condition=~Q(source=""), name="recipientceiling_source"),
            models.CheckConstraint(
                condition=Q(programme__isnull=True, donor__isnull=False)
                | Q(programme__isnull=False, donor__isnull=True),
                name="recipientceiling_of_a_project_or_a_donor",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="recipientceiling_dates",
            ),
            together("ended_at", "ended_by", name="recipientceiling_ended"),
        ]

    def __str__(self) -> str:
        return f"{self.programme or self.donor}: {self.amount} {self.currency}"

    @property
    def is_demo(self) -> bool:
        """That of the project, or of the implementer."""
        return self.programme.is_demo if self.programme else self.implementer.is_demo
