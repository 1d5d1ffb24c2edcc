"""A call on paper: the same sheet that its page prints, as a document."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from grants.models import Call
from grants.queries.calls.sheet import Asked, Judged, Named, Sheet
from kernel.pdf import Block, Bullets, Document, Facts, Heading, Note, Table, Text


def document_of(call: Call, sheet: Sheet, *, address: str, made_at: datetime) -> Document:
    """The document of `sheet`, the sheet of `call`; `address` is where the page stands, which may be newer."""
    footer = _("%(reference)s · the page, which may be newer: %(address)s") % {
        "reference": call.reference,
        "address": address,
    }
    return Document(
        title=sheet.title,
        subtitle=f"{_('Call')} {call.reference}",
        blocks=list(_blocks(sheet)),
        language=get_language() or "ro",
        made_at=made_at,
        issuer=str(call.programme.implementer or "Răboj"),
        footer=footer,
        is_demo=call.is_demo,
    )


def _blocks(sheet: Sheet) -> Iterator[Block]:
    if sheet.summary:
        yield Text(sheet.summary)
    for note in sheet.notes:
        yield Note(note)
    yield Facts(
        [
            (_("One grant"), sheet.one_grant),
            (_("Money available"), sheet.money),
            *sheet.terms,
            (_("How much is asked"), f"{sheet.effort}; {sheet.hours}"),
        ]
    )
    yield Heading(_("Dates"))
    yield Facts([(each.label, " · ".join(filter(None, [each.when, each.note, each.link]))) for each in sheet.dates])
    yield from (Text(each) for each in sheet.body)
    if sheet.lots:
        yield Heading(_("Lots"))
        columns = [_("Lot"), _("Money available"), _("One grant"), _("Where")]
        yield Table(columns, [(each.title, each.money, each.one_grant, each.where) for each in sheet.lots])
    if sheet.eligibility:
        yield Heading(_("Is this call for us?"))
        yield Bullets([_with_note(each) for each in sheet.eligibility])
    yield from _form(sheet)
    yield from _judging(sheet)


def _with_note(each: Named) -> str:
    return f"{each.title} ({each.note})" if each.note else each.title


def _form(sheet: Sheet) -> Iterator[Block]:
    yield Heading(_("Everything you will be asked"))
    number = 0
    for part in sheet.parts:
        yield Heading(part.title, 3)
        for question in part.questions:
            number += 1
            yield Text(f"{number}. {question.label} ({question.limits})")
            yield from _details(question)
    yield from (Text(each) for each in sheet.budget)
    if sheet.documents:
        yield Heading(_("Documents to attach"), 3)
        yield Bullets([_with_note(each) for each in sheet.documents])


def _details(question: Asked) -> Iterator[Block]:
    if question.condition:
        yield Text(question.condition)
    if question.help:
        yield Text(question.help)
    if question.offers:
        yield Bullets(list(question.offers))


def _judging(sheet: Sheet) -> Iterator[Block]:
    if not sheet.criteria:
        return
    yield Heading(_("How applications are judged"))
    columns = [_("Criterion"), _("Most points"), _("Weight"), _("At least")]
    rows = [(_criterion(each), each.maximum, each.weight, each.threshold or "–") for each in sheet.criteria]
    yield Table(columns, rows, numeric=[1, 2, 3], widths=[5, 1, 1, 1])


def _criterion(each: Judged) -> str:
    return "\n".join(filter(None, [each.title, each.guidance, *each.anchors]))
