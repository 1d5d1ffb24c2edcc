"""What a call said at each moment: the frozen content of a version, and the readable difference between two."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _

from grants.models import Call, CallVersion, Lot
from kernel import formatting
from kernel.uploads import KINDS
from organizations.models import Nature, TerritorialUnit
from organizations.registries import profile_sections

LANGUAGES = ("ro", "ru", "en")
FACTS = (
    *("title", "summary", "body", "kind", "stages", "deadline_at", "full_deadline_at", "questions_until_on"),
    *("decision_planned_on", "answer_by_on", "money_days", "envelope", "currency", "min_amount", "max_amount"),
    *("most_per_organization", "cofinancing_percent", "budget_periods", "budget_period_months", "natures"),
    *("profile_sections", "needs_confirmation", "is_blind", "hides_title", "hides_place"),
)
# Places that the call or a lot names; kept as sorted slugs under this name.
PLACES = "units"
# The parts of a call by their place in the content: model, path to the call, and what of it is said.
PARTS: Mapping[str, tuple[str, str, tuple[str, ...]]] = {
    "lots": ("lot", "call", ("title", "ceiling", "min_amount", "max_amount")),
    "limits": ("categorylimit", "call", ("category", "percent", "of_whole")),
    "sections": ("callsection", "call", ("title", "stage", "order")),
    "questions": (
        "question",
        "section__call",
        (
            *("section", "kind", "label", "help", "columns", "word_limit", "minimum", "maximum", "most_files"),
            *("most_megabytes", "file_kinds", "is_required", "is_identifying", "shown_if", "order"),
        ),
    ),
    "choices": ("choice", "question__section__call", ("question", "label", "order")),
    "documents": ("requireddocument", "call", ("title", "help", "is_required")),
    "eligibility": ("eligibilitycriterion", "call", ("kind", "text", "explanation", "years")),
    "criteria": ("criterion", "call", ("stage", "title", "guidance", "maximum", "weight", "threshold")),
    "anchors": ("anchor", "criterion__call", ("criterion", "points", "text")),
    "sessions": ("informationsession", "call", ("starts_at", "place", "link", "language", "recording")),
}

# How the values of a list are called.
LISTS: Mapping[str, Callable[[], Mapping[str, Any]]] = {
    "natures": lambda: dict(Nature.choices),
    "profile_sections": lambda: {section.name: section.title for section in profile_sections},
    "file_kinds": lambda: {kind: kind.upper() for kind in KINDS},
}


def model_of(place: str) -> type[models.Model]:
    """The model whose rows stand at `place` of the content."""
    return apps.get_model("grants", "call" if place == "facts" else PARTS[place][0])


def columns_of(model: type[models.Model], names: Iterable[str]) -> list[str]:
    """The columns of `names`: three for a text in three languages."""
    known = {field.name for field in model._meta.get_fields()}
    return [
        each
        for name in names
        for each in ([f"{name}_{code}" for code in LANGUAGES] if f"{name}_ro" in known else [name])
    ]


def plain(value: Any) -> Any:
    """A value of a field as JSON keeps it; an amount with two decimals, a moment in ISO spelling."""
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    if isinstance(value, datetime | date):
        return value.isoformat()
    return "" if value is None else value


def _rows(place: str, call: Call) -> dict[str, dict[str, Any]]:
    _name, path, names = PARTS[place]
    model = model_of(place)
    columns = columns_of(model, names)
    rows = model._default_manager.filter(**{path: call}).order_by("pk").values("pk", *columns)
    return {str(row["pk"]): {name: plain(row[name]) for name in columns} for row in rows}


def content_of(call: Call) -> dict[str, Any]:
    """Everything that the call says, as plain values by place, id and column; names no person. Twelve queries.

    Of a call by invitation it says so, and does not name who is invited: they need not know of each other.
    """
    facts = {name: plain(getattr(call, name)) for name in columns_of(Call, FACTS)}
    facts[PLACES] = sorted(call.units.values_list("slug", flat=True))
    parts = {place: _rows(place, call) for place in PARTS}
    for row in parts["lots"].values():
        row[PLACES] = []
    named = Lot.units.through.objects.filter(lot__call=call).order_by("territorialunit__slug")
    for lot, slug in named.values_list("lot", "territorialunit__slug"):
        parts["lots"][str(lot)][PLACES].append(slug)
    return {"facts": {"0": facts}, **parts}


def versions_of(call: Call) -> QuerySet[CallVersion]:
    """The versions of the call, the newest first."""
    return call.versions.select_related("changed_by", "approved_by").order_by("-number")


@dataclass(frozen=True)
class Change:
    """One thing that is different: where, which field, in which language ("" for none), what it said and says.

    Both texts are "" for a field that was or is empty; `is_new` and `is_gone` mark a part that came or went.
    """

    where: str
    field: str
    language: str
    old: str
    new: str
    is_new: bool = False
    is_gone: bool = False


def difference(older: CallVersion, newer: CallVersion) -> list[Change]:
    """What `newer` says differently than `older`, in the order of the call, in the words of the reader's language."""
    return list(changes_between(older.content, newer.content))


def changes_between(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    """The changes from one content to another."""
    for place in ("facts", *PARTS):
        before, after = old.get(place, {}), new.get(place, {})
        for key in sorted({*before, *after}, key=int):
            yield from _changes_of(place, before.get(key), after.get(key))


def _places(slugs: list[str], otherwise: str) -> str:
    names = [str(each) for each in TerritorialUnit.objects.filter(slug__in=slugs).order_by("name_ro", "pk")]
    return ", ".join(names) or otherwise


def _changes_of(place: str, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> Iterator[Change]:
    where = _name_of(place, after or before or {})
    if before is None or after is None:
        title = _title_of(after or before or {})
        yield Change(
            where,
            "",
            "",
            title if after is None else "",
            title if before is None else "",
            *(before is None, after is None),
        )
        return
    model = model_of(place)
    for column in after:
        if column in before and before[column] != after[column] and column != "order":
            name, language = _split(column)
            label = str(model._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
            yield Change(
                where,
                capfirst(label),
                language,
                _say(model, column, before[column]),
                _say(model, column, after[column]),
            )


def _split(column: str) -> tuple[str, str]:
    name, _mark, code = column.rpartition("_")
    return (name, str(get_language_info(code)["name_local"])) if name and code in LANGUAGES else (column, "")


def _title_of(row: Mapping[str, Any]) -> str:
    """The text by which a part is known, in the reader's language, else in Romanian."""
    language = get_language() or "ro"
    for name in ("title", "label", "text", "place"):
        for code in (language, "ro"):
            if row.get(f"{name}_{code}"):
                return str(row[f"{name}_{code}"])
    return ""


def _name_of(place: str, row: Mapping[str, Any]) -> str:
    if place == "facts":
        return _("The call")
    kind, title = capfirst(str(model_of(place)._meta.verbose_name)), _title_of(row)
    return f"{kind}: {title}" if title else kind


def _say(model: type[models.Model], column: str, value: Any) -> str:
    """A kept value in words: choices by their names, moments, days and numbers by the reader's habit."""
    language = get_language() or "en"
    field = model._meta.get_field(column)
    if column == PLACES:
        return _places(value, _("everywhere") if model is Call else _("as in the call"))
    if column in LISTS:
        return ", ".join(str(LISTS[column]().get(each, each)) for each in value)
    if value in ("", None, []):
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(field, models.DateTimeField):
        return formatting.moment(timezone.localtime(datetime.fromisoformat(value)), language)
    if isinstance(field, models.DateField):
        return formatting.day(date.fromisoformat(value), language)
    if isinstance(field, models.DecimalField):
        return formatting.number(Decimal(value), language, 2)
    if choices := dict(getattr(field, "flatchoices", [])):
        return str(choices.get(value, value))
    return str(value)


def say_change(change: Mapping[str, Any]) -> Change:
    """One change of an amendment, as `grants.amending` keeps it, in the words of a difference; one query."""
    model = apps.get_model("grants", change["model"])
    place = next((each for each, part in PARTS.items() if part[0] == change["model"]), "facts")
    titles = columns_of(model, PARTS[place][2]) if place in PARTS else []
    row = model._default_manager.filter(pk=change["id"]).values(*titles).first() or {}
    name, language = _split(change["field"])
    label = capfirst(str(model._meta.get_field(name).verbose_name))
    old, new = (_say(model, change["field"], change[each]) for each in ("old", "new"))
    return Change(_name_of(place, row), label, language, old, new)
