"""What an application still lacks before it can be submitted, place by place."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from grants.models import Application, ConfirmationStatus, Question, QuestionKind
from grants.queries.applications.answers import asked_of, fault, is_empty, values_of
from grants.queries.applications.budgets import budget_gaps, totals_of
from grants.queries.calls.ceilings import ceiling_faults
from grants.queries.calls.intake import may_apply, questions_of
from organizations.queries.profile import completeness_of as profile_of


@dataclass(frozen=True)
class Gap:
    """One thing to mend: on which step of the form, at which field, in one sentence; or at `url`, outside the form."""

    step: str
    anchor: str
    text: str
    url: str = ""


@dataclass(frozen=True)
class Completeness:
    """All gaps, and the share of what is needed that is there, from 0 to 100."""

    gaps: tuple[Gap, ...]
    percent: int

    @property
    def is_complete(self) -> bool:
        """Whether nothing is missing."""
        return not self.gaps


def step_of(question: Question) -> str:
    """The step of the form on which the question stands."""
    return f"section-{question.section_id}"


def _facts(application: Application) -> Iterator[Gap | None]:
    yield None if application.title else Gap("facts", "id_title", _("The project has no title."))
    yield None if application.summary else Gap("facts", "id_summary", _("The project is not described in short."))
    yield None if application.units.exists() else Gap("facts", "id_units", _("No place of work is chosen."))
    yield from _lot(application)
    if not may_apply(application.call, application.organization):
        yield Gap("facts", "id_title", _("The call is not open to organisations of this kind."))


def _lot(application: Application) -> Iterator[Gap | None]:
    if not application.call.lots.exists():
        return
    lot = application.lot
    if lot is None or lot.call_id != application.call_id:
        yield Gap("facts", "id_lot", _("No lot is chosen: say to which part of the call you apply."))
        return
    yield None
    within = set(lot.units.values_list("pk", flat=True))
    places = list(application.units.all()) if within else []
    outside = [str(each) for each in places if each.pk not in within]
    if outside:
        words = _("%(places)s: outside the territory of the lot “%(lot)s”.")
        yield Gap("facts", "id_units", words % {"places": ", ".join(outside), "lot": lot})


def _questions(application: Application) -> Iterator[Gap | None]:
    values = values_of(application)
    with_files = set(application.files.exclude(question=None).values_list("question_id", flat=True))
    for question in asked_of(list(questions_of(application.call, application.stage)), values):
        value = values.get(question.pk)
        is_file = question.kind == QuestionKind.FILE
        step, anchor = step_of(question), f"id_question-{question.pk}"
        wrong = fault(question, value)
        if wrong:
            yield Gap(step, anchor, f"{question.label}: {wrong}")
        elif question.is_required and (question.pk not in with_files if is_file else is_empty(value)):
            yield Gap(step, anchor, _("Not answered: %(question)s") % {"question": question.label})
        elif question.is_required:
            yield None


def _documents(application: Application) -> Iterator[Gap | None]:
    there = set(application.files.exclude(requirement=None).values_list("requirement_id", flat=True))
    for wanted in application.call.required_documents.filter(is_required=True):
        missing = Gap("files", f"document-{wanted.pk}", _("Missing: %(document)s") % {"document": wanted.title})
        yield None if wanted.pk in there else missing


def _partner(application: Application) -> Iterator[Gap | None]:
    if not application.call.needs_confirmation:
        return
    good = [ConfirmationStatus.CONFIRMED, ConfirmationStatus.PAPER]
    if application.confirmations.filter(status__in=good).exists():
        yield None
    elif application.confirmations.filter(status=ConfirmationStatus.ASKED).exists():
        yield Gap("partner", "partners", _("The authority has not confirmed the partnership yet."))
    else:
        yield Gap("partner", "partners", _("No authority has confirmed a partnership."))


def _set_aside(application: Application) -> Iterator[Gap]:
    for text in application.set_aside.all():
        step = "budget" if text.key == "budget" else "facts"
        if text.key.startswith("question-"):
            question = Question.objects.filter(pk=text.key.removeprefix("question-")).first()
            step = step_of(question) if question else "facts"
        yield Gap(step, f"aside-{text.pk}", _("Two people wrote at once: choose which text stays."))


def _profile(application: Application) -> Iterator[Gap | None]:
    """What the call asks of the applicant's profile; it is mended there, once for every call."""
    wanted = application.call.profile_sections
    profile = reverse("organizations:profile", args=[application.organization.slug])
    for section in profile_of(application.organization, only=wanted).sections if wanted else ():
        url = f"{profile}#{section.name}"
        if section.is_complete:
            yield None
        for gap in section.gaps:
            text = _("Profile, %(section)s: %(gap)s") % {"section": section.title, "gap": gap}
            yield Gap("check", section.name, text, url)


def completeness_of(application: Application) -> Completeness:
    """Every gap of the application in the order of the form; a fixed number of queries, one more for each clash."""
    found: list[Gap | None] = [*_facts(application), *_questions(application)]
    totals = totals_of(application.budget_lines.all())
    budget = [Gap("budget", "budget", text) for text in budget_gaps(application.call, totals, application.lot)]
    ceilings = ceiling_faults(application.organization, application.call, application.requested, without=application)
    budget += [Gap("budget", "budget", text) for text in ceilings]
    found += budget or [None]
    found += [*_documents(application), *_partner(application), *_profile(application), *_set_aside(application)]
    gaps = tuple(gap for gap in found if gap is not None)
    return Completeness(gaps, round(100 * (len(found) - len(gaps)) / len(found)))
