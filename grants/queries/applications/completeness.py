"""What an application still lacks before it can be submitted, place by place."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from grants.models import Application, ConfirmationStatus, Lot, Question, QuestionKind, RecipientCeiling
from grants.queries.applications.answers import fault, is_empty
from grants.queries.applications.budgets import budget_gaps, totals_of
from grants.queries.applications.clarifications import opened_parts
from grants.queries.applications.contents import Contents
from grants.queries.calls.ceilings import ceiling_faults
from grants.queries.calls.intake import may_apply
from grants.registries import application_steps
from kernel import clock
from organizations.queries.profile import completeness_of as profile_of


@dataclass(frozen=True)
class Gap:
    """One thing to mend: on which step of the form, at which field, in one sentence; or at `url`, outside the form."""

    step: str
    anchor: str
    text: str
    url: str = ""


@dataclass(frozen=True)
class Need:
    """One thing that an application needs, on a step of its form: met, or with the gap that says what is missing."""

    step: str
    gap: Gap | None


@dataclass(frozen=True)
class Completeness:
    """All gaps, the share of what is needed that is there, from 0 to 100, and how much of each step is done.

    `steps` holds (met, needed) by name of step; a step that needs nothing is not in it.
    """

    gaps: tuple[Gap, ...]
    percent: int
    steps: dict[str, tuple[int, int]]

    @property
    def is_complete(self) -> bool:
        """Whether nothing is missing."""
        return not self.gaps


def step_of(question: Question) -> str:
    """The step of the form on which the question stands."""
    return f"section-{question.section_id}"


def _need(step: str, is_met: object, anchor: str, text: str) -> Need:
    return Need(step, None if is_met else Gap(step, anchor, text))


@dataclass(frozen=True)
class _There:
    """What an application and its call have at all, asked in one query, so that most drafts ask no further."""

    places: bool
    lots: bool
    ceilings: bool


def _there(application: Application) -> _There:
    ceilings = RecipientCeiling.objects.on(clock.today())
    has = Application.with_copies.filter(pk=application.pk).values_list(
        Exists(Application.units.through.objects.filter(application=OuterRef("pk"))),
        Exists(Lot.objects.filter(call=OuterRef("call"))),
        Exists(ceilings.filter(implementer=OuterRef("call__programme__implementer"))),
    )
    places, lots, kept = has.get()
    return _There(places, lots, kept or application.call.most_per_organization is not None)


def _facts(contents: Contents, there: _There) -> Iterator[Need]:
    application = contents.application
    yield _need("facts", application.title, "id_title", _("The project has no title."))
    yield _need("facts", application.summary, "id_summary", _("The project is not described in short."))
    yield _need("facts", there.places, "id_units", _("No place of work is chosen."))
    if there.lots:
        yield from _lot(application)
    if not may_apply(application.call, application.organization):
        yield _need("facts", False, "id_title", _("The call is not open to organisations of this kind."))


def _lot(application: Application) -> Iterator[Need]:
    lot = application.lot
    is_chosen = lot is not None and lot.call_id == application.call_id
    yield _need("facts", is_chosen, "id_lot", _("No lot is chosen: say to which part of the call you apply."))
    if lot is None or not is_chosen:
        return
    within = set(lot.units.values_list("pk", flat=True))
    places = list(application.units.all()) if within else []
    outside = [str(each) for each in places if each.pk not in within]
    if outside:
        words = _("%(places)s: outside the territory of the lot “%(lot)s”.")
        yield _need("facts", False, "id_units", words % {"places": ", ".join(outside), "lot": lot})


def _questions(contents: Contents) -> Iterator[Need]:
    with_files = {each.question_id for each in contents.files}
    for question in contents.questions:
        value = contents.values.get(question.pk)
        is_file = question.kind == QuestionKind.FILE
        step, anchor = step_of(question), f"id_question-{question.pk}"
        wrong = fault(question, value)
        if wrong:
            yield _need(step, False, anchor, f"{question.label}: {wrong}")
        elif question.is_required:
            is_there = question.pk in with_files if is_file else not is_empty(value)
            yield _need(step, is_there, anchor, _("Not answered: %(question)s") % {"question": question.label})


def _added(contents: Contents) -> Iterator[Need]:
    for step in application_steps:
        url = step.url_of(contents.application)
        for anchor, text in step.gaps_of(contents.added[step.name]):
            yield Need(step.name, Gap(step.name, anchor, text, f"{url}#{anchor}"))


def _budget(contents: Contents, there: _There) -> Iterator[Need]:
    application = contents.application
    gaps = budget_gaps(application.call, totals_of(contents.lines), application.lot)
    if there.ceilings:
        who, call = application.organization, application.call
        gaps += ceiling_faults(who, call, application.requested, without=application)
    yield from (_need("budget", False, "budget", text) for text in gaps)
    if not gaps:
        yield Need("budget", None)


def _documents(contents: Contents) -> Iterator[Need]:
    there = {each.requirement_id for each in contents.files}
    for wanted in (each for each in contents.requirements if each.is_required):
        text = _("Missing: %(document)s") % {"document": wanted.title}
        yield _need("files", wanted.pk in there, f"document-{wanted.pk}", text)


def _partner(contents: Contents) -> Iterator[Need]:
    if not contents.application.call.needs_confirmation:
        return
    found = {each.status for each in contents.partners}
    is_confirmed = bool(found & {ConfirmationStatus.CONFIRMED, ConfirmationStatus.PAPER})
    is_asked = ConfirmationStatus.ASKED in found
    waiting = _("The authority has not confirmed the partnership yet.")
    yield _need(
        "partner", is_confirmed, "partners", waiting if is_asked else _("No authority has confirmed a partnership.")
    )


def _set_aside(contents: Contents) -> Iterator[Need]:
    for text in contents.set_aside:
        step = "budget" if text.key == "budget" else "facts"
        if text.key.startswith("question-"):
            question = Question.objects.filter(pk=text.key.removeprefix("question-")).first()
            step = step_of(question) if question else "facts"
        yield _need(step, False, f"aside-{text.pk}", _("Two people wrote at once: choose which text stays."))


def _profile(contents: Contents) -> Iterator[Need]:
    """What the call asks of the applicant's profile; it is mended there, once for every call."""
    application = contents.application
    wanted = application.call.profile_sections
    profile = reverse("organizations:profile", args=[application.organization.slug])
    for section in profile_of(application.organization, only=wanted).sections if wanted else ():
        url = f"{profile}#{section.name}"
        if section.is_complete:
            yield Need("check", None)
        for gap in section.gaps:
            text = _("Profile, %(section)s: %(gap)s") % {"section": section.title, "gap": gap}
            yield Need("check", Gap("check", section.name, text, url))


def completeness_of(application: Application, contents: Contents | None = None) -> Completeness:
    """Every gap of the application in the order of the form; a fixed number of queries, one more for each clash.

    In the copy that answers a clarification only the parts that are open for it can have gaps. What `contents` has read
    of the application already is not read again.
    """
    contents = contents or Contents(application)
    there = _there(application)
    parts = (
        partial(_facts, there=there),
        *(_questions, _added),
        partial(_budget, there=there),
        *(_documents, _partner, _set_aside, _profile),
    )
    opened = opened_parts(application)
    needs = [need for part in parts for need in part(contents) if opened is None or need.step in opened]
    gaps = tuple(need.gap for need in needs if need.gap is not None)
    steps: dict[str, tuple[int, int]] = {}
    for need in needs:
        met, needed = steps.get(need.step, (0, 0))
        steps[need.step] = (met + (need.gap is None), needed + 1)
    # The parts that a clarification opens may need nothing at all.
    percent = round(100 * (len(needs) - len(gaps)) / len(needs)) if needs else 100
    return Completeness(gaps, percent, steps)
