"""Who may: predicates on membership and role. When is said by the lifecycles and acts."""

from typing import Any

import rules

from organizations.models import (
    STAFF_ROLES,
    STEWARDS,
    Document,
    Invitation,
    JoinRequest,
    Membership,
    Organization,
    Role,
    User,
)
from organizations.registries import document_readers, profile_readers
from organizations.roles import holds, holds_anywhere


@rules.predicate
def is_operator(user: Any) -> bool:
    """Runs the installation."""
    return user.is_active and user.is_staff and user.is_superuser


@rules.predicate
def is_member(user: Any, organization: Organization) -> bool:
    """Holds any role in the organisation now."""
    return holds(user, organization)


@rules.predicate
def is_steward(user: Any, organization: Organization) -> bool:
    """Answers for the organisation: its administrator, representative, or officer of the authority."""
    return holds(user, organization, *STEWARDS)


@rules.predicate
def has_no_steward(user: Any, organization: Organization) -> bool:
    """Nobody answers for the organisation now, whoever asks: a new one, or a donor that has viewers only."""
    return not Organization.objects.stewarded().filter(pk=organization.pk).exists()


@rules.predicate
def is_own_membership(user: Any, membership: Membership) -> bool:
    """One may always leave."""
    return membership.user_id == user.pk


@rules.predicate
def is_steward_of_membership(user: Any, membership: Membership) -> bool:
    """Answers for the organisation that the membership is in."""
    return holds(user, membership.organization_id, *STEWARDS)


@rules.predicate
def was_invited(user: Any, invitation: Invitation) -> bool:
    """The invitation went to the address of this person."""
    return user.is_authenticated and invitation.email == user.email


@rules.predicate
def is_oneself(user: Any, person: User) -> bool:
    """The person asks about their own account."""
    return user.pk is not None and user.pk == person.pk


@rules.predicate
def owns_document(user: Any, document: Document) -> bool:
    """A member of the organisation that owns the document, or who uploaded it while nobody owns it."""
    if document.organization_id is None:
        return document.uploaded_by_id == user.pk
    return holds(user, document.organization_id)


@rules.predicate
def has_reason_to_read(user: Any, document: Document) -> bool:
    """One of the floors above says so: the document is attached to something the person may see."""
    return document.is_attached and any(reader.may_read(document, user) for reader in document_readers)


@rules.predicate
def is_accountant(user: Any, organization: Organization) -> bool:
    """Keeps the organisation's accounts."""
    return holds(user, organization, Role.ACCOUNTANT)


@rules.predicate
def has_reason_to_read_profile(user: Any, organization: Organization) -> bool:
    """One of the floors above says so: the organisation has applied to this person's implementer, or has its grant."""
    return any(reader.may_read(organization, user) for reader in profile_readers)


@rules.predicate
def is_of_same_world(user: Any, organization: Organization) -> bool:
    """Invented people join invented organisations, real people real ones."""
    return user.is_demo == organization.is_demo


@rules.predicate
def is_own_request(user: Any, request: JoinRequest) -> bool:
    """The person asked to join."""
    return request.user_id == user.pk


@rules.predicate
def answers_request(user: Any, request: JoinRequest) -> bool:
    """Manages the members of the organisation; where nobody answers for it, the operator does."""
    return user.has_perm("organizations.manage_members", request.organization)


@rules.predicate
def works_for_implementer(user: Any) -> bool:
    """Staff of some implementer."""
    return holds_anywhere(user, *STAFF_ROLES)


@rules.predicate
def keeps_register(user: Any) -> bool:
    """Those who deal with every organisation that applies: managers, officers and administrators of implementers."""
    return holds_anywhere(user, Role.ADMINISTRATOR, Role.PROGRAMME_MANAGER, Role.GRANTS_OFFICER)


rules.add_perm("organizations.view_private_side", is_member)
rules.add_perm("organizations.edit_organization", is_steward)
rules.add_perm("organizations.manage_members", is_steward | (is_operator & has_no_steward))
rules.add_perm("organizations.end_membership", is_own_membership | is_steward_of_membership)
rules.add_perm("organizations.accept_invitation", was_invited)
rules.add_perm("organizations.keep_document", is_member)
rules.add_perm("organizations.publish_organization", is_steward | is_operator)
rules.add_perm("organizations.register_organization", rules.is_authenticated)
rules.add_perm("organizations.ask_erasure", is_oneself)
rules.add_perm("organizations.erase_person", is_operator)
rules.add_perm("organizations.read_document", owns_document | has_reason_to_read)
rules.add_perm("organizations.view_profile", is_member | has_reason_to_read_profile)
rules.add_perm("organizations.edit_profile", is_steward)
rules.add_perm("organizations.edit_profile_money", is_steward | is_accountant)
rules.add_perm("organizations.ask_to_join", rules.is_authenticated & ~is_member & is_of_same_world)
rules.add_perm("organizations.answer_join_request", answers_request & ~is_own_request)
rules.add_perm("organizations.withdraw_join_request", is_own_request)
rules.add_perm("organizations.view_join_request", is_own_request | answers_request)
rules.add_perm("organizations.read_idno_note", is_member | works_for_implementer | is_operator)
rules.add_perm("organizations.judge_duplicates", keeps_register | is_operator)
