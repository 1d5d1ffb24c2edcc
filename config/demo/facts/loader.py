"""Plays the real facts through the acts. A second run changes nothing; a corrected file corrects what it says.

The installation itself stands in the record for it: a person who is nobody's member and cannot log in.
"""

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction

from config.demo.facts import texts
from config.demo.facts.targets import load_targets
from grants.actions.money.ledger import post_published_entry, reverse_entry
from grants.actions.programmes.funding import add_funding_line, correct_funding_line
from grants.actions.programmes.life import complete_programme, create_programme, publish_programme, start_programme
from grants.models import EntryKind, Precision, Programme, ProgrammeStatus, ReversalReason, Source
from kernel import clock
from kernel.money import Money
from organizations.actions.activity import record
from organizations.models import SYSTEM_EMAIL, Organization, User

FOLDER = Path(__file__).parent
PROGRAMMES = ("milab", "esocial", "better-social-services", "moldova-assist")
# What leads to the status that a source states, from a programme just set up.
STEPS = {
    ProgrammeStatus.ACTIVE: (start_programme,),
    ProgrammeStatus.COMPLETED: (start_programme, complete_programme),
    ProgrammeStatus.NOT_STATED: (),
}


def read(name: str) -> dict[str, Any]:
    """The facts file `name` (without ending) of this folder."""
    with (FOLDER / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def system_person() -> User:
    """Who stands in the record for what the installation copies by itself."""
    person = User.objects.filter(email=SYSTEM_EMAIL).first()
    return person or User.objects.create_user(SYSTEM_EMAIL, name="Răboj", is_active=False)


@transaction.atomic
def load() -> list[Programme]:
    """Organisations, sources and the four programmes with the pilot, published; in the order of `PROGRAMMES`."""
    by = system_person()
    for facts in read("organizations")["organization"]:
        _organization(facts, by)
    return [_programme(read(name), by) for name in PROGRAMMES]


def _organization(facts: dict[str, Any], by: User) -> None:
    if Organization.objects.filter(slug=facts["slug"]).exists():
        return
    organization = Organization.objects.create(**facts, published_at=clock.now(), published_by=by)
    record("organization_published", organization, by=by, organization=organization)


def _programme(facts: dict[str, Any], by: User) -> Programme:
    source = texts.source(facts["source"])
    programme = Programme.objects.filter(code=facts["programme"]["code"]).first() or _new(facts, source, by)
    _plan(programme, facts.get("planned", []), source, by)
    _spend(programme, facts.get("spent", {}).get("years", {}), source, by)
    texts.write(programme, facts, source)
    load_targets(programme, facts.get("targets", []))
    if not programme.is_published:
        programme = publish_programme(programme, by=by)
    return programme


def _new(facts: dict[str, Any], source: Source, by: User) -> Programme:
    """Set up and moved to the status that the source states; with none stated, it starts as that."""
    given = dict(facts["programme"])
    words, status, implementer = given.pop("texts"), given.pop("status"), given.pop("implementer", None)
    initial = {"status": status} if status == ProgrammeStatus.NOT_STATED else {}
    programme = Programme(
        **given,
        **words,
        **initial,
        source=source,
        implementer=Organization.objects.get(slug=implementer) if implementer else None,
    )
    programme = create_programme(programme, by=by)
    for step in STEPS[status]:
        programme = step(programme, by=by)
    return programme


def _plan(programme: Programme, plans: list[dict[str, Any]], source: Source, by: User) -> None:
    known = {(line.year, line.donor_id): line for line in programme.funding_lines.all()}
    for plan in plans:
        donor = Organization.objects.get(slug=plan["donor"])
        for year, text in plan["years"].items():
            amount = Money(Decimal(text), programme.currency)
            line = known.get((int(year), donor.pk))
            if line is None:
                add_funding_line(programme, year=int(year), donor=donor, amount=amount, by=by, source=source)
            elif line.amount != amount.amount:
                correct_funding_line(line, amount=amount, by=by)


def _spend(programme: Programme, years: dict[str, str], source: Source, by: User) -> None:
    in_force = programme.ledger_entries.in_force().filter(kind=EntryKind.EXPENDITURE, source=source)
    known = {entry.value_on.year: entry for entry in in_force}
    for year, text in years.items():
        entry, amount = known.get(int(year)), Money(Decimal(text), programme.currency)
        if entry is not None and entry.amount == amount.amount:
            continue
        if entry is not None:
            reverse_entry(entry, by=by, approved_by=None, reason=ReversalReason.WRONG_AMOUNT)
        post_published_entry(
            kind=EntryKind.EXPENDITURE,
            programme=programme,
            amount=amount,
            value_on=date(int(year), 1, 1),
            precision=Precision.YEAR,
            source=source,
            by=by,
        )
