"""Answers about appeals: until when, how many, and what waits."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q

from grants.models import Appeal, AppealStatus, Application, Call, Letter, LetterKind
from grants.queries.awards.terms import terms_of
from kernel import clock
from kernel.registries import days_off_between
from kernel.working_days import add_working_days


def letter_to_appeal(application: Application) -> Letter | None:
    """The letter that opened the window: the last one that told a decision."""
    return last_to_appeal(application.letters.all())


def last_to_appeal(letters: Iterable[Letter]) -> Letter | None:
    """The same of `letters` of one application, the last sent first."""
    return next((each for each in letters if each.kind not in {LetterKind.APPEAL, LetterKind.AWARDED}), None)


@dataclass(frozen=True)
class Window:
    """Until when an applicant may appeal, the last day included; None: no window is open or opens."""

    until_on: date | None
    is_open: bool
    appeal: Appeal | None


def window_of(application: Application, letters: Iterable[Letter] | None = None) -> Window:
    """The window of one application; three queries, less those whose answer was read with it (appeal, terms of its
    call, `letters`)."""
    appeal = getattr(application, "appeal", None)
    days = terms_of(application.call).appeal_days
    letter = last_to_appeal(application.letters.all() if letters is None else letters) if days else None
    if letter is None:
        return Window(None, False, appeal)
    until = clock.day_of(letter.sent_at) + timedelta(days=days)
    return Window(until, appeal is None and clock.today() <= until, appeal)


def answer_due_on(filed_on: date, working_days: int) -> date:
    """The last day for the answer, so many working days after `filed_on`, by the public holidays that are entered."""
    return add_working_days(
        filed_on, working_days, days_off_between(filed_on, filed_on + timedelta(days=3 * working_days + 60))
    )


@dataclass(frozen=True)
class AppealFigures:
    """How many appeals against the decisions of a call were filed, upheld, and wait for an answer."""

    filed: int
    upheld: int
    waiting: int


def appeal_figures(call: Call) -> AppealFigures:
    """The figures that the public reads on the page of the call; no name, one query."""
    found = Appeal.objects.filter(application__call=call).aggregate(
        filed=Count("pk"),
        upheld=Count("pk", filter=Q(status=AppealStatus.UPHELD)),
        waiting=Count("pk", filter=Q(status=AppealStatus.FILED)),
    )
    return AppealFigures(**found)
