"""Published targets as a framework: baseline and figures not stated, each target meant as its source words it."""

from decimal import Decimal
from typing import Any

from grants.models import Programme
from monitoring.actions.frameworks import set_up_framework
from monitoring.actions.indicators import TargetEntry, change_indicator, define_indicator, set_targets
from monitoring.models import AcrossGrants, AcrossPeriods, Counts, Framework, Indicator, Level, Operator, Result

# The source's own word stands in the title; the level is the nearest of the three that frameworks know.
RESULTS = {
    "result": (
        Level.OUTCOME,
        {
            "title_ro": "Rezultatele așteptate, așa cum au fost publicate",
            "title_ru": "Ожидаемые результаты, как опубликовано",
            "title_en": "Expected results, as published",
        },
    ),
    "objective": (
        Level.OUTPUT,
        {
            "title_ro": "Obiectivele, așa cum au fost publicate",
            "title_ru": "Задачи, как опубликовано",
            "title_en": "Objectives, as published",
        },
    ),
    "activity": (
        Level.OUTPUT,
        {
            "title_ro": "Activitățile, așa cum au fost publicate",
            "title_ru": "Мероприятия, как опубликовано",
            "title_en": "Activities, as published",
        },
    ),
}
UNITS = {
    "organizations": (Counts.ORGANIZATIONS, {"ro": "organizații", "ru": "организаций", "en": "organisations"}),
    "projects": (Counts.OTHER, {"ro": "proiecte", "ru": "проектов", "en": "projects"}),
    "partnerships": (Counts.OTHER, {"ro": "parteneriate", "ru": "партнёрств", "en": "partnerships"}),
    "persons": (Counts.PERSONS, {"ro": "persoane", "ru": "человек", "en": "persons"}),
}


def load_targets(programme: Programme, targets: list[dict[str, Any]]) -> None:
    """The framework of `programme` as `targets` say; a second run changes nothing but what they correct."""
    if not targets:
        return
    framework = Framework.objects.of_programmes().filter(programme=programme).first()
    framework = framework or set_up_framework(programme, by=None)
    known = {indicator.order: indicator for indicator in framework.indicators.all()}
    for position, facts in enumerate(targets, 1):
        _indicator(framework, position, facts, known.get(position))


def _indicator(framework: Framework, position: int, facts: dict[str, Any], known: Indicator | None) -> None:
    result = _result(framework, facts["level"])
    counts, unit = UNITS[facts["unit"]]
    across = ("distinct", "distinct") if counts == Counts.ORGANIZATIONS else ("sum", "sum")
    said = {
        "result": result,
        "code": str(position),
        "order": position,
        "counts": counts,
        "across_periods": AcrossPeriods(across[0]),
        "across_grants": AcrossGrants(across[1]),
        **{f"title_{code}": facts[f"title_{code}"] for code in unit},
        **{f"unit_of_measure_{code}": word for code, word in unit.items()},
    }
    if known is None:
        indicator = define_indicator(Indicator(framework=framework, **said), by=None)
    elif any(getattr(known, name) != value for name, value in said.items()):
        for name, value in said.items():
            setattr(known, name, value)
        indicator = change_indicator(known, by=None)
    else:
        indicator = known
    value = facts.get("value")
    entry = TargetEntry(facts.get("operator", Operator.NOT_STATED), None if value is None else Decimal(value))
    if not indicator.targets.filter(period=None, operator=entry.operator, value=entry.value).exists():
        set_targets(indicator, {None: entry}, by=None)


def _result(framework: Framework, level: str) -> Result:
    kind, titles = RESULTS[level]
    result = framework.results.filter(title_ro=titles["title_ro"]).first()
    order = list(RESULTS).index(level) + 1
    return result or Result.objects.create(framework=framework, level=kind, order=order, **titles)
