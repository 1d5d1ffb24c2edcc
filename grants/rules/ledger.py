"""Who may do what to the ledger: finance books and asks for corrections, the approver decides."""

import rules

from grants.models import LedgerEntry, Programme, ReversalRequest
from grants.models.agreement.agreement import GRANTEE_READERS
from grants.rules.programmes import funds, works_for_implementer
from organizations.models import Role, User
from organizations.roles import holds


@rules.predicate
def keeps_books(user: User, programme: Programme) -> bool:
    """Is finance officer of the implementer."""
    return holds(user, programme.implementer_id, Role.FINANCE_OFFICER)


@rules.predicate
def keeps_books_of_entry(user: User, entry: LedgerEntry) -> bool:
    """Is finance officer of the implementer whose programme the entry concerns."""
    return keeps_books(user, entry.programme)


@rules.predicate
def approves_for_entry(user: User, request: ReversalRequest) -> bool:
    """Is finance approver of the implementer, not the one who asked, and of no party to the grant."""
    agreement = request.entry.agreement
    if request.requested_by_id == user.pk or (agreement is not None and holds(user, agreement.organization_id)):
        return False
    return holds(user, request.entry.programme.implementer_id, Role.FINANCE_APPROVER)


@rules.predicate
def sees_entry(user: User, entry: LedgerEntry) -> bool:
    """May look at the programme that the entry concerns, or at its agreement as a party to it."""
    programme = entry.programme
    is_party = entry.agreement is not None and holds(user, entry.agreement.organization_id, *GRANTEE_READERS)
    return is_party or works_for_implementer(user, programme) or funds(user, programme)


rules.add_perm("grants.view_ledgerentry", sees_entry)
rules.add_perm("grants.book_entry", keeps_books)
rules.add_perm("grants.request_reversal", keeps_books_of_entry)
rules.add_perm("grants.decide_reversal", approves_for_entry)
