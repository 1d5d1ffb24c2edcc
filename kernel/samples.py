"""Invented samples of every component's props, for the gallery and its test. A component without one fails the test."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.safestring import SafeString

from kernel import clock, drawing, tally, tones
from kernel.context import Group, LanguageLink, Line
from kernel.filters import Chosen
from kernel.forms import DateInput, MoneyField, TranslatedFieldsMixin
from kernel.listing import ListedPage
from kernel.money import Money
from kernel.moves import MoveButton
from kernel.registries import Task
from kernel.steps import State, Step
from kernel.tables import Cell, Head, Total

Samples = list[tuple[str, dict[str, Any]]]


class SampleForm(TranslatedFieldsMixin, forms.Form):
    """Every kind of field once."""

    title_ro = forms.CharField(label="Title [ro]", max_length=120)
    title_ru = forms.CharField(label="Title [ru]", max_length=120, required=False)
    title_en = forms.CharField(label="Title [en]", max_length=120, required=False)
    need = forms.CharField(
        label="What is missing in the village now?", help_text="In your own words, 200 at most.", widget=forms.Textarea
    )
    requested = MoneyField(currency="MDL", label="Amount requested", help_text="Between 50,000 and 450,000 MDL.")
    starts_on = forms.DateField(label="First day of work", widget=DateInput())
    service = forms.ChoiceField(label="Service", choices=[("", "Choose"), ("day", "Day centre"), ("home", "Home care")])
    mode = forms.ChoiceField(
        label="How will people be reached?",
        choices=[("office", "At an office"), ("mobile", "By a mobile team")],
        widget=forms.RadioSelect,
    )
    groups = forms.MultipleChoiceField(
        label="Who is it for?",
        choices=[("children", "Children"), ("older", "Older people"), ("disabled", "People with disabilities")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    statute = forms.FileField(label="Statute", help_text="PDF or a photo, 15 MB at most.", required=False)
    is_true = forms.BooleanField(label="What is written here is true.")


class SampleRow(forms.Form):
    """A line of a budget."""

    item = forms.CharField(label="Item")
    category = forms.ChoiceField(label="Category", choices=[("staff", "Staff"), ("goods", "Goods")])
    quantity = forms.IntegerField(label="Quantity", widget=forms.TextInput(attrs={"inputmode": "numeric"}))
    price = MoneyField(label="Price, MDL")


class SampleFilter(forms.Form):
    """The filters of a list."""

    q = forms.CharField(label="Search", required=False, widget=forms.TextInput(attrs={"type": "search"}))
    state = forms.ChoiceField(label="Status", choices=[("", "any"), ("open", "open")], required=False)
    since = forms.DateField(label="Since", widget=DateInput(), required=False)


def wrong_form() -> SampleForm:
    """The sample form as it comes back with mistakes."""
    typed = QueryDict("title_ro=Centru+de+zi&requested=12,34,5&need=A+place+to+be&mode=car")
    return SampleForm(typed, MultiValueDict(), prefix=None, auto_id="wrong_%s")


def rows(*, wrong: bool = False) -> forms.BaseFormSet:
    """A table of inputs; `wrong` as it comes back with a mistake."""
    made = forms.formset_factory(SampleRow, extra=2)
    if not wrong:
        return made(prefix="lines")
    typed = {"TOTAL_FORMS": "1", "INITIAL_FORMS": "0", "0-item": "Beds", "0-category": "goods", "0-quantity": "six"}
    return made({f"wrong-{name}": value for name, value in {**typed, "0-price": "4 500,00"}.items()}, prefix="wrong")


def steps() -> list[Step]:
    """A grant half-way."""
    done = [Step(label, State.DONE) for label in ("call closed", "awarded", "agreement active", "tranche 1 paid")]
    coming = [Step(label, State.COMING) for label in ("tranche 2", "final report", "closed")]
    return [*done, Step("report 1 returned", State.NOW, "with you since 12 November"), *coming]


def tasks() -> list[Task]:
    """A task that is late, one that is due soon, one that can wait."""
    today = clock.today()
    late, soon = today - timedelta(days=2), today + timedelta(days=2)
    returned = "Grant “Day centre in Valea Exemplului” · returned on 12 November: two documents are missing"
    draft = "Draft, 80% complete · saved 09:41 by Vera · over the ceiling by 2,000.00 MDL"
    moved = "Moves 4,000.00 MDL from transport to equipment"
    return [
        Task("Financial report, July–September", returned, "#", "Complete it", late),
        Task("Application to “Services closer to people, 2nd call”", draft, "#", "Continue", soon),
        Task("Accept the amendment of grant AGR-2026-0007", moved, "#", "Read and decide", is_calm=True),
    ]


def languages() -> list[LanguageLink]:
    """This page in three languages, read in English."""
    names = [("ro", "română"), ("ru", "русский"), ("en", "English")]
    return [LanguageLink(code, name, f"#{code}", code == "en") for code, name in names]


def menu() -> list[Line]:
    """A menu, standing on its first entry."""
    labels = ("What waits for me", "Calls", "Applications", "Grants", "Reports", "Organisation", "Messages")
    return [Line(label, "#", label == labels[0]) for label in labels]


def menu_groups() -> list[Group]:
    """A longer menu under its headings."""
    lines = menu()
    return [Group("", lines[:1]), Group("From call to award", lines[1:3]), Group("Money", lines[3:5])]


def figures() -> list[dict[str, Any]]:
    """The four numbers of a programme; one of them is not published."""
    return [
        {"label": "Planned", "value": "546,396 USD", "note": "seven funders, five years"},
        {"label": "Spent", "value": "544,219.15 USD", "note": "published by year", "url": "#"},
        {"label": "Committed, received, paid out", "value": "not published", "note": "by the source"},
        {"label": "Years", "value": "2014–2018", "note": "national coverage"},
    ]


def facts() -> list[tuple[str, Any]]:
    """Facts by name, one of them missing."""
    names = ("Implementer", "Partners", "Direct beneficiaries", "Global goals")
    values = ("Centre for Examples", "Town hall of Valea Exemplului", "families with small children", None)
    return list(zip(names, values, strict=True))


def activities() -> list[SimpleNamespace]:
    """Two lines of a record."""
    now = clock.now()
    return [
        SimpleNamespace(
            at=now, text="Report returned", actor="Ion Exemplu", facts={"reason": "Two documents missing."}
        ),
        SimpleNamespace(at=now - timedelta(days=3), text="Report submitted", actor="", facts={}),
    ]


def _messages() -> list[Any]:
    class Message(str):
        """A message as Django keeps it."""

        level_tag = ""

    made = [Message("Saved."), Message("The deadline is tomorrow."), Message("This was not sent.")]
    for message, level in zip(made, ("success", "warning", "error"), strict=True):
        message.level_tag = level
    return [*made, Message("A new version of this page is there.")]


def _tally(promised: str | None, kept: str | None, label: str, text: str) -> SafeString:
    said, done = (None if each is None else Decimal(each) for each in (promised, kept))
    return drawing.tally(tally.draw(said, done), label, text, f"{label}: {text}")


def _tallies() -> list[SafeString]:
    """Many of a kind and few, a part, more than promised, nothing yet, and what is not known."""
    return [
        _tally("546396", "544219.15", "Money", "544,219.15 of 546,396 USD · 99.6%"),
        _tally("450000", "180000", "Paid", "180,000 of 450,000 MDL · 40%"),
        _tally("2", "1", "Promises of the town hall", "1 of 2 verified"),
        _tally("12", "15", "Centres opened", "15 of at least 12 · 125%"),
        _tally("40", "0", "Children with plans", "0 of 40 · 0%"),
        _tally("9", None, "Visits", "not reported · target 9"),
        _tally(None, "2", "Services re-engineered", "2 · no target stated"),
        _tally(None, None, "Trainings", "not reported · no target stated"),
    ]


def _moves() -> list[MoveButton]:
    return [
        MoveButton("accept", "Accept the report", "#accept"),
        MoveButton("return", "Return it", "#return", asks=True),
        MoveButton("reject", "Reject it", "#reject", asks=True, is_grave=True),
    ]


def _of_words() -> dict[str, Samples]:
    now = clock.now()
    return {
        "brand": [("", {"url": "/"})],
        "crumbs": [("", {"links": [{"label": "Grants", "url": "#"}], "here": "AGR-2026-0007"})],
        "demo_mark": [("", {}), ("in its own words", {"text": "Invented figures, Bridges programme."})],
        "empty": [("", {"title": "No open call", "text": "The next comes in May.", "url": "#", "label": "Past calls"})],
        "facts": [("", {"facts": facts(), "missing": "not published"})],
        "figures": [("", {"figures": figures()})],
        "file": [("", {"url": "#", "name": "Statute.pdf", "kind": "PDF", "size": 482_133})],
        "heading": [("", {"title": "Bridges", "eyebrow": "Project", "standfirst": "Services closer to people."})],
        "messages": [("", {"messages": _messages()})],
        "note": [(tone, {"tone": tone, "title": tone, "text": "A remark."}) for tone in tones.SIGNS],
        "steps": [("", {"steps": steps(), "label": "Where this grant stands"})],
        "task": [("", {"task": task}) for task in tasks()],
        "activity": [("", {"activities": activities()}), ("nothing yet", {"activities": []})],
        "tally_key": [("", {}), ("money", {"promised": "above: planned", "kept": "below: paid"})],
        "autosave": [("", {"saved_at": now})],
    }  # fmt: skip


def _table() -> dict[str, Any]:
    """A list of two grants, sorted by name, with its total."""
    paid = Money(Decimal("180000.00"), "MDL")
    heads = [Head("Organisation", "text", "-organization", "ascending"), Head("Ends on", "date", "ends_on", "")]
    heads += [Head("Status", "status", "status", ""), Head("Paid", "money", "paid", "")]
    rows = [
        [Cell("text", name, "#", ""), Cell("date", clock.today(), "", ""), Cell("status", state, "", ""), amount]
        for name, state, amount in (
            ("Asociația „Casa Mare”", _Grant("active", "active"), Cell("money", paid, "", "")),
            ("Asociația „Vatra”", _Grant("suspended", "suspended"), Cell("money", None, "", "not reported")),
        )
    ]
    totals = [Total("All, MDL", ["", None, None, paid])]
    table = SimpleNamespace(caption="Grants", empty="No grant yet.")
    listed = ListedPage(rows, 1, 1, 2)
    return {"table": table, "heads": heads, "rows": rows, "totals": totals, "listed": listed, "title": "Grants"}


@dataclass(frozen=True)
class _Grant:
    status: str
    word: str

    def get_status_display(self) -> str:
        return self.word


def _of_acts() -> dict[str, Samples]:
    chosen = Chosen("Status", "open", "q=centre")
    return {
        "errors": [("", {"form": wrong_form()})],
        "filters": [("", {"filters": SimpleNamespace(form=SampleFilter(prefix="sample"), chosen=[chosen])})],
        "form": [("", {"form": SampleForm(), "submit": "Send", "cancel_url": "#"}), ("wrong", {"form": wrong_form()})],
        "formset": [
            ("", {"formset": rows(), "caption": "Budget"}),
            ("wrong", {"formset": rows(wrong=True), "caption": "Budget with a mistake"}),
        ],
        "formset_row": [],
        "language_form": [("", {"language_links": languages()})],
        "languages": [("", {"links": languages()})],
        "menu": [
            ("short", {"id": "short-menu", "groups": [Group("", menu())]}),
            ("long", {"id": "long-menu", "groups": menu_groups()}),
        ],
        "moves": [("", {"buttons": _moves(), "csrf_token": ""})],
        "nav": [("", {"entries": menu()[1:4]})],
        "pagination": [("", {"listed": ListedPage([], 6, 20, 982)})],
        "table": [("", _table()), ("empty", {**_table(), "rows": []})],
        "submit_row": [("", {"submit": "Withdraw", "cancel_url": "#", "grave": True})],
    }


# Floors above add the samples of their own components here, from AppConfig.ready().
more: list[Callable[[], dict[str, Samples]]] = []


def of_components() -> dict[str, Samples]:
    """The samples of each component by its name, as (title, context)."""
    found = {**_of_words(), **_of_acts()}
    for each in more:
        found |= each()
    return found


def of_tags() -> dict[str, Any]:
    """What the page of the house tags prints."""
    now = clock.now()
    return {
        "amount": Decimal("1234567.89"),
        "ratio": Decimal("0.996"),
        "moment_sample": now,
        "days": [now.date() + timedelta(days=days) for days in (-2, 0, 3, 30)],
        "tones": ["kept", "late", "wait", "info", "neutral"],
        "path": steps(),
        "tasks": tasks(),
        "figures": figures(),
        "facts": facts(),
        "tallies": _tallies(),
        "activities": activities(),
        "menu": [Group("", menu())],
    }
