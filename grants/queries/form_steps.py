"""The steps of an application's form, and the texts that were set aside on each."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from grants.models import Application, Question, SetAside
from grants.queries.answers import in_words
from grants.queries.completeness import Completeness


@dataclass(frozen=True)
class FormStep:
    """One step: its name in the address, its heading, how many gaps it has (None: not counted)."""

    name: str
    title: str
    url: str
    gaps: int | None
    is_here: bool


def steps_of(application: Application, completeness: Completeness | None, here: str) -> list[FormStep]:
    """The steps of the form in their order; one query."""
    names = [("facts", _("The project in short"))]
    names += [(f"section-{section.pk}", section.title) for section in application.call.sections.all()]
    names += [
        ("budget", _("Budget")),
        ("files", _("Files")),
        ("partner", _("Authority partner")),
        ("check", _("Check and submit")),
    ]
    found = completeness.gaps if completeness else ()
    return [
        FormStep(
            name,
            title,
            reverse("grants:application_step", args=[application.reference, name]),
            sum(gap.step == name for gap in found) if completeness else None,
            name == here,
        )
        for name, title in names
    ]


@dataclass(frozen=True)
class Aside:
    """A text that was set aside beside the one that was saved, both in words."""

    pk: int
    label: str
    mine: str
    by: str
    at: Any
    saved: str


def asides_of(application: Application, step: str) -> list[Aside]:
    """The texts set aside that belong to `step`; one query when there are none."""
    rows = list(application.set_aside.select_related("written_by"))
    return [_aside(application, row) for row in rows if step_of(row) == step]


def step_of(aside: SetAside) -> str:
    """The step on which a text that was set aside stands."""
    if not aside.key.startswith("question-"):
        return "budget" if aside.key == "budget" else "facts"
    question = Question.objects.filter(pk=aside.key.removeprefix("question-")).first()
    return f"section-{question.section_id}" if question else "facts"


def _aside(application: Application, row: SetAside) -> Aside:
    words = {"pk": row.pk, "by": str(row.written_by), "at": row.written_at}
    if row.key.startswith("question-"):
        question = Question.objects.prefetch_related("choices").get(pk=row.key.removeprefix("question-"))
        answer = application.answers.filter(question=question).first()
        saved = in_words(question, answer.value if answer else None)
        return Aside(label=question.label, mine=in_words(question, row.value), saved=saved, **words)
    if row.key == "budget":
        lines = [f"{each['description']}: {each['quantity']} × {each['unit_price']}" for each in row.value]
        now = [f"{each.description}: {each.quantity} × {each.unit_price}" for each in application.budget_lines.all()]
        return Aside(label=_("Budget"), mine="\n".join(lines), saved="\n".join(now), **words)
    if row.key == "units":
        mine = ", ".join(str(each) for each in application.call.programme.units.model.objects.filter(pk__in=row.value))
        saved = ", ".join(str(each) for each in application.units.all())
        return Aside(label=_("Where the work is done"), mine=mine, saved=saved, **words)
    label = _("Title of the project") if row.key == "title" else _("The project in short")
    return Aside(label=label, mine=str(row.value), saved=getattr(application, row.key), **words)
