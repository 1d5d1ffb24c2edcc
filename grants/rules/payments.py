"""Who may do what to payments, refunds and bank accounts: who prepares never approves."""

from typing import Any

import rules

from grants.models import Agreement, BankAccount, Disbursement, Refund
from grants.rules.agreements import is_of_grantee, reads_as_staff, works_for_grantee, works_for_implementer
from organizations.models import Organization, Role, User
from organizations.roles import holds, organizations_where


@rules.predicate
def prepared_it(user: User, thing: Any) -> bool:
    """The person prepared the payment, or recorded the refund, themselves."""
    if isinstance(thing, Disbursement):
        return thing.prepared_by_id == user.pk
    return isinstance(thing, Refund) and thing.recorded_by_id == user.pk


@rules.predicate
def approved_it(user: User, thing: Any) -> bool:
    """The person approved the payment themselves."""
    return isinstance(thing, Disbursement) and thing.approved_by_id == user.pk


@rules.predicate
def keeps_accounts_of(user: User, thing: Organization | BankAccount | None) -> bool:
    """The person keeps the bank data of the organisation, as its representative or accountant."""
    organization = thing.organization_id if isinstance(thing, BankAccount) else thing
    return holds(user, organization, Role.REPRESENTATIVE, Role.ACCOUNTANT)


@rules.predicate
def pays_organization(user: User, account: BankAccount | None) -> bool:
    """The person is a finance officer of an implementer that has an agreement with the account's organisation."""
    offices = organizations_where(user, Role.FINANCE_OFFICER, Role.FINANCE_APPROVER)
    return bool(
        offices
        and account is not None
        and Agreement.objects.filter(programme__implementer__in=offices, organization=account.organization_id).exists()
    )


prepares_payments = works_for_implementer(Role.FINANCE_OFFICER)
approves_payments = works_for_implementer(Role.FINANCE_APPROVER)
keeps_books = works_for_grantee(Role.REPRESENTATIVE, Role.ACCOUNTANT)

rules.add_perm("grants.prepare_payment", prepares_payments)
rules.add_perm("grants.approve_payment", approves_payments & ~prepared_it & ~is_of_grantee)
rules.add_perm("grants.record_payment", prepares_payments & ~approved_it)
rules.add_perm("grants.confirm_receipt", keeps_books)
rules.add_perm("grants.view_payment", reads_as_staff | keeps_books)
rules.add_perm("grants.record_refund", prepares_payments)
rules.add_perm("grants.approve_refund", approves_payments & ~prepared_it & ~is_of_grantee)
rules.add_perm("grants.keep_bank_account", keeps_accounts_of)
rules.add_perm("grants.check_bank_account", pays_organization & ~keeps_accounts_of)
