"""Which bank accounts a person keeps or pays to."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from grants.models import Agreement, BankAccount
from organizations.models import Organization, Role, User
from organizations.roles import organizations_where


@dataclass(frozen=True)
class AccountRow:
    """An account, and whether the reader keeps it (for the organisation) or may check it (for a payer)."""

    account: BankAccount
    keeps: bool
    may_check: bool


def organizations_to_keep(user: User) -> list[Organization]:
    """The organisations whose bank data `user` keeps, as representative or accountant; by name."""
    keys = organizations_where(user, Role.REPRESENTATIVE, Role.ACCOUNTANT)
    return list(Organization.objects.filter(pk__in=keys).order_by("name_ro", "pk"))


def accounts_for(user: User) -> list[AccountRow]:
    """The accounts in use that `user` keeps, or pays to as finance officer or approver; by organisation."""
    own = organizations_where(user, Role.REPRESENTATIVE, Role.ACCOUNTANT)
    offices = organizations_where(user, Role.FINANCE_OFFICER, Role.FINANCE_APPROVER)
    paid = Agreement.objects.filter(programme__implementer__in=offices).values("organization")
    rows = BankAccount.objects.filter(Q(organization__in=own) | Q(organization__in=paid), ended_at__isnull=True)
    return [
        AccountRow(
            account=account,
            keeps=account.organization_id in own,
            may_check=account.organization_id not in own and account.checked_at is None,
        )
        for account in rows.select_related("organization", "checked_by").order_by("organization__name_ro", "pk")
    ]
