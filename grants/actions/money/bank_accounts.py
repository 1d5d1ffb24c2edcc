"""Acts on bank accounts: the organisation names one, an implementer's finance officer checks it, it ends."""

from django.db import transaction
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from stdnum import iban as stdnum_iban
from stdnum.exceptions import ValidationError

from grants.models import BankAccount
from kernel import clock
from kernel.crypto import decrypt, encrypt
from kernel.refusals import NotAllowed, NotNow, Refusal
from organizations.actions.activity import record
from organizations.models import Organization, Role, User
from organizations.notifications import members, notify


class BadIban(Refusal):
    """The number is no bank account."""


def clean_iban(text: str) -> str:
    """`text` without spaces and in capitals; raises BadIban when its check digits are wrong."""
    try:
        return stdnum_iban.validate(text)
    except ValidationError as error:
        reason = _("This is no valid IBAN. Compare it with the bank's paper, sign by sign: MD and 22 more signs.")
        raise BadIban(reason, fields={"iban": reason}) from error


def _digest(number: str) -> str:
    return salted_hmac("grants.bank_account", number, algorithm="sha256").hexdigest()


@transaction.atomic
def add_bank_account(
    organization: Organization, *, iban: str, holder: str, bank_name: str, currency: str, by: User
) -> BankAccount:
    """Record an account of the organisation; its number is kept encrypted. It waits for a check before any payment.

    Raises NotAllowed, BadIban, or NotNow when the account is there already.
    """
    if not by.has_perm("grants.keep_bank_account", organization):
        raise NotAllowed(_("Only a representative or an accountant of the organisation names its bank accounts."))
    number = clean_iban(iban)
    # Two people who add it at once take turns, so that the second reads what the first has written.
    organization = Organization.objects.select_for_update().get(pk=organization.pk)
    if organization.bank_accounts.filter(iban_digest=_digest(number), ended_at__isnull=True).exists():
        reason = _("This account is recorded already. Look at the list of your bank accounts.")
        raise NotNow(reason, fields={"iban": reason})
    account = BankAccount.objects.create(
        organization=organization,
        holder=holder,
        bank_name=bank_name,
        currency=currency,
        iban_token=encrypt(number),
        iban_digest=_digest(number),
        last_four=number[-4:],
        recorded_by=by,
    )
    record("bank_account_added", account, by=by, organization=organization)
    others = members(organization, Role.REPRESENTATIVE, Role.ACCOUNTANT)
    notify(others, "bank_account_added", url=reverse("grants:bank_account_list"), account=account)
    return account


@transaction.atomic
def check_bank_account(account: BankAccount, *, by: User) -> BankAccount:
    """A finance officer has compared the account with the bank's paper: from now on it can be paid to."""
    account = BankAccount.objects.select_for_update().get(pk=account.pk)
    if not by.has_perm("grants.check_bank_account", account):
        raise NotAllowed(_("Accounts are checked by finance people of an implementer that pays the organisation."))
    if account.ended_at is not None:
        raise NotNow(_("This account is no longer used."))
    if account.checked_at is None:
        account.checked_at, account.checked_by = clock.now(), by
        account.save(update_fields=["checked_at", "checked_by"])
        record("bank_account_checked", account, by=by, organization=account.organization)
    return account


@transaction.atomic
def end_bank_account(account: BankAccount, *, by: User) -> BankAccount:
    """The organisation no longer uses the account; payments already prepared keep it."""
    account = BankAccount.objects.select_for_update().get(pk=account.pk)
    if not by.has_perm("grants.keep_bank_account", account):
        raise NotAllowed(_("Only a representative or an accountant of the organisation ends its bank accounts."))
    if account.ended_at is None:
        account.ended_at, account.ended_by = clock.now(), by
        account.save(update_fields=["ended_at", "ended_by"])
        record("bank_account_ended", account, by=by, organization=account.organization)
    return account


def reveal_iban(account: BankAccount, *, by: User) -> str:
    """The whole number, for a person who keeps or checks it; every reading is recorded."""
    if not (by.has_perm("grants.keep_bank_account", account) or by.has_perm("grants.check_bank_account", account)):
        raise NotAllowed(_("You may not read this account number."))
    record("bank_account_read", account, by=by, organization=account.organization)
    return decrypt(account.iban_token)
