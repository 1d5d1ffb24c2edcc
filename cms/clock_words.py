"""How the clock of the process reads: one line for each step, in the reader's language."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from grants.models import Call
from reports.figures.process import DATES, Step, Usual, process_clocks, usual_clock

# What `usual_apart` reads of a call.
TIMED = (*DATES, "programme__is_demo")


@dataclass(frozen=True)
class ClockLine:
    """One step: its name, what was promised, what came of it, a remark; `tone` of the remark's tag, "" for none."""

    label: str
    promised: str
    actual: str
    note: str
    tone: str


def label_of(name: str) -> str:
    """What a step is called."""
    return {
        "decision": _("Decision"),
        "acceptance": _("Offer accepted"),
        "signature": _("Agreement signed by both"),
        "money": _("First money paid"),
    }[name]


def days(number: int | None, otherwise: str) -> str:
    """A number of days in words."""
    if number is None:
        return otherwise
    return ngettext("%(n)d day", "%(n)d days", number) % {"n": number}


def lines_of(steps: list[Step]) -> list[ClockLine]:
    """The lines of one call."""
    return [_line(step) for step in steps]


def _line(step: Step) -> ClockLine:
    notes = []
    if step.days is None:
        notes.append(_("%(days)s so far") % {"days": days(step.so_far, "")})
    elif step.of > 1:
        facts = {"done": step.done, "of": step.of, "slowest": days(step.slowest, "")}
        notes.append(_("median; %(done)d of %(of)d grants, the slowest %(slowest)s") % facts)
    tone = "" if step.promised is None else "late" if step.is_late else "kept" if step.so_far is None else ""
    actual = days(step.days, _("not yet"))
    return ClockLine(label_of(step.name), days(step.promised, _("not promised")), actual, " ".join(notes), tone)


def usual_lines(usual: list[Usual]) -> list[ClockLine]:
    """The lines of several calls."""
    return [
        ClockLine(
            label_of(each.name),
            _("kept in %(kept)d of %(n)d") % {"kept": each.kept_in, "n": each.promised_in} if each.promised_in else "–",
            days(each.days, ""),
            ngettext("median of %(n)d call", "median of %(n)d calls", each.n) % {"n": each.n},
            "",
        )
        for each in usual
    ]


def usual_apart(calls: list[Call]) -> list[tuple[bool, list[ClockLine]]]:
    """What the steps after the close usually take in `calls`: of real and of invented ones apart, as (is_demo, lines).

    A part in which nothing has happened is left out. Three queries.
    """
    known = process_clocks(calls)
    parts = [
        (
            is_demo,
            usual_lines(usual_clock(known[row.pk] for row in calls if row.pk in known and row.is_demo == is_demo)),
        )
        for is_demo in (False, True)
    ]
    return [(is_demo, lines) for is_demo, lines in parts if lines]
