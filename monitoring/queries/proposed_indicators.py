"""Answers about the indicators that an application proposes: to choose from, to read, to freeze, what is missing."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from grants.models import Application, Programme
from kernel import formatting
from kernel.compiled import compiled
from monitoring.models import Framework, Indicator, ProposedIndicator


def offered_by(programme: Programme) -> list[Indicator]:
    """The indicators of the project's framework, in its order; one query, none of a project without a framework."""
    own = Framework.objects.of_programmes().filter(programme=programme)
    rows = Indicator.objects.filter(framework__in=own).select_related("result")
    return list(rows.order_by("result__order", "order", "code", "pk"))


def rows_of(application: Any) -> QuerySet[ProposedIndicator]:
    """The rows that make up what the application proposes."""
    return ProposedIndicator.objects.filter(application=application)


@compiled
def _proposals(*, application: Any) -> QuerySet[ProposedIndicator]:
    return rows_of(application).select_related("indicator__result", "saved_by").order_by("order", "pk")


def proposals_of(application: Application) -> list[ProposedIndicator]:
    """What the application proposes, in its order; one query."""
    return _proposals(application=application.pk)


def plain(proposal: ProposedIndicator) -> dict[str, Any]:
    """One proposal as plain values, in one spelling."""
    return {
        "indicator": proposal.indicator_id,
        "title": proposal.title,
        "unit_of_measure": proposal.unit_of_measure,
        "kind": str(proposal.kind),
        "baseline_value": _number(proposal.baseline_value),
        "target_value": _number(proposal.target_value),
        "means_of_verification": proposal.means_of_verification,
    }


def _number(value: Any) -> str | None:
    return None if value is None else f"{value:.4f}"


def content_of(application: Application) -> list[dict[str, Any]]:
    """What the submitted version freezes: each proposal with its title in Romanian."""
    with translation.override("ro"):
        return [{**plain(each), "title": each.name, "unit_of_measure": each.unit} for each in proposals_of(application)]


def words_of(content: list[dict[str, Any]]) -> Iterable[tuple[str, str, str]]:
    """What was frozen, in the reader's language: each indicator by its title, with baseline, target and means."""
    language = get_language() or "en"
    for each in content:
        unit = each["unit_of_measure"]
        baseline, target = (
            _("not stated")
            if each[name] is None
            else f"{formatting.number(Decimal(each[name]), language)} {unit}".strip()
            for name in ("baseline_value", "target_value")
        )
        words = {"baseline": baseline, "target": target}
        text = _("Baseline: %(baseline)s; target: %(target)s") % words
        if each["means_of_verification"]:
            text = f"{text}\n{each['means_of_verification']}"
        yield each["title"], each["title"], text


def gaps_of(reading: dict[str, Any] | None) -> Iterable[tuple[str, str]]:
    """In what `reading_of` returned: a proposal without a target, and an indicator that stands twice; no query."""
    seen: set[str] = set()
    for each in reading["rows"] if reading else ():
        if each.target_value is None:
            yield "proposals", _("“%(indicator)s” has no target.") % {"indicator": each.name}
        if each.name in seen:
            yield "proposals", _("“%(indicator)s” stands twice: keep one.") % {"indicator": each.name}
        seen.add(each.name)


def reading_of(application: Application) -> dict[str, Any] | None:
    """What is printed wherever the application is read; None when it proposes nothing."""
    rows = proposals_of(application)
    return {"rows": rows} if rows else None
