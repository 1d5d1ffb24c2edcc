"""Budgets in periods: typed, pasted, kept and judged; what was typed is never lost to an older page."""

from decimal import Decimal

import pytest

from grants.actions.applications.budgets import replace_budget
from grants.forms.applications.budgets import budget_formset
from grants.forms.applications.pasted_budget import PasteForm
from grants.models import ApplicationBudgetLine, CategoryLimit
from grants.queries.applications.budget_panel import panel_of
from grants.queries.applications.budgets import budget_gaps, period_labels, rows_of, totals_of
from grants.receipts import token
from kernel.refusals import Refusal
from tests.factories.grants.applications import ApplicationFactory, member

ROW = {"category": "staff", "description": "Muncă", "unit": "lună", "unit_price": "100.00"}


@pytest.fixture
def draft(db):
    return ApplicationFactory(call__budget_periods=2, call__budget_period_months=6)


@pytest.fixture
def elena(draft):
    return member(draft.organization)


def typed(*rows, initial=0):
    """The rows as a browser sends them."""
    names = ("category", "description", "unit", "quantity_1", "quantity_2", "unit_price", "source", "form")
    data = {"lines-TOTAL_FORMS": str(len(rows)), "lines-INITIAL_FORMS": str(initial)}
    for place, row in enumerate(rows):
        data |= {f"lines-{place}-{name}": value for name, value in zip(names, row, strict=True)}
    return data


def test_a_line_is_kept_with_the_quantity_of_each_period(draft, elena):
    replace_budget(draft, [{**ROW, "quantities": ["2", "0.335"]}], by=elena, base=token([]))
    line = draft.budget_lines.get()
    assert (line.quantity, line.quantities) == (Decimal("2.335"), ["2.000", "0.335"])
    assert (line.amount, line.amounts) == (Decimal("233.50"), (Decimal("200.00"), Decimal("33.50")))
    assert totals_of([line], 2).by_period == (Decimal("200.00"), Decimal("33.50"))


def test_a_whole_quantity_stands_in_the_first_period(draft, elena):
    replace_budget(draft, [{**ROW, "quantity": "3"}], by=elena, base=token([]))
    assert draft.budget_lines.get().quantities == ["3.000", "0.000"]


def test_more_periods_than_the_call_has_are_refused(draft, elena):
    with pytest.raises(Refusal, match="Row 1: the budget of this call has 2 periods"):
        replace_budget(draft, [{**ROW, "quantities": ["1", "1", "1"]}], by=elena, base=token([]))
    with pytest.raises(Refusal, match="Row 1: a quantity is not negative"):
        replace_budget(draft, [{**ROW, "quantities": ["3", "-1"]}], by=elena, base=token([]))


def test_periods_are_named_with_their_months(draft):
    assert period_labels(draft.call) == ["Period 1, months 1–6", "Period 2, months 7–12"]
    draft.call.budget_period_months = None
    assert period_labels(draft.call) == ["Period 1", "Period 2"]


def test_rows_are_read_as_typed_and_an_emptied_one_is_left_out(draft):
    data = typed(
        ("staff", "Muncă", "lună", "1,5", "", "100", "requested", "cash"),
        ("", "", "", "", "", "", "requested", "cash"),
        ("travel", "Drum", "", "", "2", "10.50", "own", "in_kind"),
        initial=2,
    )
    formset = budget_formset(draft.call, [], data)
    assert formset.is_valid(), formset.errors
    assert [(row["description"], row["quantities"]) for row in formset.rows()] == [
        ("Muncă", [Decimal("1.5"), Decimal(0)]),
        ("Drum", [Decimal(0), Decimal(2)]),
    ]


def test_a_row_that_was_saved_meanwhile_is_not_taken_for_an_empty_one(draft, elena):
    replace_budget(draft, [{**ROW, "quantities": ["1", "0"]}], by=elena, base=token([]))
    data = typed(("staff", "Muncă", "lună", "1", "", "100", "requested", "cash"))
    formset = budget_formset(draft.call, rows_of(draft), data)
    assert formset.is_valid()
    assert len(formset.rows()) == 1


def test_a_row_without_any_quantity_is_named(draft):
    data = typed(("staff", "Muncă", "", "", "0", "100", "requested", "cash"))
    formset = budget_formset(draft.call, [], data)
    assert formset.errors == [{"quantity_1": ["Write a quantity in at least one period."]}]


def test_a_pasted_block_fills_the_periods():
    head = "Category\tWhat\tUnit\tFirst\tSecond\tPrice"
    rows = ["staff\tMuncă\tlună\t1\t2\t100", "TRAVEL\tDrum\t\t\t3\t10,50\town contribution\tin kind"]
    form = PasteForm({"block": "\n".join([head, *rows])}, periods=2)
    assert form.is_valid(), form.errors
    assert [(row["category"], row["quantities"], row["source"]) for row in form.rows] == [
        ("staff", [Decimal(1), Decimal(2)], "requested"),
        ("travel", [Decimal(0), Decimal(3)], "own"),
    ]


def test_a_pasted_block_names_every_wrong_cell():
    form = PasteForm({"block": "bani\t\tlună\tzece\t\t-1\t\t\t+"}, periods=2)
    assert not form.is_valid()
    said = form.errors["block"]
    assert [each.split(":")[0] for each in said] == [
        "Row 1, column 1",
        "Row 1, column 2",
        "Row 1, column 4",
        "Row 1, column 6",
        "Row 1, column 9",
    ]


def test_a_limit_on_a_category_is_said_with_its_figures(draft):
    CategoryLimit.objects.create(call=draft.call, category="office", percent=Decimal(7))
    lines = [
        ApplicationBudgetLine(category="office", quantity=Decimal(1), unit_price=Decimal("701.00"), source="requested"),
        ApplicationBudgetLine(category="staff", quantity=Decimal(1), unit_price=Decimal("9299.00"), source="requested"),
    ]
    [gap] = budget_gaps(draft.call, totals_of(lines))
    assert gap == ("“office and running costs” is 7.01 % of what is requested; the call allows 7.00 %: lower it.")
    states = panel_of(draft.call, lines).limits
    assert [(each.label, each.bound, each.now, each.is_kept) for each in states] == [
        ("Smallest grant", "1,000.00 MDL", "10,000.00 MDL", True),
        ("Largest grant", "40,000.00 MDL", "10,000.00 MDL", True),
        ("Office and running costs, of what is requested at most", "7.00 %", "7.01 %", False),
    ]
