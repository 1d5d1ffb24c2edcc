"""Chapter 7, continued: a call whose concept notes are chosen from, and one that is still being written."""

from decimal import Decimal
from typing import Any

from config.demo.story.applications import assign, budget, check, close
from config.demo.story.call_texts import Words, in_languages
from config.demo.story.stage import Stage
from config.demo.story.steps import save
from config.demo.story.steps_words import CLUBS, CLUBS_ASK, CLUBS_CRITERIA, CLUBS_SECTIONS, CLUBS_SUMMARY, NIGHTS
from grants.actions.applications.applying import begin_application, submit_application
from grants.actions.applications.budgets import replace_budget
from grants.actions.applications.stages import approve_selection, propose_selection
from grants.actions.calls.inviting import invite_organization
from grants.actions.calls.life import approve_call, prepare_call, publish_call
from grants.actions.calls.parts import save_part
from grants.actions.reviews.assignments import assign_reviewer
from grants.actions.reviews.conflicts import declare_conflict
from grants.actions.reviews.judging import Judged, save_review, submit_review
from grants.models import Application, Call, CallKind, CallSection, Criterion, EligibilityCriterion, Programme, Question
from grants.receipts import token
from organizations.models import Organization

RULE = "Intră notele cu cel puțin 70 de puncte din 100 la care satul are deja o sală."
LEFT_OUT = "Ideea e bună, dar nota nu spune cine deschide sala seara. Scrieți-ne la următorul concurs."
NOTES = {
    "casa-mare": ("elena", "Seri cu cărți la Casa Mare", "Marți și joi copiii citesc tare bunicilor, bunicii lor.", 5),
    "fereastra": (
        "lidia",
        "Raftul de la fereastră",
        "Un raft cu cărți umblă între șapte curți și se schimbă lunar.",
        4,
    ),
    "roata": ("petru", "Biblioteca pe roți", "Microbuzul duce cărți în cinci sate, la două săptămâni o dată.", 3),
}


def tell(stage: Stage, programme: Programme) -> None:
    """Two notes are invited, one is not and reads why; and Ion writes a call that is not finished."""
    call = announce(stage, programme)
    notes = {key: send_note(stage, call, key) for key in NOTES}
    close(stage, call, 26)
    for key, note in notes.items():
        judge(stage, check(stage, note, 22), key)
    choose(stage, call, notes)
    begin_a_call(stage, programme)


def announce(stage: Stage, programme: Programme) -> Call:
    """Written by the officer, approved and published by the manager; the second stage asks the same and more."""
    ion, ana = stage.people["ion"], stage.people["ana"]
    with stage.at(50):
        facts: dict[str, Any] = {**in_languages("title", CLUBS), **in_languages("summary", CLUBS_SUMMARY)}
        call = prepare_call(
            Call(
                programme=programme,
                slug="punti-clubs",
                deadline_at=stage.moment(26, 17),
                stages=2,
                full_deadline_at=stage.moment(-18, 17),
                decision_planned_on=stage.day(-45),
                envelope=Decimal(30_000),
                min_amount=Decimal(1_000),
                max_amount=Decimal(12_000),
                currency=programme.currency,
                **facts,
            ),
            by=ion,
        )
        ask(call, stage)
    with stage.at(47):
        approve_call(call, by=ana)
    with stage.at(46):
        return publish_call(call, by=ana)


def ask(call: Call, stage: Stage) -> None:
    """One question of the note, which the full application repeats before its own; a criterion for each stage."""
    ion = stage.people["ion"]
    note = call.sections.get()
    full = CallSection(call=call, stage=2, order=2)
    for section, title in zip((note, full), CLUBS_SECTIONS, strict=True):
        for name, text in in_languages("title", title).items():
            setattr(section, name, text)
        save_part(section, by=ion)
    for section, order, (kind, facts, label) in (
        (note, 1, CLUBS_ASK[0]),
        (full, 1, CLUBS_ASK[0]),
        (full, 2, CLUBS_ASK[1]),
    ):
        save_part(Question(section=section, kind=kind, order=order, **facts, **in_languages("label", label)), by=ion)
    for number, title in enumerate(CLUBS_CRITERIA, 1):
        save_part(Criterion(call=call, stage=number, maximum=5, order=number, **in_languages("title", title)), by=ion)
    words: Words = ("Satul are o sală.", "В селе есть зал.", "The village has a room.")
    save_part(EligibilityCriterion(call=call, **in_languages("text", words)), by=ion)


def send_note(stage: Stage, call: Call, key: str) -> Application:
    """The concept note of one organisation, from its first word to its receipt."""
    name, title, summary, _points = NOTES[key]
    person, organization = stage.people[name], stage.organizations[key]
    with stage.at(30, 9):
        note = begin_application(call, organization, by=person)
        asked = Question.objects.get(section__call=call, section__stage=1)
        unit = organization.unit
        values = {
            "title": title,
            "summary": summary,
            "units": [unit.pk] if unit else [],
            f"question-{asked.pk}": summary,
        }
        save(note, values, by=person)
        replace_budget(note, budget(8_000, call.budget_periods), by=person, base=token([]))
    with stage.at(28, 15):
        submit_application(note, by=person, is_declared=True)
    return Application.objects.get(pk=note.pk)


def judge(stage: Stage, note: Application, key: str) -> None:
    """Two reviewers judge the note; of Roata's, Natalia says before it opens that she helped to write it."""
    natalia, points = stage.people["natalia"], NOTES[key][3]
    score(stage, note, "stefan", points)
    if key != "roata":
        score(stage, note, "natalia", points - 1)
        return
    with stage.at(19):
        assignment = assign_reviewer(note, natalia, by=stage.people["ion"])
    with stage.at(18):
        declare_conflict(assignment, by=natalia, has_conflict=True, nature="helped")


def score(stage: Stage, note: Application, key: str, points: int) -> None:
    """A reviewer gives points by the criterion of the first stage."""
    assignment = assign(stage, note, key, 19)
    criterion = note.call.criteria.get(stage=1)
    with stage.at(16, 20):
        save_review(
            assignment, {criterion.pk: Judged(Decimal(points), "Clar și aproape de oameni.")}, by=stage.people[key]
        )
        submit_review(assignment, by=stage.people[key])


def choose(stage: Stage, call: Call, notes: dict[str, Application]) -> None:
    """The officer proposes two and says why the third is left out; the manager approves."""
    fresh = Call.objects.get(pk=call.pk)
    invited = {notes[key].pk for key in ("casa-mare", "fereastra")}
    with stage.at(10):
        selection = propose_selection(
            fresh, by=stage.people["ion"], rule=RULE, invited=invited, reasons={notes["roata"].pk: LEFT_OUT}
        )
    with stage.at(8):
        approve_selection(selection, by=stage.people["ana"])


def begin_a_call(stage: Stage, programme: Programme) -> None:
    """A call by invitation of which Ion has written two questions, in Romanian only, and named one organisation."""
    ion = stage.people["ion"]
    with stage.at(2, 16):
        call = prepare_call(
            Call(
                programme=programme,
                slug="punti-nights",
                kind=CallKind.DIRECT,
                title_ro=NIGHTS[0],
                summary_ro=NIGHTS[1],
                deadline_at=stage.moment(-60, 17),
                envelope=Decimal(40_000),
                min_amount=Decimal(2_000),
                max_amount=Decimal(10_000),
                currency=programme.currency,
            ),
            by=ion,
        )
        invite_organization(call, Organization.objects.get(slug="fereastra"), by=ion)
        section = call.sections.get()
        for order, text in enumerate(NIGHTS[2:], 1):
            save_part(Question(section=section, kind="long_text", order=order, word_limit=200, label_ro=text), by=ion)
