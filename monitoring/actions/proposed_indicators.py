"""The act on the indicators that a draft proposes: replaced as a whole, and joined when two people wrote at once."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from grants.actions.applications.drafts import locked_draft, touch
from grants.models import Application
from grants.receipts import token
from kernel import clock
from kernel.refusals import Refusal
from monitoring.models import ProposedIndicator
from monitoring.queries.proposed_indicators import offered_by, plain, proposals_of
from organizations.models import User

MOST = 40
LARGEST = Decimal("99999999999999")


def _proposal(place: int, row: Mapping[str, Any], offered: set[int]) -> ProposedIndicator:
    chosen = row.get("indicator") or None
    made = ProposedIndicator(
        indicator_id=chosen,
        title="" if chosen else str(row.get("title") or "").strip()[:300],
        unit_of_measure="" if chosen else str(row.get("unit_of_measure") or "").strip()[:80],
        kind="number" if chosen else row.get("kind") or "number",
        baseline_value=row.get("baseline_value"),
        target_value=row.get("target_value"),
        means_of_verification=str(row.get("means_of_verification") or "").strip()[:500],
        order=place,
    )
    where = {"row": place}
    if chosen and chosen not in offered:
        raise Refusal(_("Row %(row)d: this indicator is not among those of the project.") % where)
    if not chosen and not made.title:
        raise Refusal(_("Row %(row)d: choose an indicator of the project or write your own.") % where)
    figures = [value for value in (made.baseline_value, made.target_value) if value is not None]
    if any(abs(value) > LARGEST for value in figures):
        raise Refusal(_("Row %(row)d: the figure is too large to be true.") % where)
    return made


@transaction.atomic
def replace_proposals(application: Application, rows: Sequence[Mapping[str, Any]], *, by: User, base: str) -> str:
    """Replace what the draft proposes by `rows`, in their order; returns the name of who saved meanwhile, or "".

    `base` is the token of the list with which the form was opened. If somebody else saved another list meanwhile,
    theirs stays and what is new or different in this one is added below it: nothing is lost; what stands twice is said.
    """
    row = locked_draft(application, by=by, parts=["indicators"])
    if len(rows) > MOST:
        reason = ngettext(
            "An application proposes at most %(most)d indicator.",
            "An application proposes at most %(most)d indicators.",
            MOST,
        )
        raise Refusal(reason % {"most": MOST})
    offered = {each.pk for each in offered_by(row.call.programme)}
    wanted = [_proposal(place, each, offered) for place, each in enumerate(rows, start=1)]
    standing = proposals_of(row)
    others = [each.saved_by for each in standing if each.saved_by_id != by.pk]
    meanwhile = ""
    if base != token([plain(each) for each in standing]) and others and _texts(wanted) != _texts(standing):
        meanwhile = str(others[-1])
        known = _texts(standing)
        wanted = [*standing, *(each for each in wanted if _text(each) not in known)][:MOST]
    if _texts(wanted) != _texts(standing):
        _store(row, wanted, standing, by)
        touch(row, by=by)
    return meanwhile


def _text(proposal: ProposedIndicator) -> str:
    return repr(_canonical(plain(proposal)))


def _canonical(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, "")}


def _texts(proposals: Sequence[ProposedIndicator]) -> list[str]:
    return [_text(each) for each in proposals]


def _store(
    row: Application, wanted: Sequence[ProposedIndicator], standing: Sequence[ProposedIndicator], by: User
) -> None:
    """Write the list anew; a line that stood there already keeps who wrote it."""
    writers = {_text(each): (each.saved_by, each.saved_at) for each in standing}
    ProposedIndicator.objects.filter(application=row).delete()
    for place, each in enumerate(wanted, start=1):
        each.pk, each.application, each.order = None, row, place
        each.saved_by, each.saved_at = writers.get(_text(each), (by, clock.now()))
    ProposedIndicator.objects.bulk_create(wanted)
