"""All dates of a call in one table, in their order."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from grants.models import Call, InformationSession
from kernel import clock


@dataclass(frozen=True)
class Date:
    """One date: what it is, the moment or the day, and a note; a session for which it stands, if it does.

    `at` None: it has no date yet, and the note says what is promised.
    """

    label: str
    at: datetime | date | None
    note: str = ""
    session: InformationSession | None = None

    @property
    def day(self) -> date | None:
        """Its day in the house's time zone."""
        return clock.day_of(self.at) if isinstance(self.at, datetime) else self.at

    @property
    def is_past(self) -> bool:
        """Whether it lies behind us."""
        if isinstance(self.at, datetime):
            return self.at <= clock.now()
        return self.at is not None and self.at < clock.today()

    @property
    def is_moment(self) -> bool:
        """Whether its hour matters."""
        return isinstance(self.at, datetime)


def timetable_of(call: Call) -> list[Date]:
    """Publication, sessions, questions, deadlines, decision, answer and money as promised; one query."""
    last = call.full_deadline_at or call.deadline_at
    dates = [Date(_("Published"), call.published_at)] if call.published_at else []
    dates += [
        Date(_("Information session"), each.starts_at, each.place or each.link, each)
        for each in call.sessions.order_by("starts_at", "pk")
    ]
    if call.questions_until_on:
        dates.append(Date(_("Last day for questions"), call.questions_until_on))
    first = _("Deadline of the concept note") if call.stages == 2 else _("Deadline")
    dates.append(Date(first, call.deadline_at))
    if call.stages == 2:
        dates.append(Date(_("Deadline of the full application"), call.full_deadline_at))
    if call.decision_planned_on:
        dates.append(Date(_("Decision planned on"), call.decision_planned_on))
    if call.answer_by_on:
        dates.append(Date(_("Organisations answer by"), call.answer_by_on))
    dates.sort(key=lambda each: (each.day or clock.day_of(last), each.is_moment))
    if call.money_days is not None:
        words = ngettext("%(days)d day after the decision", "%(days)d days after the decision", call.money_days)
        dates.append(Date(_("First money, as promised"), None, words % {"days": call.money_days}))
    return dates
