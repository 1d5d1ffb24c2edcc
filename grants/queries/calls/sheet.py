"""Everything that a call says to applicants, in words of one language: what its page prints, and its PDF.

Both print the same sheet, so that nothing is said in one and not in the other. It holds nothing but texts, so it can
be kept.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from grants.models import (
    Call,
    CallKind,
    Criterion,
    EligibilityCriterion,
    InformationSession,
    Lot,
    Question,
    QuestionKind,
)
from grants.queries.calls.effort import effort_of
from grants.queries.calls.timetable import Date, timetable_of
from kernel import clock, formatting
from organizations.models import Nature, TerritorialUnit
from organizations.registries import profile_sections


@dataclass(frozen=True)
class Asked:
    """One question: what is asked, what an answer may be, help, the choices or columns, and when it is asked."""

    label: str
    limits: str
    help: str
    offers: tuple[str, ...]
    condition: str


@dataclass(frozen=True)
class Part:
    """A section of the form with its questions."""

    title: str
    questions: tuple[Asked, ...]


@dataclass(frozen=True)
class Judged:
    """One criterion, named with its stage where there are two: most points, weight, threshold or "", anchors."""

    title: str
    guidance: str
    maximum: str
    weight: str
    threshold: str
    anchors: tuple[str, ...]


@dataclass(frozen=True)
class Dated:
    """One date of the call, and what it is; `day` None: it has none yet."""

    label: str
    when: str
    note: str = ""
    link: str = ""
    day: date | None = None


@dataclass(frozen=True)
class Named:
    """A thing with a remark: a document to attach, a criterion of eligibility."""

    title: str
    note: str = ""


@dataclass(frozen=True)
class LotLine:
    """One lot: its money, its grants, where."""

    title: str
    money: str
    one_grant: str
    where: str


@dataclass(frozen=True)
class Sheet:
    """The whole call in words."""

    title: str
    summary: str
    body: tuple[str, ...]
    one_grant: str
    money: str
    terms: tuple[tuple[str, str], ...]
    dates: tuple[Dated, ...]
    notes: tuple[str, ...]
    lots: tuple[LotLine, ...]
    eligibility: tuple[Named, ...]
    parts: tuple[Part, ...]
    budget: tuple[str, ...]
    documents: tuple[Named, ...]
    criteria: tuple[Judged, ...]
    effort: str
    hours: str

    @property
    def all_texts(self) -> list[str]:
        """Every text, for whoever asks whether two prints say the same."""
        texts = [self.title, self.summary, *self.body, self.one_grant, self.money, self.effort, self.hours]
        texts += [*self.budget, *self.notes]
        texts += [text for pair in self.terms for text in pair]
        texts += [text for each in self.dates for text in (each.label, each.when, each.note)]
        texts += [text for lot in self.lots for text in (lot.title, lot.money, lot.one_grant, lot.where)]
        texts += [text for each in (*self.eligibility, *self.documents) for text in (each.title, each.note)]
        for part in self.parts:
            texts.append(part.title)
            texts += [t for q in part.questions for t in (q.label, q.limits, q.help, *q.offers, q.condition)]
        for each in self.criteria:
            texts += [each.title, each.guidance, each.maximum, each.weight, each.threshold, *each.anchors]
        return [text for text in texts if text]


def _language() -> str:
    return get_language() or "en"


def _money(amount: Decimal, currency: str) -> str:
    return formatting.money(amount, currency, _language(), whole=True)


def _number(value: Decimal | int) -> str:
    return formatting.number(value, _language())


def _range(least: Decimal, most: Decimal, currency: str) -> str:
    """What one grant may be."""
    upper = _money(most, currency)
    return f"{formatting.number(least, _language(), 0)} – {upper}" if least else _("up to %(most)s") % {"most": upper}


def _moment(value: object) -> str:
    return formatting.moment(timezone.localtime(value), _language())  # type: ignore[arg-type]


def _places(units: Iterable[TerritorialUnit], otherwise: str) -> str:
    return ", ".join(str(unit) for unit in units) or otherwise


def sheet_of(call: Call) -> Sheet:
    """The sheet of `call` in the active language; a fixed number of queries."""
    sections = call.sections.prefetch_related(
        Prefetch("questions", Question.objects.select_related("shown_if__question").order_by("order", "pk")),
        "questions__choices",
    )
    parts = tuple(
        Part(_stage_title(call, section), tuple(_asked(each, call) for each in section.questions.all()))
        for section in sections.order_by("stage", "order", "pk")
    )
    documents = list(call.required_documents.order_by("order", "pk"))
    effort = effort_of(call)
    return Sheet(
        title=call.title,
        summary=call.summary,
        body=tuple(each.strip() for each in call.body.replace("\r\n", "\n").split("\n\n") if each.strip()),
        one_grant=_range(call.min_amount, call.max_amount, call.currency),
        money=_money(call.envelope, call.currency),
        terms=tuple(_terms(call)),
        dates=tuple(_dated(each) for each in timetable_of(call)),
        notes=tuple(_notes(call)),
        lots=tuple(_lot(each, call) for each in call.lots.prefetch_related("units").order_by("order", "pk")),
        eligibility=tuple(_eligible(each) for each in call.eligibility_criteria.order_by("order", "pk")),
        parts=parts,
        budget=tuple(_budget(call)),
        documents=tuple(
            Named(each.title, " ".join(filter(None, ["" if each.is_required else _may_be_left_out(), each.help])))
            for each in documents
        ),
        criteria=tuple(
            _judged(call, each) for each in call.criteria.prefetch_related("anchors").order_by("stage", "order", "pk")
        ),
        effort=effort.said,
        hours=_("about %(hours)s hours of work, by a rough estimate") % {"hours": _number(effort.hours)},
    )


def _may_be_left_out() -> str:
    return _("may be left out")


def _stage_title(call: Call, section: object) -> str:
    title: str = section.title  # type: ignore[attr-defined]
    if call.stages == 1:
        return title
    stage = _("Concept note") if section.stage == 1 else _("Full application")  # type: ignore[attr-defined]
    return f"{stage}: {title}"


def _asked(question: Question, call: Call) -> Asked:
    """A question in words."""
    limits = [str(question.get_kind_display()), *_limits(question, call)]
    if not question.is_required:
        limits.append(_may_be_left_out())
    condition = ""
    if question.shown_if is not None:
        condition = _("Asked only if you answer “%(choice)s” to “%(question)s”.") % {
            "choice": question.shown_if.label,
            "question": question.shown_if.question.label,
        }
    offers = tuple(each.label for each in question.choices.all()) or tuple(question.column_titles)
    return Asked(question.label, ", ".join(limits), question.help, offers, condition)


def _limits(question: Question, call: Call) -> Iterable[str]:
    if question.word_limit:
        limit = question.word_limit
        yield ngettext("at most %(limit)s word", "at most %(limit)s words", limit) % {"limit": _number(limit)}
    unit = f" {call.currency}" if question.kind == QuestionKind.MONEY else ""
    if question.minimum is not None:
        yield _("at least %(amount)s") % {"amount": _number(question.minimum) + unit}
    if question.maximum is not None:
        yield _("at most %(amount)s") % {"amount": _number(question.maximum) + unit}
    if question.most_files:
        count = question.most_files
        yield ngettext("at most %(count)d file", "at most %(count)d files", count) % {"count": count}
    if question.most_megabytes:
        yield _("each up to %(size)d MB") % {"size": question.most_megabytes}
    if question.file_kinds:
        yield ", ".join(str(kind).upper() for kind in question.file_kinds)


def _eligible(criterion: EligibilityCriterion) -> Named:
    return Named(criterion.text, criterion.explanation)


def _judged(call: Call, criterion: Criterion) -> Judged:
    return Judged(
        _stage_title(call, criterion),
        criterion.guidance,
        _number(criterion.maximum),
        _number(criterion.weight),
        "" if criterion.threshold is None else _number(criterion.threshold),
        tuple(f"{each.points} – {each.text}" for each in criterion.anchors.all()),
    )


def _lot(lot: Lot, call: Call) -> LotLine:
    least = call.min_amount if lot.min_amount is None else lot.min_amount
    most = min(call.max_amount if lot.max_amount is None else lot.max_amount, lot.ceiling)
    where = _places(lot.units.all(), _("as in the call"))
    return LotLine(lot.title, _money(lot.ceiling, call.currency), _range(least, most, call.currency), where)


def _terms(call: Call) -> Iterable[tuple[str, str]]:
    """Who, where, how much of one's own."""
    yield _("Who runs it"), str(call.programme.implementer or _("not stated"))
    natures = ", ".join(str(Nature(nature).label) for nature in call.natures)
    yield _("Who may apply"), _("only organisations that were invited") if call.kind == CallKind.DIRECT else natures
    yield _("Where"), _places(call.units.order_by("name_ro", "pk"), _("everywhere in the country"))
    share = {"percent": _number(call.cofinancing_percent)}
    own = _("at least %(percent)s %% of the whole budget") % share if call.cofinancing_percent else _("none asked")
    yield _("Own contribution"), own
    if call.most_per_organization is not None:
        yield _("Most for one organisation"), _money(call.most_per_organization, call.currency)
    yield (
        _("Authority as partner"),
        (
            _("must have confirmed before you submit")
            if call.needs_confirmation
            else _("welcome; a missing confirmation does not stop you")
        ),
    )
    asked = [str(section.title) for section in profile_sections if section.name in call.profile_sections]
    if asked:
        yield _("To be filled in in your profile"), ", ".join(asked)
    if call.is_blind:
        hidden = [_("who applies")]
        hidden += [_("the title of the project")] if call.hides_title else []
        hidden += [_("the place")] if call.hides_place else []
        yield _("Hidden from reviewers"), ", ".join(hidden)


def _budget(call: Call) -> Iterable[str]:
    """What the budget is made of, and its limits."""
    yield _(
        "And a budget: lines with unit, quantity and price, who pays each line, in cash or in kind. A block copied "
        "from Excel can be pasted."
    )
    if call.budget_periods > 1:
        facts = {"number": call.budget_periods, "months": call.budget_period_months}
        if call.budget_period_months:
            yield _("Each cost is divided into %(number)d periods of %(months)d months.") % facts
        else:
            yield _("Each cost is divided into %(number)d periods.") % facts
    for limit in call.category_limits.all():
        words = {"category": capfirst(limit.get_category_display()), "percent": _number(limit.percent)}
        if limit.of_whole:
            yield _("%(category)s: at most %(percent)s %% of the whole budget.") % words
        else:
            yield _("%(category)s: at most %(percent)s %% of what you ask for.") % words


def _dated(each: Date) -> Dated:
    """A line of the timetable in words."""
    if each.session is not None:
        return _session(each.session)
    if isinstance(each.at, datetime):
        return Dated(each.label, _moment(each.at), day=each.day)
    when = formatting.day(each.at, _language()) if each.at else each.note or _("not stated")
    return Dated(each.label, when, day=each.day)


def _session(session: InformationSession) -> Dated:
    place = session.place or _("online, by a link")
    note = ", ".join([place, str(session.get_language_display())])
    label, when, day = _("Information session"), _moment(session.starts_at), clock.day_of(session.starts_at)
    if session.recording:
        return Dated(label, when, _("%(where)s; recording") % {"where": note}, session.recording, day)
    return Dated(label, when, note, session.link, day)


def _notes(call: Call) -> Iterable[str]:
    """What changed for everyone: a cancellation, later deadlines."""
    if call.cancelled_at:
        yield call.cancelled_reason
    for each in call.extensions.filter(approved_at__isnull=False).order_by("approved_at", "pk"):
        facts = {"old": _moment(each.old_deadline_at), "new": _moment(each.new_deadline_at), "reason": each.reason}
        said = _("The deadline was moved for everyone from %(old)s to %(new)s: %(reason)s")
        if each.stage == 2:
            said = _("The deadline of the full application was moved for everyone from %(old)s to %(new)s: %(reason)s")
        yield said % facts
