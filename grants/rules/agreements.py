"""Who may do what to agreements and tranches."""

from typing import Any

import rules

from grants.models import Agreement, AgreementStatus, Condition, FundingLine
from grants.models.agreement.agreement import GRANTEE_READERS, STAFF_READERS
from organizations.models import Role, User
from organizations.roles import holds, organizations_where


def agreement_of(thing: Any) -> Agreement | None:
    """The agreement that a thing of this aggregate belongs to."""
    if isinstance(thing, Condition):
        return thing.tranche.agreement
    if isinstance(thing, Agreement) or thing is None:
        return thing
    return thing.agreement


def works_for_implementer(*roles: str) -> rules.Predicate:
    """A predicate: the person holds one of `roles` at the implementer of the agreement."""

    def predicate(user: User, thing: Any) -> bool:
        agreement = agreement_of(thing)
        return agreement is not None and holds(user, agreement.programme.implementer_id, *roles)

    return rules.predicate(predicate, name=f"works_for_implementer:{','.join(roles)}")


def works_for_grantee(*roles: str) -> rules.Predicate:
    """A predicate: the person holds one of `roles` at the organisation of the agreement, once it is offered."""

    def predicate(user: User, thing: Any) -> bool:
        agreement = agreement_of(thing)
        return (
            agreement is not None
            and agreement.status != AgreementStatus.DRAFT
            and holds(user, agreement.organization_id, *roles)
        )

    return rules.predicate(predicate, name=f"works_for_grantee:{','.join(roles)}")


@rules.predicate
def funds_programme(user: User, thing: Any) -> bool:
    """The person follows a donor of the agreement's programme, and the agreement has been active."""
    agreement = agreement_of(thing)
    donors = organizations_where(user, Role.VIEWER)
    return bool(
        donors
        and agreement is not None
        and agreement.activated_at is not None
        and FundingLine.objects.filter(programme=agreement.programme_id, donor__in=donors).exists()
    )


@rules.predicate
def is_of_grantee(user: User, thing: Any) -> bool:
    """A member, in any role, of the organisation that has the grant: such a person decides nothing about its money."""
    agreement = agreement_of(thing)
    return agreement is not None and holds(user, agreement.organization_id)


manages = works_for_implementer(Role.PROGRAMME_MANAGER)
prepares = works_for_implementer(Role.PROGRAMME_MANAGER, Role.GRANTS_OFFICER)
follows = works_for_implementer(Role.PROGRAMME_MANAGER, Role.GRANTS_OFFICER, Role.MONITORING_OFFICER)
reads_as_staff = works_for_implementer(*STAFF_READERS)
reads_as_grantee = works_for_grantee(*GRANTEE_READERS)
represents = works_for_grantee(Role.REPRESENTATIVE)


rules.add_perm("grants.view_agreement", reads_as_staff | reads_as_grantee | funds_programme)
rules.add_perm("grants.prepare_agreement", prepares)
rules.add_perm("grants.accept_agreement", represents)
rules.add_perm("grants.sign_for_implementer", prepares)
rules.add_perm("grants.sign_for_grantee", represents)
rules.add_perm("grants.manage_agreement", manages)
rules.add_perm("grants.publish_agreement", manages)
rules.add_perm("grants.satisfy_condition", follows & ~is_of_grantee)
rules.add_perm("grants.release_tranche", prepares & ~is_of_grantee)
