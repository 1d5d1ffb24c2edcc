"""After submission: an application that was submitted twice, and is asked to clarify its budget."""

from decimal import Decimal

from config.demo.story.applications import REPRESENTATIVES, budget
from config.demo.story.stage import Stage
from grants.actions.applications.applying import submit_application
from grants.actions.applications.budgets import replace_budget
from grants.actions.applications.clarifications import ask_clarification
from grants.actions.applications.copies import open_changes
from grants.actions.applications.drafts import Entry, save_draft
from grants.actions.reviews.eligibility import Found, check_eligibility
from grants.models import Application
from grants.queries.applications.budgets import rows_of
from grants.receipts import token

BETTER = (
    "Deschidem după-amiaza sala școlii pentru 42 de copii ai căror părinți lucrează până seara: teme, cină caldă și un "
    "adult care ascultă. Primăria dă spațiul, iar noi formăm două educatoare din sat, care rămân după grant."
)
REMARK = "Am precizat numărul de copii și am scăzut echipamentul: masa și scaunele le dă școala."
UNCLEAR = "Salariul lunar al educatoarei nu se poate verifica: lipsește numărul de ore."
QUESTION = (
    "Linia „Asistent social și îngrijitor” cuprinde două persoane. Scrieți două linii, cu numărul de ore pe lună al "
    "fiecărei persoane."
)


def submit_again(stage: Stage, application: Application, requested: int, days_ago: int) -> Application:
    """The organisation betters what it submitted and submits it again before the deadline."""
    person = stage.people[REPRESENTATIVES[application.organization.slug]]
    with stage.at(days_ago, 14):
        copy = open_changes(application, by=person)
        save_draft(copy, {"summary": Entry(BETTER, token(copy.summary))}, by=person)
        rows = [
            {**row, "unit_price": Decimal(row["unit_price"])}
            for row in budget(requested, application.call.budget_periods)
        ]
        replace_budget(copy, rows, by=person, base=token(rows_of(copy)))
        submit_application(copy, by=person, is_declared=True, note=REMARK)
    return Application.objects.get(pk=application.pk)


def ask(stage: Stage, application: Application, days_ago: int) -> None:
    """The officer cannot conclude the check, and asks about the budget; the answer may come for some days yet."""
    ion = stage.people["ion"]
    with stage.at(days_ago, 10):
        criteria = application.call.eligibility_criteria.all()
        check_eligibility(application, {each.pk: Found("clarify", UNCLEAR) for each in criteria}, by=ion)
        due_on = stage.day(-4)
        ask_clarification(application, by=ion, text=QUESTION, parts=["budget"], due_on=due_on)
