"""Chapter 1, continued: what the invented organisations say of themselves, once, before the first call.

Casa Mare fills in nearly everything, so that what is missing can be seen; the others what a call asks for.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from stdnum import iban

from config.demo.story.papers import paper
from config.demo.story.stage import Stage
from grants.actions.money.bank_accounts import add_bank_account
from grants.models import BankAccount
from organizations.actions.profile.papers import (
    KeptPaper,
    PolicyAnswer,
    answer_policies,
    keep_papers,
    list_accreditations,
)
from organizations.actions.profile.sections import (
    choose_services,
    choose_territories,
    name_signatories,
    name_team,
    tell_budgets,
    tell_donors,
)
from organizations.models import Organization, PolicyKind, ServiceKind, TerritorialUnit, User

DAYS_AGO = 412
CSO = "casa-mare"


@dataclass(frozen=True)
class DemoProfile:
    """An organisation with its representative, an IDNO that no register gives out, its services and its street."""

    key: str
    person: str
    idno: str
    services: tuple[str, ...]
    address: str


PROFILES = (
    DemoProfile(CSO, "elena", "9999000000116", ("day_centre", "home_care", "counselling"), "str. Morii 4 (demo)"),
    DemoProfile("pas-cu-pas", "olga", "9999000000127", ("disability_support",), "str. Nouă 11 (demo)"),
    DemoProfile("roata", "petru", "9999000000138", ("social_transport",), "str. Gării 2 (demo)"),
    DemoProfile("fereastra", "lidia", "9999000000149", ("home_care", "counselling"), "str. Viilor 7 (demo)"),
)


def tell(stage: Stage) -> None:
    """Everybody fills in what a call asks for; Casa Mare nearly the rest, too."""
    place = TerritorialUnit.objects.get(slug="valea-exemplului")
    for number, facts in enumerate(PROFILES):
        person = stage.people[facts.person]
        with stage.at(DAYS_AGO - number):
            organization = identity(stage.organizations[facts.key], facts)
            name_signatories(organization, [signatory(person.name)], by=person)
            choose_services(organization, ServiceKind.objects.filter(code__in=facts.services), by=person)
            choose_territories(organization, [place, *([place.parent] if place.parent else [])], by=person)
            account(organization, number, person)
            stage.organizations[facts.key] = organization
    with stage.at(DAYS_AGO - 5, 14):
        casa_mare(stage)


def identity(organization: Organization, facts: DemoProfile) -> Organization:
    """How it is registered and reached."""
    organization.idno, organization.address = facts.idno, facts.address
    organization.registered_on, organization.email = date(2014, 3, 3), f"{facts.key}@demo.invalid"
    organization.save()
    return organization


def signatory(name: str) -> dict[str, object]:
    """The representative signs alone."""
    return {"name": name, "function": "director(oare) (demo)", "signs": "alone", "since_on": date(2019, 1, 15)}


def account(organization: Organization, number: int, person: User) -> BankAccount:
    """An invented account of an invented bank, with right check digits."""
    body = f"XX0000000000000000{number + 10}"
    return add_bank_account(
        organization,
        iban=f"MD{iban.calc_check_digits(f'MD00{body}')}{body}",
        holder=str(organization),
        bank_name="Banca Exemplu (demo)",
        currency="MDL",
        by=person,
    )


def casa_mare(stage: Stage) -> None:
    """Team, years, donors, papers; last year's budget and three policies are still missing."""
    organization, elena = stage.organizations[CSO], stage.people["elena"]
    team = [
        {"name": "Elena Munteanu", "function": "directoare", "part": "full_time", "since_year": 2014},
        {"name": "Vera Ceban", "function": "contabilă", "part": "part_time", "since_year": 2017},
        {"name": "Tudor Moraru (demo)", "function": "asistent social", "part": "full_time", "since_year": 2021},
    ]
    name_team(organization, team, by=elena)
    before_last = stage.told_on.year - 2
    sums = [(Decimal(612_000), Decimal(598_400)), (Decimal(540_500), Decimal(540_500))]
    budgets = [
        {"year": year, "has_none": False, "currency": "MDL", "income": income, "spent": spent}
        for year, (income, spent) in zip((before_last, before_last - 1), sums, strict=True)
    ]
    tell_budgets(organization, budgets, by=stage.people["vera"])
    donors = [
        ("Fundația „Aurora” (demo)", "Bunicii din sat", Decimal(18_000), "EUR", 2023, 2024),
        ("Primăria Valea Exemplului (demo)", "Masă caldă", None, "MDL", 2022, 2024),
    ]
    names = ("donor", "project", "amount", "currency", "from_year", "until_year")
    tell_donors(organization, [dict(zip(names, row, strict=True)) for row in donors], by=elena)
    papers(stage, organization, elena)


def papers(stage: Stage, organization: Organization, elena: User) -> None:
    """Statutes, certificate, an accreditation that holds and one that has run out, four answers about policies."""

    def file(title: str) -> KeptPaper:
        return KeptPaper(paper(title, of=organization, by=elena), date(2014, 3, 3))

    keep_papers(organization, {"statutes": file("Statut"), "registration": file("Certificat")}, by=elena)
    issuer = "Consiliul de acreditare (demo)"
    running = {"kind": "Centru de zi", "number": "AC-117", "issuer": issuer, "valid_from": stage.day(900)}
    over = {"kind": "Îngrijire la domiciliu", "number": "AC-052", "issuer": issuer, "valid_from": stage.day(1900)}
    list_accreditations(
        organization,
        [
            {**running, "valid_until": stage.day(-600), "document": paper("Acreditare", of=organization, by=elena)},
            {**over, "valid_until": stage.day(40)},
        ],
        by=elena,
    )
    has = ("financial_procedures", "anti_fraud", "safeguarding")
    kinds = PolicyKind.objects.in_bulk(field_name="code")
    answers = {
        kinds[code]: PolicyAnswer(True, paper(code.replace("_", " ").capitalize(), of=organization, by=elena))
        for code in has
    }
    why = "Cumpărăm rar și puțin: trei oferte scrise, decide consiliul. Scriem regulile anul acesta."
    answer_policies(organization, {**answers, kinds["procurement"]: PolicyAnswer(False, explanation=why)}, by=elena)
