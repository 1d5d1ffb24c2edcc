"""Roles: what a member does for an organisation."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a member does for the organisation; docs/guides say it in prose."""

    ADMINISTRATOR = "administrator", _("administrator")
    PROGRAMME_MANAGER = "programme_manager", _("programme manager")
    GRANTS_OFFICER = "grants_officer", _("grants officer")
    FINANCE_OFFICER = "finance_officer", _("finance officer")
    FINANCE_APPROVER = "finance_approver", _("finance approver")
    MONITORING_OFFICER = "monitoring_officer", _("monitoring officer")
    EDITOR = "editor", _("editor")
    REPRESENTATIVE = "representative", _("representative (signatory)")
    ACCOUNTANT = "accountant", _("accountant")
    MEMBER = "member", _("member")
    FACILITATOR = "facilitator", _("facilitator")
    OFFICER = "officer", _("officer of the authority")
    VIEWER = "viewer", _("viewer")


STAFF_ROLES = frozenset(
    {
        Role.ADMINISTRATOR,
        Role.PROGRAMME_MANAGER,
        Role.GRANTS_OFFICER,
        Role.FINANCE_OFFICER,
        Role.FINANCE_APPROVER,
        Role.MONITORING_OFFICER,
        Role.EDITOR,
    }
)
CSO_ROLES = frozenset({Role.REPRESENTATIVE, Role.ACCOUNTANT, Role.MEMBER, Role.FACILITATOR})
# Who answers for an organisation: its administrator, representative, or officer of the authority.
STEWARDS = (Role.ADMINISTRATOR, Role.REPRESENTATIVE, Role.OFFICER)
