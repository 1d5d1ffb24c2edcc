"""What this floor adds to the profile of an organisation: its bank account, and who of an implementer reads it all."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grants.models import Agreement, Application
from grants.models.agreement.agreement import STAFF_READERS
from organizations.models import Organization
from organizations.queries.profile.shown import Shown, Tagged
from organizations.registries import ProfileReader, ProfileSection, profile_readers, profile_sections
from organizations.roles import organizations_where


def check_bank_account(organization: Organization) -> Iterator[str | None]:
    """An account to which a grant can be paid; its check digits were proved when it was named."""
    has_one = organization.bank_accounts.filter(ended_at__isnull=True).exists()
    yield None if has_one else _("No bank account is named.")


def show_bank_accounts(organization: Organization) -> Shown:
    """The accounts in use, masked, and whether those who pay have compared them with the bank's paper."""
    rows = []
    for account in organization.bank_accounts.filter(ended_at__isnull=True):
        is_checked = account.checked_at is not None
        state = Tagged("", "kept", _("checked")) if is_checked else Tagged("", "wait", _("not checked yet"))
        rows.append((account.masked, account.bank_name, account.currency, state))
    return Shown(
        heads=(_("Account"), _("Bank"), _("Currency"), _("Compared with the bank's paper")),
        rows=tuple(rows),
        none=_("Nothing entered yet."),
    )


def has_applied_or_has_grant(organization: Organization, user: Any) -> bool:
    """Whether the organisation has submitted an application to, or has an agreement with, an implementer of `user`."""
    offices = organizations_where(user, *STAFF_READERS)
    if not offices:
        return False
    submitted = Application.objects.filter(organization=organization, submitted_at__isnull=False)
    agreed = Agreement.objects.filter(organization=organization, programme__implementer__in=offices)
    return submitted.filter(call__programme__implementer__in=offices).exists() or agreed.exists()


def register() -> None:
    """Fill the registries."""
    profile_sections.add(
        ProfileSection(
            "bank",
            gettext_lazy("Bank account"),
            check_bank_account,
            show_bank_accounts,
            lambda _organization: reverse("grants:bank_account_list"),
            "organizations.edit_profile_money",
            order=25,
        )
    )
    profile_readers.add(ProfileReader("grants", has_applied_or_has_grant))
