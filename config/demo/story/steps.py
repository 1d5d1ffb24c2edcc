"""Chapter 7: an open call in two stages with lots; changed in public after publication, written for by two people."""

from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from config.demo.story import steps_words as words
from config.demo.story.applications import budget
from config.demo.story.call_texts import Words, in_languages
from config.demo.story.papers import one_page
from config.demo.story.stage import Stage
from grants.actions.applications.applying import begin_application, submit_application
from grants.actions.applications.budgets import replace_budget
from grants.actions.applications.copies import open_changes
from grants.actions.applications.drafts import Entry, save_draft
from grants.actions.applications.files import attach_file
from grants.actions.calls.amending import amend_part, announce_session
from grants.actions.calls.extending import approve_extension, propose_extension
from grants.actions.calls.life import approve_call, prepare_call, publish_call
from grants.actions.calls.parts import save_anchors, save_choices, save_lot, save_part
from grants.actions.programmes.ceilings import set_ceiling
from grants.models import (
    Application,
    Call,
    CallSection,
    CategoryLimit,
    CostCategory,
    Criterion,
    EligibilityCriterion,
    InformationSession,
    Lot,
    Programme,
    Question,
    RecipientCeiling,
    RequiredDocument,
)
from grants.receipts import token
from organizations.models import TerritorialUnit, User

KEY = "punti-steps"
ASKS = 20_000


def tell(stage: Stage, programme: Programme) -> None:
    """The ceilings of the money, the call, its changes, and two organisations that write a note for it."""
    keep_ceilings(stage, programme)
    call = prepare(stage, programme)
    with stage.at(13):
        approve_call(call, by=stage.people["ana"])
    with stage.at(12):
        call = publish_call(call, by=stage.people["ana"])
    change(stage, call)
    written_by_two(stage, call)
    submitted_twice(stage, call)
    wait_for_a_second_person(stage, call)


def keep_ceilings(stage: Stage, programme: Programme) -> None:
    """What one organisation may hold at most: of the donor's money, and in the project."""
    lumina, ana = stage.organizations["lumina"], stage.people["ana"]
    source = "Contractul Lumina – Podul, articolul 7 (demo)"
    day = stage.day(60)
    with stage.at(60):
        of_donor = RecipientCeiling(donor=lumina, amount=Decimal(75_000), currency="EUR", valid_from=day, source=source)
        set_ceiling(of_donor, programme, by=ana)
        own = RecipientCeiling(
            amount=Decimal(90_000), currency="EUR", valid_from=day, source="Regulamentul de granturi, punctul 12 (demo)"
        )
        set_ceiling(own, programme, by=ana)


def prepare(stage: Stage, programme: Programme) -> Call:
    """Prepared by the grants officer with every part that a call can have."""
    ion = stage.people["ion"]
    with stage.at(16):
        call = prepare_call(
            Call(
                programme=programme,
                slug=KEY,
                deadline_at=stage.moment(-14, 17),
                stages=2,
                full_deadline_at=stage.moment(-63, 17),
                questions_until_on=stage.day(-10),
                decision_planned_on=stage.day(-100),
                answer_by_on=stage.day(-114),
                money_days=30,
                envelope=Decimal(120_000),
                min_amount=Decimal(5_000),
                max_amount=Decimal(35_000),
                most_per_organization=Decimal(60_000),
                cofinancing_percent=Decimal(10),
                currency=programme.currency,
                budget_periods=2,
                budget_period_months=6,
                **in_languages("title", words.TITLE),
                **in_languages("summary", words.SUMMARY),
                **in_languages("body", words.BODY),
            ),
            by=ion,
            units=TerritorialUnit.objects.filter(slug__in=[lot.place for lot in words.LOTS]),
        )
        divide(call, ion)
        ask(call, ion)
        judge(call, ion)
        for days_ago, place, link in ((8, words.PLACE, ""), (-4, "", words.LINK)):
            at, where = stage.moment(days_ago, 15), in_languages("place", (place, place, place))
            save_part(InformationSession(call=call, starts_at=at, link=link, **where), by=ion)
    return call


def divide(call: Call, ion: User) -> None:
    """The lots, and what of a budget may be running costs and equipment."""
    for order, facts in enumerate(words.LOTS, 1):
        lot = Lot(call=call, ceiling=Decimal(facts.ceiling), max_amount=Decimal(facts.most), order=order)
        for name, text in in_languages("title", facts.title).items():
            setattr(lot, name, text)
        save_lot(lot, by=ion, units=list(TerritorialUnit.objects.filter(slug=facts.place)))
    for category, percent in ((CostCategory.OFFICE, 7), (CostCategory.EQUIPMENT, 40)):
        save_part(CategoryLimit(call=call, category=category, percent=Decimal(percent)), by=ion)


def ask(call: Call, ion: User) -> None:
    """A note of four questions, one of which follows from a choice; then a form with every other kind."""
    note = call.sections.get()
    for name, text in in_languages("title", words.NOTE_SECTION).items():
        setattr(note, name, text)
    full = CallSection(call=call, stage=2, order=2, **in_languages("title", words.FULL_SECTION))
    for section, questions in ((note, words.NOTE), (full, words.FULL)):
        save_part(section, by=ion)
        ask_each(section, questions, ion)
    letter = RequiredDocument(call=call, is_required=False, **in_languages("title", words.LETTER))
    save_part(letter, by=ion)


def ask_each(section: CallSection, questions: Iterable[words.Asked], ion: User) -> None:
    """The questions of a section in their order; `after` counts in the choices of the question before it."""
    before: Question | None = None
    for order, asked in enumerate(questions, 1):
        columns = in_languages("columns", asked.columns) if asked.columns else {}
        texts = {**in_languages("label", asked.label), **columns, **asked.facts}
        question = Question(section=section, kind=asked.kind, order=order, **texts)
        if asked.after is not None and before is not None:
            question.shown_if = before.choices.order_by("order")[asked.after]
        save_part(question, by=ion)
        if asked.choices:
            save_choices(question, [in_languages("label", each) for each in asked.choices], by=ion)
        before = question


def judge(call: Call, ion: User) -> None:
    """By what both stages are judged, with what points mean; and what must be true before."""
    for number, criteria in ((1, words.NOTE_CRITERIA), (2, words.FULL_CRITERIA)):
        for order, (most, weight, threshold, title, anchors) in enumerate(criteria, 1):
            criterion = Criterion(
                call=call,
                stage=number,
                maximum=most,
                weight=Decimal(weight),
                threshold=None if threshold is None else Decimal(threshold),
                order=order,
                **in_languages("title", title),
            )
            save_part(criterion, by=ion)
            anchor(criterion, anchors, ion)
    for order, (kind, years, text) in enumerate(words.ELIGIBLE, 1):
        save_part(
            EligibilityCriterion(call=call, kind=kind, years=years, order=order, **in_languages("text", text)), by=ion
        )


def anchor(criterion: Criterion, anchors: dict[int, Words], ion: User) -> None:
    """What numbers of points mean."""
    rows = [{"points": points, **in_languages("text", text)} for points, text in anchors.items()]
    save_anchors(criterion, rows, by=ion)


def change(stage: Stage, call: Call) -> None:
    """Three public versions after the first: a sentence more, a recording, and a later deadline by two people."""
    ion, ana = stage.people["ion"], stage.people["ana"]
    with stage.at(9):
        amend_part(
            Call.objects.get(pk=call.pk), in_languages("body", words.BODY_AMENDED), reason=words.WHY_BODY, by=ion
        )
    with stage.at(7):
        held = call.sessions.order_by("starts_at")[0]
        held.recording = words.RECORDING
        announce_session(held, by=ion, reason=words.WHY_RECORDING)
    with stage.at(6):
        later = call.deadline_at + timedelta(days=7)
        proposed = propose_extension(call, by=ion, new_deadline_at=later, reason=words.WHY_LATER)
    with stage.at(5):
        approve_extension(proposed, by=ana)


def wait_for_a_second_person(stage: Stage, call: Call) -> None:
    """The officer proposes another weight; a programme manager has still to agree."""
    with stage.at(1, 15):
        idea = call.criteria.filter(stage=1).order_by("order")[1]
        amend_part(idea, {"weight": Decimal(2)}, reason=words.WHY_WEIGHT, by=stage.people["ion"])


def values_of(call: Call, title: tuple[str, str], lot: int, answers: Iterable[Any]) -> dict[str, Any]:
    """What a form for the note would bring: facts, the lot by its place, and answers in the order of the questions."""
    chosen = call.lots.order_by("order")[lot]
    values: dict[str, Any] = {"title": title[0], "summary": title[1], "lot": chosen.pk}
    values["units"] = list(chosen.units.values_list("pk", flat=True))
    questions = Question.objects.filter(section__call=call, section__stage=1).order_by("order")
    return values | {f"question-{each.pk}": value for each, value in zip(questions, answers, strict=True) if value}


def save(application: Application, values: dict[str, Any], *, by: User) -> None:
    """Save as a form does that was opened when nothing was written."""
    empty: dict[str, Any] = {"title": "", "summary": "", "units": []}
    save_draft(application, {key: Entry(value, token(empty.get(key))) for key, value in values.items()}, by=by)


def choice_of(call: Call, place: int) -> str:
    """The choice at `place` of the one question of the note that offers some."""
    question = Question.objects.get(section__call=call, section__stage=1, kind="choice")
    return str(question.choices.order_by("order")[place].pk)


def written_by_two(stage: Stage, call: Call) -> None:
    """Dana begins Casa Mare's note, and Elena writes on the same question at the same time: both texts are kept."""
    dana, elena = stage.people["dana"], stage.people["elena"]
    with stage.at(4, 9):
        draft = begin_application(call, stage.organizations["casa-mare"], by=dana)
        answers = [words.OURS_NEED, choice_of(call, 0), None, "35"]
        save(draft, values_of(call, words.OURS, 0, answers), by=dana)
        replace_budget(draft, budget(ASKS, call.budget_periods), by=dana, base=token([]))
    with stage.at(4, 9, 20):
        save(draft, values_of(call, words.OURS, 0, [words.OURS_NEED_TOO, None, None, None]), by=elena)


def submitted_twice(stage: Stage, call: Call) -> None:
    """Olga submits her note with a letter, and a better one two days later; the last one counts."""
    olga = stage.people["olga"]
    with stage.at(4, 11):
        draft = begin_application(call, stage.organizations["pas-cu-pas"], by=olga)
        answers = [words.THEIRS_NEED, choice_of(call, 2), "familii cu copii cu dizabilități", "40"]
        save(draft, values_of(call, words.THEIRS, 1, answers), by=olga)
        replace_budget(draft, budget(18_000, call.budget_periods), by=olga, base=token([]))
        paper = SimpleUploadedFile("scrisoare-primarie.pdf", one_page("Scrisoare - DEMO"), "application/pdf")
        attach_file(draft, paper, by=olga, requirement=call.required_documents.get())
    with stage.at(3, 12):
        submit_application(draft, by=olga, is_declared=True)
    with stage.at(1, 10):
        copy = open_changes(draft, by=olga)
        question = Question.objects.get(section__call=call, section__stage=1, kind="long_text")
        key, text = f"question-{question.pk}", words.THEIRS_CHANGED
        save_draft(copy, {key: Entry(text, token(words.THEIRS_NEED))}, by=olga)
        submit_application(copy, by=olga, is_declared=True, note=words.WHAT_CHANGED)
