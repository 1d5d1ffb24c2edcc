"""Requests to join: a person asks the representative of an organisation to be let in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kernel import clock
from kernel.fields import one_of, together
from organizations.models.organization import Organization
from organizations.models.role import Role
from organizations.models.user import User


class JoinStatus(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("join request", "waiting for an answer")
    ACCEPTED = "accepted", pgettext_lazy("join request", "accepted")
    DECLINED = "declined", pgettext_lazy("join request", "declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("join request", "withdrawn")


class JoinRequestQuerySet(models.QuerySet["JoinRequest"]):
    """Which requests concern whom."""

    def waiting(self) -> JoinRequestQuerySet:
        """Not answered and not taken back."""
        return self.filter(status=JoinStatus.WAITING)

    def visible_to(self, user: Any) -> JoinRequestQuerySet:
        """One's own, and those to the organisations of which one is a member.

        The operator sees those to organisations without a person in charge: nobody else could answer them.
        """
        if not user.is_authenticated:
            return self.none()
        mine = user.memberships.filter(ended_at__isnull=True).values("organization")
        seen = Q(user=user) | Q(organization__in=mine)
        if user.is_active and user.is_staff and user.is_superuser:
            stewarded = Organization.objects.stewarded()
            seen |= ~Q(organization__in=stewarded)
        return self.filter(seen)


class JoinRequest(models.Model):
    """One person's wish to work for one organisation; at most one of them waits. `message` is read by who answers."""

    demo = "organization.is_demo"

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="join_requests")
    user = models.ForeignKey(User, models.PROTECT, related_name="join_requests")
    role = models.CharField(_("role"), max_length=30, choices=Role.choices)
    message = models.TextField(_("message"), blank=True)
    status = models.CharField(
        _("status"), max_length=20, choices=JoinStatus.choices, default=JoinStatus.WAITING, editable=False
    )
    asked_at = models.DateTimeField(default=clock.now, editable=False)
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    reason = models.TextField(_("reason"), blank=True)

    objects = JoinRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request to join")
        verbose_name_plural = _("requests to join")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            one_of("role", Role, "joinrequest_role"),
            one_of("status", JoinStatus, "joinrequest_status"),
            together("answered_at", "answered_by", name="joinrequest_answered"),
            models.CheckConstraint(
                condition=Q(status=JoinStatus.WAITING) | Q(answered_at__isnull=False),
                name="joinrequest_ended_with_an_answer",
            ),
            models.UniqueConstraint(
                fields=["organization", "user"], condition=Q(status=JoinStatus.WAITING), name="joinrequest_one_waits"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.get_role_display()}"

    def get_absolute_url(self) -> str:
        """Its page in the workspace."""
        return reverse("organizations:join_request", args=[self.pk])
