"""The acts by which the sections of a profile are saved. `base` is the mark of the form that was opened (`base_of`)."""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from kernel.refusals import Refusal
from organizations.actions.profile.saving import Rows, close_section, open_section, replace_rows
from organizations.models import (
    Organization,
    PastGrant,
    ServiceKind,
    Signatory,
    TeamMember,
    TerritorialUnit,
    User,
    YearBudget,
)

ALL, MONEY = "organizations.edit_profile", "organizations.edit_profile_money"


@transaction.atomic
def name_signatories(organization: Organization, rows: Rows, *, by: User, base: str | None = None) -> Organization:
    """Exactly these people may sign: name, function, signs (alone or together), since_on, until_on."""
    row = open_section(organization, "signatories", by=by, permission=ALL, base=base)
    count = replace_rows(row, Signatory, rows)
    close_section(row, "signatories", by=by, rows=count)
    return row


@transaction.atomic
def name_team(organization: Organization, rows: Rows, *, by: User, base: str | None = None) -> Organization:
    """Exactly these people work there: name, function, part, since_year."""
    row = open_section(organization, "team", by=by, permission=ALL, base=base)
    count = replace_rows(row, TeamMember, rows)
    close_section(row, "team", by=by, rows=count)
    return row


@transaction.atomic
def tell_budgets(organization: Organization, rows: Rows, *, by: User, base: str | None = None) -> Organization:
    """The budgets of these years; the years that are not among `rows` stay as they were told before."""
    row = open_section(organization, "budgets", by=by, permission=MONEY, base=base)
    years = [facts["year"] for facts in rows]
    YearBudget.objects.filter(organization=row, year__in=years).delete()
    YearBudget.objects.bulk_create([YearBudget(organization=row, **facts) for facts in rows])
    close_section(row, "budgets", by=by, years=years)
    return row


@transaction.atomic
def tell_donors(
    organization: Organization, rows: Rows, *, by: User, is_none: bool = False, base: str | None = None
) -> Organization:
    """Exactly these grants were received elsewhere, or none so far."""
    row = open_section(organization, "donors", by=by, permission=ALL, base=base)
    _refuse_both(rows, is_none)
    count = replace_rows(row, PastGrant, rows)
    close_section(row, "donors", by=by, is_none=is_none, rows=count)
    return row


def _refuse_both(rows: Rows, is_none: bool) -> None:
    if rows and is_none:
        reason = _("There are rows below, and “none” is ticked. Empty the rows, or take the tick away.")
        raise Refusal(reason, fields={"is_none": reason})


@transaction.atomic
def choose_services(
    organization: Organization,
    kinds: Iterable[ServiceKind],
    *,
    by: User,
    other: Mapping[str, str] | None = None,
    base: str | None = None,
) -> Organization:
    """Exactly these services are offered; `other` describes more of them, by language."""
    row = open_section(organization, "services", by=by, permission=ALL, base=base)
    chosen = list(kinds)
    row.services.set(chosen)
    for language, text in (other or {}).items():
        setattr(row, f"other_services_{language}", text.strip())
    row.save()
    close_section(row, "services", by=by, services=sorted(kind.code for kind in chosen))
    return row


@transaction.atomic
def choose_territories(
    organization: Organization, units: Iterable[TerritorialUnit], *, by: User, base: str | None = None
) -> Organization:
    """The organisation works exactly in these places."""
    row = open_section(organization, "territories", by=by, permission=ALL, base=base)
    chosen = list(units)
    row.territories.set(chosen)
    close_section(row, "territories", by=by, units=sorted(unit.slug for unit in chosen))
    return row
