"""Who may do what to programmes: their implementer's programme managers; donors may look."""

import rules

from grants.models import PartnerRole, Programme
from grants.rules.system import is_system
from organizations.models import STAFF_ROLES, Role, User
from organizations.roles import holds, organizations_where, roles_of
from organizations.rules import is_operator


@rules.predicate
def manages_a_house(user: User) -> bool:
    """Is programme manager of some organisation, and may therefore set up a programme for it."""
    return bool(organizations_where(user, Role.PROGRAMME_MANAGER))


@rules.predicate
def manages(user: User, programme: Programme) -> bool:
    """Is programme manager of the implementer."""
    return holds(user, programme.implementer_id, Role.PROGRAMME_MANAGER)


def copies_from_a_source(user: User, programme: Programme) -> bool:
    """Is the installation itself, and the programme's facts come from a publication. No permission: nobody logs in."""
    return programme.source_id is not None and is_system(user)


@rules.predicate
def works_for_implementer(user: User, programme: Programme) -> bool:
    """Is on the staff of the implementer."""
    return holds(user, programme.implementer_id, *STAFF_ROLES)


@rules.predicate
def funds(user: User, programme: Programme) -> bool:
    """Is a member of an organisation that funds the programme."""
    mine = list(roles_of(user))
    if not mine:
        return False
    plans = programme.funding_lines.filter(donor__in=mine).exists()
    return plans or programme.partners.filter(organization__in=mine, role=PartnerRole.DONOR).exists()


@rules.predicate
def follows_programmes(user: User) -> bool:
    """Works for an implementer, or looks for a donor."""
    return bool(organizations_where(user, *STAFF_ROLES, Role.VIEWER))


@rules.predicate
def works_for_an_implementer(user: User) -> bool:
    """Is on the staff of some implementer."""
    return bool(organizations_where(user, *STAFF_ROLES))


rules.add_perm("grants.list_programmes", follows_programmes)
rules.add_perm("grants.view_exchangerate", works_for_an_implementer)
rules.add_perm("grants.import_rates", is_operator)
rules.add_perm("grants.create_programme", manages_a_house)
rules.add_perm("grants.manage_programme", manages)
rules.add_perm("grants.view_programme", works_for_implementer | funds)
