"""Memberships: who acts for which organisation, in which role, from when to when."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kernel import clock
from kernel.fields import one_of, together
from organizations.models.organization import Organization
from organizations.models.role import Role

INVITATION_LASTS = timedelta(days=14)


class Membership(models.Model):
    """One role of one person in one organisation; ended, never deleted. A person may hold several."""

    demo = "organization.is_demo"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=30, choices=Role.choices)
    started_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["organization", "user__name", "role", "pk"]
        constraints = [
            one_of("role", Role, "membership_role"),
            together("ended_at", "ended_by", name="membership_ended"),
            models.UniqueConstraint(
                fields=["user", "organization", "role"], condition=Q(ended_at__isnull=True), name="membership_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.get_role_display()}"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Which invitations wait."""

    def waiting(self) -> InvitationQuerySet:
        """Neither accepted nor withdrawn; the link of some may have run out."""
        return self.filter(accepted_at__isnull=True, withdrawn_at__isnull=True)


class Invitation(models.Model):
    """A signed link by which a person becomes a member; used once, within two weeks, or withdrawn."""

    demo = "organization.is_demo"

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="invitations")
    email = models.EmailField(_("e-mail"))
    role = models.CharField(_("role"), max_length=30, choices=Role.choices)
    invited_at = models.DateTimeField(default=clock.now)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    sent_at = models.DateTimeField(default=clock.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-invited_at", "-pk"]
        constraints = [
            one_of("role", Role, "invitation_role"),
            together("accepted_at", "accepted_by", name="invitation_accepted"),
            together("withdrawn_at", "withdrawn_by", name="invitation_withdrawn"),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(withdrawn_at__isnull=True), name="invitation_one_end"
            ),
            models.UniqueConstraint(
                fields=["organization", "email", "role"],
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                name="invitation_open_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email} – {self.get_role_display()}"

    @property
    def runs_out_at(self) -> datetime:
        """The moment from which the link is refused."""
        return self.sent_at + INVITATION_LASTS

    @property
    def is_waiting(self) -> bool:
        """Neither accepted nor withdrawn."""
        return self.accepted_at is None and self.withdrawn_at is None
