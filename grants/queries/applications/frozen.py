"""A submitted version as it is read: its frozen content in the words of the reader, and two of them compared."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from grants.differences import SAME, Piece, pieces_of
from grants.models import (
    ApplicationVersion,
    BudgetSource,
    Call,
    ConfirmationKind,
    ConfirmationStatus,
    ContributionForm,
    CostCategory,
    Lot,
    Question,
    QuestionKind,
    RequiredDocument,
)
from grants.queries.applications.answers import in_words
from grants.queries.applications.budgets import say
from grants.queries.applications.frozen_applicant import Words, applicant_words
from grants.queries.calls.intake import questions_of
from grants.registries import application_steps
from kernel import formatting
from kernel.money import CENT
from organizations.models import Authority, TerritorialUnit


@dataclass(frozen=True)
class Item:
    """One thing of a version in words; `key` finds the same thing in another version."""

    key: str
    label: str
    text: str


@dataclass(frozen=True)
class Part:
    """A part of a version: the project in short, a section of questions, budget, files, partners."""

    key: str
    title: str
    items: list[Item]


def parts_of_version(version: ApplicationVersion) -> list[Part]:
    """Everything that stands in a version, in the reader's language where the call speaks; seven queries."""
    content, call = version.content, version.application.call
    questions = {each.pk: each for each in questions_of(call)}
    return [
        Part("facts", _("The project in short"), _facts(content)),
        *_sections(content, questions),
        *_added(content),
        Part("budget", _("Budget"), _budget(content)),
        Part("files", _("Files"), _files(content, call, questions)),
        Part("partner", _("Authority partner"), _partners(content)),
        *_applicant(content),
    ]


def _facts(content: dict[str, Any]) -> list[Item]:
    units = TerritorialUnit.objects.filter(slug__in=content["units"]).order_by("name_ro", "pk")
    lot = Lot.objects.filter(pk=content["lot"]).first() if content.get("lot") else None
    items = [Item("title", _("Title of the project"), content["title"])]
    if lot is not None:
        items.append(Item("lot", _("Lot"), str(lot)))
    return [
        *items,
        Item("summary", _("The project in short"), content["summary"]),
        Item("units", _("Where the work is done"), ", ".join(str(each) for each in units)),
        Item("requested", _("Requested"), f"{say(Decimal(content['requested']))} {content['currency']}"),
    ]


def _sections(content: dict[str, Any], questions: dict[int, Question]) -> list[Part]:
    parts: dict[str, Part] = {}
    for answer in content["answers"]:
        question = questions.get(answer["question"])
        key = f"section-{question.section_id}" if question else "section"
        title = question.section.title if question else _("Other questions")
        part = parts.setdefault(key, Part(key, title, []))
        label, text = (question.label, in_words(question, answer["value"])) if question else (answer["label"], "")
        if question is None or (question.kind in {QuestionKind.CHOICE, QuestionKind.SEVERAL} and not text):
            text = answer["text"]  # a choice that the call no longer offers, in the words of that day
        if question is None or question.kind != QuestionKind.FILE:
            part.items.append(Item(f"question-{answer['question']}", label, text))
    return [part for part in parts.values() if part.items]


def _added(content: dict[str, Any]) -> list[Part]:
    """What other floors froze; nothing of what a version of an earlier shape did not hold."""
    found = [(step, content[step.name]) for step in application_steps if content.get(step.name)]
    return [Part(step.name, str(step.title), _numbered(step.words_of(said))) for step, said in found]


def _applicant(content: dict[str, Any]) -> list[Part]:
    facts = content.get("applicant")
    return [Part("applicant", _("Who applies"), _numbered(applicant_words(facts)))] if facts else []


def _numbered(words: Iterable[Words]) -> list[Item]:
    """Items of (key, label, text); what has the key of an earlier one is told from it by its number."""
    seen: Counter[str] = Counter()
    items = []
    for key, label, text in words:
        seen[key] += 1
        items.append(Item(f"{key}|{seen[key]}", label, text))
    return items


def _budget(content: dict[str, Any]) -> list[Item]:
    return _numbered(
        (f"{line['category']}|{line['description']}", line["description"], _line_in_words(line, content["currency"]))
        for line in content["budget"]
    )


def _line_in_words(line: dict[str, Any], currency: str) -> str:
    quantity, price = Decimal(line["quantity"]), Decimal(line["unit_price"])
    amount = (quantity * price).quantize(CENT, ROUND_HALF_UP)
    source = str(BudgetSource(line["source"]).label)
    if line["form"] == ContributionForm.IN_KIND:
        source = f"{source}, {ContributionForm.IN_KIND.label}"
    language = get_language() or "en"
    # A version of an earlier shape does not divide a quantity among periods.
    parts = [formatting.number(Decimal(each), language) for each in line.get("quantities") or []]
    whole = formatting.number(quantity, language)
    times = f"{' + '.join(parts)} = {whole}" if len(parts) > 1 else whole
    times = f"{times} {line['unit']}".strip()
    return f"{CostCategory(line['category']).label} · {times} × {say(price)} = {say(amount)} {currency} · {source}"


def _files(content: dict[str, Any], call: Call, questions: dict[int, Question]) -> list[Item]:
    wanted = {each.pk: each for each in RequiredDocument.objects.filter(call=call)}
    words = []
    for file in content["files"]:
        question, requirement = questions.get(file["question"]), wanted.get(file["requirement"])
        label = question.label if question else requirement.title if requirement else _("Other file")
        text = f"{file['name']} ({say_size(file['size'])}, SHA-256 {file['sha256'][:12]}…)"
        words.append((f"file-{file['question']}-{file['requirement']}", label, text))
    return _numbered(words)


def say_size(size: int) -> str:
    """A size as people say it, in kilobytes of a thousand bytes."""
    kilobytes = max(1, round(size / 1000))
    return _("%(size)s kB") % {"size": formatting.number(kilobytes, get_language() or "en")}


def _partners(content: dict[str, Any]) -> list[Item]:
    asked = [partner["authority"] for partner in content["partners"]]
    names = Authority.objects.select_related("organization").in_bulk(asked)
    items = []
    for partner in content["partners"]:
        authority = names.get(partner["authority"])
        words = [str(ConfirmationKind(partner["kind"]).label), str(ConfirmationStatus(partner["status"]).label)]
        decision = [partner["decision_number"], partner["decision_on"] and _day(partner["decision_on"])]
        text = " · ".join([*words, *(each for each in decision if each)])
        items.append(Item(f"partner-{partner['authority']}", str(authority or ""), text))
    return items


def _day(text: str) -> str:
    return formatting.day(date.fromisoformat(text), get_language() or "en")


@dataclass(frozen=True)
class Change:
    """One thing that is different, with the words that are gone and new."""

    label: str
    pieces: list[Piece]


@dataclass(frozen=True)
class ChangedPart:
    """A part of the form in which something is different."""

    title: str
    changes: list[Change]


def difference(before: ApplicationVersion, after: ApplicationVersion) -> list[ChangedPart]:
    """What is different in `after`, part by part, in the order of the form; empty when nothing is."""
    old = {part.key: part for part in parts_of_version(before)}
    new = {part.key: part for part in parts_of_version(after)}
    found = []
    for key in [*new, *(each for each in old if each not in new)]:
        title = (new.get(key) or old[key]).title
        changes = _changes(old[key].items if key in old else [], new[key].items if key in new else [])
        if changes:
            found.append(ChangedPart(title, changes))
    return found


def _changes(old: list[Item], new: list[Item]) -> list[Change]:
    before, after = {each.key: each for each in old}, {each.key: each for each in new}
    found = []
    for key in [*after, *(each for each in before if each not in after)]:
        was, now = before.get(key), after.get(key)
        pieces = pieces_of(was.text if was else "", now.text if now else "")
        label = (now or was).label  # type: ignore[union-attr]  # the key stands in one of them
        if any(each.kind != SAME for each in pieces):
            found.append(Change(label, pieces))
    return found
