"""What each section of a profile prints for those who may read it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kernel.templatetags.raboj import day, money
from organizations.models import Accreditation, Organization, Policy, PolicyKind, ProfilePaper
from organizations.queries.profile.checks import says_none


@dataclass(frozen=True)
class Tagged:
    """A cell with a word beside it in a tone that kernel.tones knows."""

    text: str
    tone: str
    word: str


@dataclass(frozen=True)
class Shown:
    """Facts by name, or a table of cells (text, Tagged or a Document); `none` is said when there is nothing."""

    facts: tuple[tuple[str, Any], ...] = ()
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[Any, ...], ...] = ()
    none: str = ""


def read_whole(organization: Organization) -> Organization:
    """`organization` with all rows of its profile read: ten queries, however many rows there are."""
    with_files = (
        Prefetch("accreditations", Accreditation.objects.select_related("document__organization")),
        Prefetch("policies", Policy.objects.select_related("kind", "document__organization")),
        Prefetch("papers", ProfilePaper.objects.select_related("document__organization")),
    )
    rows = ("signatories", "team", "services", "territories", "year_budgets", "past_grants", "section_answers")
    prefetch_related_objects([organization], *rows, *with_files)
    return organization


def _table(heads: Iterable[str], rows: Iterable[tuple[Any, ...]], none: str = "") -> Shown:
    return Shown(heads=tuple(heads), rows=tuple(rows), none=none or _("Nothing entered yet."))


def _until(value: date | None, *, is_past: bool) -> str | Tagged:
    if value is None:
        return _("no end")
    return Tagged(day(value), "late", _("run out")) if is_past else day(value)


def _amount(amount: Decimal | None, currency: str) -> str:
    return money(amount, currency, missing=_("not told"))


def show_identity(organization: Organization) -> Shown:
    """Who it is and how to reach it; a doubtful IDNO with the reason that was written."""
    idno: str | Tagged = organization.idno
    if organization.idno_note:
        idno = Tagged(f"{organization.idno} ({organization.idno_note})", "wait", _("check digit does not agree"))
    return Shown(
        facts=(
            (_("Name"), organization.name),
            (_("Kind"), str(organization.get_nature_display())),
            ("IDNO", idno),
            (_("Registered on"), day(organization.registered_on)),
            (_("What it does"), organization.summary or ""),
            (_("Place"), str(organization.unit or "")),
            (_("Postal address"), organization.address),
            (_("E-mail"), organization.email),
            (_("Phone"), organization.phone),
            (_("Website"), organization.website),
        )
    )


def show_signatories(organization: Organization) -> Shown:
    """Everybody named, those whose right has ended too."""
    heads = (pgettext("person", "Name"), _("Function"), _("Signs"), _("Since"), _("Until"))
    return _table(
        heads,
        (
            (
                row.name,
                row.function,
                str(row.get_signs_display()),
                day(row.since_on),
                _until(row.until_on, is_past=row.until_on is not None and not row.is_current),
            )
            for row in organization.signatories.all()
        ),
    )


def show_team(organization: Organization) -> Shown:
    """Everybody named."""
    return _table(
        (pgettext("person", "Name"), _("Function"), _("Works"), _("Since the year")),
        (
            (row.name, row.function, str(row.get_part_display()), str(row.since_year or _("not told")))
            for row in organization.team.all()
        ),
    )


def show_services(organization: Organization) -> Shown:
    """What was chosen, and what was added in words."""
    chosen = ", ".join(str(each) for each in organization.services.all())
    return Shown(facts=((_("Services"), chosen), (_("Other services"), organization.other_services or "")))


def show_territories(organization: Organization) -> Shown:
    """The places chosen."""
    return Shown(facts=((_("Places"), ", ".join(str(each) for each in organization.territories.all())),))


def show_budgets(organization: Organization) -> Shown:
    """Year by year; no money is said in words and never as 0."""
    none = _("no money that year")
    return _table(
        (_("Year"), _("Income"), _("Spent")),
        (
            (str(row.year), none, none)
            if row.has_none
            else (str(row.year), _amount(row.income, row.currency), _amount(row.spent, row.currency))
            for row in organization.year_budgets.all()
        ),
    )


def show_donors(organization: Organization) -> Shown:
    """Grants received elsewhere, as the organisation tells them."""
    none = _("None so far, says the organisation.") if says_none(organization, "donors") else ""
    return _table(
        (_("Donor"), _("Project"), _("Amount"), _("Years")),
        (
            (
                row.donor,
                row.project,
                _amount(row.amount, row.currency),
                str(row.from_year) if row.from_year == row.until_year else f"{row.from_year}–{row.until_year}",
            )
            for row in organization.past_grants.all()
        ),
        none,
    )


def show_accreditation(organization: Organization) -> Shown:
    """Those that hold and those that have run out."""
    none = _("None, says the organisation.") if says_none(organization, "accreditation") else ""
    return _table(
        (_("Accredited for"), _("Number"), _("Issued by"), _("Valid from"), _("Valid until"), _("Document")),
        (
            (
                row.kind,
                row.number,
                row.issuer,
                day(row.valid_from),
                _until(row.valid_until, is_past=row.is_expired),
                row.document or _("no file"),
            )
            for row in organization.accreditations.all()
        ),
        none,
    )


def show_policies(organization: Organization) -> Shown:
    """Each policy of the list with its answer: the document, or why there is none."""
    answers = {row.kind_id: row for row in organization.policies.all()}
    rows: list[tuple[Any, ...]] = []
    for kind in PolicyKind.objects.filter(is_in_use=True):
        answer = answers.get(kind.pk)
        if answer is None:
            rows.append((kind.name, _("not answered"), ""))
        elif answer.is_there:
            rows.append((kind.name, _("yes"), answer.document))
        else:
            rows.append((kind.name, _("no"), answer.explanation))
    return _table((_("Policy"), _("Answer"), _("Document or explanation")), rows)


def show_documents(organization: Organization) -> Shown:
    """The papers that hold now."""
    return _table(
        (_("Paper"), _("Document"), _("Issued on")),
        (
            (str(row.get_kind_display()), row.document, day(row.issued_on) or _("not told"))
            for row in organization.papers.all()
        ),
    )
