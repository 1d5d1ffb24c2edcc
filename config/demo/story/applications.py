"""Chapter 4: organisations apply, officers check, reviewers score."""

from decimal import Decimal
from typing import Any

from config.demo.story.call_texts import ANSWERS, PROPOSALS, PROPOSALS_TO
from config.demo.story.stage import Stage
from grants.actions.applications.applying import begin_application, submit_application
from grants.actions.applications.budgets import replace_budget
from grants.actions.applications.confirmations import answer_confirmation, ask_confirmation
from grants.actions.applications.drafts import Entry, save_draft
from grants.actions.calls.life import close_call, start_review
from grants.actions.reviews.assignments import add_reviewer, assign_reviewer
from grants.actions.reviews.conflicts import declare_conflict
from grants.actions.reviews.eligibility import Found, check_eligibility
from grants.actions.reviews.judging import Judged, save_review, submit_review
from grants.models import Application, Assignment, Call, Question
from grants.receipts import token
from organizations.models import Authority

REPRESENTATIVES = {"casa-mare": "elena", "pas-cu-pas": "olga", "roata": "petru", "fereastra": "lidia"}
PERSONS = {"casa-mare": 42, "pas-cu-pas": 60, "roata": 180, "fereastra": 15}
COMMENTS = (
    "Nevoia este descrisă cu cifre locale, iar schimbarea se poate verifica.",
    "Primăria vine cu un spațiu și o decizie de consiliu.",
    "Bugetul este atent; planul de după grant e încă fragil.",
)


def write(stage: Stage, call: Call, key: str, requested: int, days_ago: int) -> Application:
    """A complete draft of the organisation `key`, with a budget of which `requested` euro are asked for."""
    person = stage.people[REPRESENTATIVES[key]]
    title, summary = PROPOSALS_TO.get((key, call.slug.removeprefix("punti-")), PROPOSALS[key])
    with stage.at(days_ago, 9):
        application = begin_application(call, stage.organizations[key], by=person)
        unit = stage.organizations[key].unit
        questions = list(Question.objects.filter(section__call=call).order_by("order"))
        values: dict[str, Any] = {"title": title, "summary": summary, "units": [unit.pk if unit else None]}
        answers = [ANSWERS[0], str(PERSONS[key]), ANSWERS[1]]
        values |= {f"question-{each.pk}": answer for each, answer in zip(questions, answers, strict=True)}
        empty = {"title": "", "summary": "", "units": []}
        entries = {name: Entry(value, token(empty.get(name))) for name, value in values.items()}
        save_draft(application, entries, by=person)
        replace_budget(application, budget(requested, call.budget_periods), by=person, base=token([]))
    return Application.objects.get(pk=application.pk)


def budget(requested: int, periods: int) -> list[dict[str, Any]]:
    """Three lines that are asked for and sum to `requested`, and what the organisation and the town hall give.

    What lasts is spread evenly over the periods, what is bought once stands in the first.
    """
    staff, equipment = requested * 60 // 100, requested * 25 // 100
    rest = requested - staff - equipment
    rows = [
        ("staff", "Asistent social și îngrijitor", "lună", 10, Decimal(staff) / 10, "requested", "cash"),
        ("equipment", "Mobilier și echipament", "set", 1, Decimal(equipment), "requested", "cash"),
        ("supplies", "Alimente și materiale", "lună", 10, Decimal(rest) / 10, "requested", "cash"),
        ("office", "Spațiu pus la dispoziție de primărie", "lună", 12, Decimal(120), "authority", "in_kind"),
        ("staff", "Munca voluntarilor", "lună", 12, Decimal(80), "own", "in_kind"),
    ]
    names = ("category", "description", "unit", "quantity", "unit_price", "source", "form")
    lines: list[dict[str, Any]] = [dict(zip(names, row, strict=True)) for row in rows]
    for line in lines:
        whole = line["quantity"]
        line["quantities"] = [whole] if whole % periods else [whole // periods] * periods
    return lines


def confirm(stage: Stage, application: Application, days_ago: int) -> None:
    """The town hall confirms the partnership by its signed link, without an account."""
    person = stage.people[REPRESENTATIVES[application.organization.slug]]
    authority = Authority.objects.get(organization=stage.organizations["valea"])
    with stage.at(days_ago, 11):
        asked = ask_confirmation(
            application,
            authority,
            by=person,
            email="primaria@demo.invalid",
            kind="letter",
            contribution="Un spațiu de 60 m² și încălzirea lui.",
        )
    with stage.at(days_ago, 15):
        answer_confirmation(asked, person_name="Maria Toma, viceprimar (demo)", is_confirmed=True)


def submit(stage: Stage, application: Application, days_ago: int) -> None:
    """The representative submits."""
    with stage.at(days_ago, 16):
        submit_application(
            application, by=stage.people[REPRESENTATIVES[application.organization.slug]], is_declared=True
        )


def apply(stage: Stage, call: Call, key: str, requested: int, days_ago: int) -> Application:
    """From draft to receipt, with the town hall's confirmation."""
    application = write(stage, call, key, requested, days_ago + 2)
    confirm(stage, application, days_ago + 1)
    submit(stage, application, days_ago)
    return Application.objects.get(pk=application.pk)


def close(stage: Stage, call: Call, deadline_days_ago: int) -> None:
    """The clock closes the call; the officer starts the review, and asks two reviewers."""
    ion = stage.people["ion"]
    with stage.at(deadline_days_ago, 17, 1):
        close_call(call)
    with stage.at(deadline_days_ago - 1):
        start_review(Call.objects.get(pk=call.pk), by=ion)
        for key in ("natalia", "stefan"):
            add_reviewer(call, by=ion, email=stage.people[key].email)


def check(stage: Stage, application: Application, days_ago: int) -> Application:
    """The officer finds the application eligible."""
    with stage.at(days_ago, 12):
        criteria = application.call.eligibility_criteria.all()
        findings = {criterion.pk: Found("yes") for criterion in criteria}
        check_eligibility(application, findings, by=stage.people["ion"])
    return Application.objects.get(pk=application.pk)


def assign(stage: Stage, application: Application, key: str, days_ago: int) -> Assignment:
    """A reviewer gets the application, and declares no conflict before it opens."""
    with stage.at(days_ago, 13):
        assignment = assign_reviewer(application, stage.people[key], by=stage.people["ion"])
    with stage.at(days_ago, 18):
        return declare_conflict(assignment, by=stage.people[key], has_conflict=False)


def score(stage: Stage, application: Application, key: str, points: tuple[int, int, int], days_ago: int) -> None:
    """A reviewer scores every criterion and submits."""
    assignment = assign(stage, application, key, days_ago + 1)
    criteria = application.call.criteria.order_by("order")
    scores = {
        criterion.pk: Judged(Decimal(value), comment)
        for criterion, value, comment in zip(criteria, points, COMMENTS, strict=True)
    }
    with stage.at(days_ago, 20):
        save_review(assignment, scores, by=stage.people[key], comment="Merită atenție.")
        submit_review(assignment, by=stage.people[key])
