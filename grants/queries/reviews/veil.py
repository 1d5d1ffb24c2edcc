"""What a blind call hides from its reviewers, and an application as they read it.

Every page, file and export for reviewers takes the application from here, in blind calls and in others alike.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from grants.models import Application, ApplicationBudgetLine, ApplicationFile, PartnerConfirmation
from grants.naming import committee_names
from grants.queries.applications.budgets import BudgetTotals
from grants.queries.applications.reading import ReadAnswer, reading_of
from grants.queries.reviews.relations import names_of
from grants.registries import application_steps
from grants.veiling import bare_names, hide, person_names, surnames
from organizations.models import Membership


@dataclass(frozen=True)
class Veil:
    """What is hidden of one application; `is_on` False hides nothing."""

    is_on: bool = False
    hides_title: bool = False
    hides_place: bool = False
    names: frozenset[str] = frozenset()
    capitalised: frozenset[str] = frozenset()
    people: frozenset[str] = field(default=frozenset(), repr=False)

    @property
    def mark(self) -> str:
        """What stands where something is hidden."""
        return pgettext("name", "[hidden]")

    def text(self, text: str) -> str:
        """`text` without the names."""
        if not self.is_on:
            return text
        # The longest first, so that of a name within a name nothing stays.
        names = sorted(self.names | self.people, key=lambda name: (-len(name), name))
        return hide(text, names, self.mark, capitalised=sorted(self.capitalised))


def veil_of(application: Application) -> Veil:
    """The veil over one application: nothing in an open call, or once the names are opened. Seven queries.

    Hidden are the names of the organisation, of its people past and present, of whoever wrote the application, of
    signatories and team of its profile, of partner authorities and who answered for them.
    """
    call = application.call
    if not call.is_veiled:
        return Veil()
    names: set[str] = set()
    for each in names_of(application.organization):
        names |= bare_names(each)
    people = set(
        Membership.objects.filter(organization=application.organization_id).values_list("user__name", flat=True)
    )
    people |= {str(each) for each in (application.created_by, application.saved_by, application.submitted_by) if each}
    people |= set(application.organization.signatories.values_list("name", flat=True))
    people |= set(application.organization.team.values_list("name", flat=True))
    for partner in application.confirmations.select_related("authority__organization"):
        people.add(partner.person_name.split(",")[0].split("(")[0])
        for each in names_of(partner.authority.organization):
            names |= bare_names(each)
    if call.hides_place:
        for unit in application.units.all():
            for name in names_of(unit):
                names |= bare_names(name)
    return Veil(
        is_on=True,
        hides_title=call.hides_title,
        hides_place=call.hides_place,
        names=frozenset(names),
        capitalised=frozenset(found for name in people for found in surnames(name)),
        people=frozenset(found for name in people for found in person_names(name)),
    )


@dataclass(frozen=True)
class SheetFile:
    """A file as the committee names it."""

    file: ApplicationFile
    name: str


@dataclass(frozen=True)
class PartnerLine:
    """An authority partner in words; without its name where names are hidden."""

    name: str
    status: Any
    contribution: str


@dataclass(frozen=True)
class SheetAnswer:
    """A question and what a reviewer reads under it."""

    label: str
    columns: list[str]
    text: str
    rows: list[list[str]]
    files: list[SheetFile]


@dataclass(frozen=True)
class SheetSection:
    """A section's heading and its answers."""

    title: str
    answers: list[SheetAnswer]


@dataclass(frozen=True)
class SheetAddition:
    """What another floor adds to the application, in words: (heading, text) pairs under a title."""

    title: str
    lines: list[tuple[str, str]]


@dataclass(frozen=True)
class SheetReading:
    """An application as a reviewer reads it."""

    title: str
    summary: str
    organization: str
    places: list[str]
    sections: list[SheetSection]
    added: list[SheetAddition]
    budget: list[ApplicationBudgetLine]
    totals: BudgetTotals
    partners: list[PartnerLine]
    documents: list[tuple[str, SheetFile | None]]
    others: list[SheetFile]
    veil: Veil


def sheet_reading(application: Application) -> SheetReading:
    """The application with everything hidden that its call hides; twenty queries in a blind call."""
    veil = veil_of(application)
    reading = reading_of(application)
    files = committee_files(application, veil)
    for line in reading.budget:
        line.description = veil.text(line.description)
    return SheetReading(
        title=title_for(application, veil),
        summary=veil.text(application.summary),
        organization=veil.mark if veil.is_on else str(application.organization),
        places=[veil.mark] if veil.hides_place else [str(each) for each in application.units.all()],
        sections=[
            SheetSection(veil.text(each.title), [_answer(answer, files, veil) for answer in each.answers])
            for each in reading.sections
        ],
        added=_added(application, veil),
        budget=reading.budget,
        totals=reading.totals,
        partners=[_partner(each, veil) for each in reading.partners],
        documents=[
            (each.requirement.title, files.get(each.file.pk) if each.file else None) for each in reading.documents
        ],
        others=[files[each.pk] for each in reading.other_files if each.pk in files],
        veil=veil,
    )


def _added(application: Application, veil: Veil) -> list[SheetAddition]:
    """Steps of other floors that hold something, such as proposed indicators; a fixed number of queries for each."""
    found = []
    for step in application_steps:
        words = step.words_of(step.content_of(application))
        lines = [(veil.text(label), veil.text(text)) for _key, label, text in words]
        if lines:
            found.append(SheetAddition(str(step.title), lines))
    return found


def title_for(application: Application, veil: Veil) -> str:
    """The title as reviewers read it."""
    if not veil.is_on:
        return application.title
    return (
        _("Application %(reference)s") % {"reference": application.reference}
        if veil.hides_title
        else veil.text(application.title)
    )


def committee_files(application: Application, veil: Veil) -> dict[int, SheetFile]:
    """The files that a reviewer may open, by id, under the committee's names; two queries.

    In a blind call the files that answer an identifying question are left out.
    """
    rows = application.files.select_related("document", "requirement", "question", "application__organization")
    files = [
        each
        for each in rows.order_by("attached_at", "pk")
        if not (veil.is_on and each.question is not None and each.question.is_identifying)
    ]
    names = committee_names(files, blind=veil.is_on)
    return {each.pk: SheetFile(each, names[each.pk]) for each in files}


def _partner(partner: PartnerConfirmation, veil: Veil) -> PartnerLine:
    name = veil.mark if veil.is_on else str(partner.authority)
    return PartnerLine(name, partner, veil.text(f"{partner.contribution}\n{partner.note}".strip()))


def _answer(answer: ReadAnswer, files: Mapping[int, SheetFile], veil: Veil) -> SheetAnswer:
    question = answer.question
    if veil.is_on and question.is_identifying:
        return SheetAnswer(question.label, [], veil.mark, [], [])
    rows = [[veil.text(str(cell)) for cell in row] for row in answer.rows]
    mine = [files[each.pk] for each in answer.files if each.pk in files]
    return SheetAnswer(question.label, question.column_titles, veil.text(answer.text), rows, mine)
