"""The steps of an application's form, and the texts that were set aside on each."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from grants.models import Application, Question, SetAside
from grants.queries.applications.answers import in_words
from grants.queries.applications.clarifications import opened_parts
from grants.queries.applications.completeness import Completeness
from grants.queries.applications.contents import Contents
from grants.registries import application_steps
from organizations.models import TerritorialUnit


@dataclass(frozen=True)
class FormStep:
    """One step: its name in the address, its heading, how many gaps it has (None: not counted), what was done of it."""

    name: str
    title: str
    url: str
    gaps: int | None
    note: str
    is_here: bool


def steps_of(application: Application, completeness: Completeness | None, here: str) -> list[FormStep]:
    """The steps of the form in their order, those of other floors before the budget; one query.

    An answer to a clarification has only those that are open.
    """
    reference = application.reference
    names = [("facts", _("The project in short"))]
    names += [
        (f"section-{section.pk}", section.title)
        for section in application.call.sections.filter(stage=application.stage)
    ]
    added = {step.name: step for step in application_steps}
    names += [(step.name, str(step.title)) for step in added.values()]
    names += [
        ("budget", _("Budget")),
        ("files", _("Files")),
        ("partner", _("Authority partner")),
        ("check", _("Check and submit")),
    ]
    opened = opened_parts(application)
    if opened is not None:
        names = [(name, title) for name, title in names if name in opened or name == "check"]
    return [
        FormStep(
            name,
            title,
            added[name].url_of(application)
            if name in added
            else reverse("grants:application_step", args=[reference, name]),
            _gaps_on(completeness, name),
            step_words(completeness, name),
            name == here,
        )
        for name, title in names
    ]


def _gaps_on(completeness: Completeness | None, name: str) -> int | None:
    if completeness is None:
        return None
    return len(completeness.gaps) if name == "check" else sum(gap.step == name for gap in completeness.gaps)


def step_words(completeness: Completeness | None, name: str) -> str:
    """What stands beside a step: how much of it is done; nothing beside a finished one or one that needs nothing."""
    gaps = _gaps_on(completeness, name)
    if not completeness or not gaps:
        return ""
    if name == "check":
        return ngettext("%(gaps)d point left", "%(gaps)d points left", gaps) % {"gaps": gaps}
    met, needed = completeness.steps[name]
    return _("%(met)d of %(needed)d") % {"met": met, "needed": needed}


def progress_words(application: Application, completeness: Completeness, here: str) -> dict[str, Any]:
    """What the page's script prints after a save: the whole in percent, each step, and what is left on this one."""
    return {
        "percent": _("%(percent)d %% complete") % {"percent": completeness.percent},
        "steps": {step.name: step.note for step in steps_of(application, completeness, here)},
        "gaps": [{"anchor": gap.anchor, "text": gap.text} for gap in completeness.gaps if gap.step == here],
    }


@dataclass(frozen=True)
class Aside:
    """A text that was set aside beside the one that was saved, both in words."""

    pk: int
    label: str
    mine: str
    by: str
    at: datetime
    saved: str


def asides_of(contents: Contents, step: str) -> list[Aside]:
    """The texts set aside that belong to `step`; at most one query when there are none."""
    return [_aside(contents.application, row) for row in contents.set_aside if step_of(row) == step]


def step_of(aside: SetAside) -> str:
    """The step on which a text that was set aside stands."""
    if not aside.key.startswith("question-"):
        return "budget" if aside.key == "budget" else "facts"
    question = Question.objects.filter(pk=aside.key.removeprefix("question-")).first()
    return f"section-{question.section_id}" if question else "facts"


def _aside(application: Application, row: SetAside) -> Aside:
    label, mine, saved = _texts(application, row)
    return Aside(pk=row.pk, label=label, mine=mine, by=str(row.written_by), at=row.written_at, saved=saved)


def _texts(application: Application, row: SetAside) -> tuple[str, str, str]:
    """What the text is about, the text that was set aside and the one that was saved, all in words."""
    if row.key.startswith("question-"):
        question = Question.objects.prefetch_related("choices").get(pk=row.key.removeprefix("question-"))
        answer = application.answers.filter(question=question).first()
        return question.label, in_words(question, row.value), in_words(question, answer.value if answer else None)
    if row.key == "budget":
        lines = [f"{each['description']}: {each['quantity']} × {each['unit_price']}" for each in row.value or []]
        now = [f"{each.description}: {each.quantity} × {each.unit_price}" for each in application.budget_lines.all()]
        return _("Budget"), "\n".join(lines), "\n".join(now)
    if row.key == "units":
        mine = ", ".join(str(each) for each in TerritorialUnit.objects.filter(pk__in=row.value or []))
        return _("Where the work is done"), mine, ", ".join(str(each) for each in application.units.all())
    if row.key == "lot":
        chosen = application.call.lots.filter(pk=row.value or 0).first()
        return _("Lot to which you apply"), str(chosen or ""), str(application.lot or "")
    label = _("Title of the project") if row.key == "title" else _("The project in short")
    return label, str(row.value), getattr(application, row.key)
