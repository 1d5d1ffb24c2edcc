"""Chapter 3: the calls of the project Bridges, from draft to publication, by two people."""

from decimal import Decimal

from config.demo.story.call_texts import (
    ANCHORS,
    BODY,
    CRITERIA,
    ELIGIBLE,
    QUESTIONS,
    SECTION,
    SUMMARY,
    CallFacts,
    in_languages,
)
from config.demo.story.stage import Stage
from grants.actions.calls.life import approve_call, prepare_call, publish_call
from grants.actions.calls.parts import save_anchors, save_part
from grants.models import Call, CategoryLimit, CostCategory, Criterion, EligibilityCriterion, Programme, Question

OPEN_FOR_DAYS = 30


def announce(stage: Stage, programme: Programme, facts: CallFacts) -> Call:
    """Prepared by the grants officer, approved and published by the programme manager, open for a month."""
    opened = facts.deadline + OPEN_FOR_DAYS
    ion, ana = stage.people["ion"], stage.people["ana"]
    with stage.at(opened + 5):
        call = prepare_call(
            Call(
                programme=programme,
                slug=f"punti-{facts.key}",
                deadline_at=stage.moment(facts.deadline, 17),
                questions_until_on=stage.day(facts.deadline + 7),
                decision_planned_on=stage.day(facts.deadline - 40),
                envelope=Decimal(facts.envelope),
                min_amount=Decimal(2_000),
                max_amount=Decimal(facts.most),
                currency=programme.currency,
                budget_periods=2 if facts.key == "second" else 1,
                budget_period_months=6 if facts.key == "second" else None,
                **in_languages("title", facts.title),
                **in_languages("summary", SUMMARY),
                **in_languages("body", BODY),
            ),
            by=ion,
        )
        write_form(call, stage)
    with stage.at(opened + 1):
        approve_call(call, by=ana)
    with stage.at(opened):
        return publish_call(call, by=ana)


def write_form(call: Call, stage: Stage) -> None:
    """Three questions, three criteria with what points mean, one condition of eligibility."""
    ion = stage.people["ion"]
    section = call.sections.get()
    for name, text in in_languages("title", SECTION).items():
        setattr(section, name, text)
    save_part(section, by=ion)
    for place, (kind, limit, words) in enumerate(QUESTIONS, 1):
        question = Question(section=section, kind=kind, word_limit=limit, order=place, **in_languages("label", words))
        save_part(question, by=ion)
    anchors = [{"points": points, **in_languages("text", words)} for points, words in ANCHORS.items()]
    for place, (weight, words) in enumerate(CRITERIA, 1):
        criterion = Criterion(call=call, maximum=5, weight=Decimal(weight), order=place, **in_languages("title", words))
        save_part(criterion, by=ion)
        save_anchors(criterion, anchors, by=ion)
    if call.budget_periods > 1:
        save_part(CategoryLimit(call=call, category=CostCategory.OFFICE, percent=Decimal(7)), by=ion)
    save_part(EligibilityCriterion(call=call, **in_languages("text", ELIGIBLE)), by=ion)
