"""What an application takes over from the profile, as plain values: who applies, team, budgets, who signs."""

from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import prefetch_related_objects

from organizations.models import Organization, PublicationLevel


@dataclass(frozen=True)
class SignatoryFacts:
    """Who may sign today, in which function, alone or together ("alone", "together")."""

    name: str
    function: str
    signs: str
    since_on: date


@dataclass(frozen=True)
class TeamFacts:
    """A person of the team; `part` is "full_time", "part_time" or "volunteer", `part_label` the same in words."""

    name: str
    function: str
    part: str
    part_label: str
    since_year: int | None


@dataclass(frozen=True)
class BudgetFacts:
    """A year's budget; `has_none`: no money that year, and both amounts are None."""

    year: int
    has_none: bool
    currency: str
    income: Decimal | None
    spent: Decimal | None


@dataclass(frozen=True)
class PastGrantFacts:
    """A grant received elsewhere; an amount of None was not told."""

    donor: str
    project: str
    amount: Decimal | None
    currency: str
    from_year: int
    until_year: int


@dataclass(frozen=True)
class AccreditationFacts:
    """An accreditation with its dates."""

    kind: str
    number: str
    issuer: str
    valid_from: date
    valid_until: date | None


@dataclass(frozen=True)
class PolicyFacts:
    """The answer about one policy, and the explanation of a “no”."""

    code: str
    name: str
    is_there: bool
    explanation: str


@dataclass(frozen=True)
class ApplicantFacts:
    """Who applies, in the active language. Place and contacts are empty where the organisation hides its place.

    `signatories` and `team` name persons: never published, never in what is frozen with a digest.
    """

    organization: int
    name: str
    short_name: str
    nature: str
    nature_label: str
    idno: str
    registered_on: date | None
    summary: str
    place: str
    address: str
    email: str
    phone: str
    website: str
    services: tuple[str, ...]
    other_services: str
    territories: tuple[str, ...]
    signatories: tuple[SignatoryFacts, ...]
    team: tuple[TeamFacts, ...]
    budgets: tuple[BudgetFacts, ...]
    past_grants: tuple[PastGrantFacts, ...]
    accreditations: tuple[AccreditationFacts, ...]
    policies: tuple[PolicyFacts, ...]


@dataclass(frozen=True)
class ApplicantInShort:
    """Who applies, as the last step of a draft shows it to those who write it; it names persons."""

    name: str
    idno: str
    signatories: tuple[SignatoryFacts, ...]
    team: tuple[TeamFacts, ...]
    budgets: tuple[BudgetFacts, ...]


def applicant_in_short(organization: Organization) -> ApplicantInShort:
    """Who applies, who signs today, the team, and the budgets newest first; three queries.

    The signatories stay on `organization`, for whatever else asks for them in the same request.
    """
    prefetch_related_objects([organization], "signatories")
    return ApplicantInShort(
        name=organization.name, idno=organization.idno, budgets=_budgets(organization), **_people(organization)
    )


def facts_for_application(organization: Organization) -> ApplicantFacts:
    """The profile as an application reuses it: signatories of today, budgets newest first; nine queries."""
    is_open = organization.publication_level == PublicationLevel.FULL
    return ApplicantFacts(
        organization=organization.pk,
        name=organization.name,
        short_name=organization.short_name,
        nature=organization.nature,
        nature_label=str(organization.get_nature_display()),
        idno=organization.idno,
        registered_on=organization.registered_on,
        summary=organization.summary or "",
        place=str(organization.unit) if is_open and organization.unit else "",
        address=organization.address if is_open else "",
        email=organization.email if is_open else "",
        phone=organization.phone if is_open else "",
        website=organization.website if is_open else "",
        services=tuple(str(each) for each in organization.services.all()),
        other_services=organization.other_services or "",
        territories=tuple(str(each) for each in organization.territories.all()),
        **_people(organization),
        **_history(organization),
    )


def _people(organization: Organization) -> dict[str, Any]:
    current = [row for row in organization.signatories.all() if row.is_current]
    return {
        "signatories": tuple(SignatoryFacts(row.name, row.function, row.signs, row.since_on) for row in current),
        "team": tuple(
            TeamFacts(row.name, row.function, row.part, str(row.get_part_display()), row.since_year)
            for row in organization.team.all()
        ),
    }


def _budgets(organization: Organization) -> tuple[BudgetFacts, ...]:
    return tuple(
        BudgetFacts(row.year, row.has_none, row.currency, row.income, row.spent)
        for row in organization.year_budgets.all()
    )


def _history(organization: Organization) -> dict[str, Any]:
    return {
        "budgets": _budgets(organization),
        "past_grants": tuple(
            PastGrantFacts(row.donor, row.project, row.amount, row.currency, row.from_year, row.until_year)
            for row in organization.past_grants.all()
        ),
        "accreditations": tuple(
            AccreditationFacts(row.kind, row.number, row.issuer, row.valid_from, row.valid_until)
            for row in organization.accreditations.all()
        ),
        "policies": tuple(
            PolicyFacts(row.kind.code, row.kind.name, row.is_there, row.explanation)
            for row in organization.policies.select_related("kind")
        ),
    }


def plain(facts: ApplicantFacts, *, with_people: bool = False) -> dict[str, Any]:
    """`facts` as JSON values: dates in ISO 8601, amounts as text with two decimals.

    Persons and contacts are left out unless `with_people`: what is frozen with a digest names no person.
    """
    left_out = () if with_people else ("signatories", "team", "address", "email", "phone")
    return {key: _plain(value) for key, value in asdict(facts).items() if key not in left_out}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    return value.isoformat() if isinstance(value, date) else value
