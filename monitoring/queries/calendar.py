"""The calendar of working days, as rows say it."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from kernel.working_days import add_working_days
from monitoring.models import CalendarDay
from monitoring.refusals import WrongDates


def exceptions_between(start: date, end: date) -> dict[date, bool]:
    """The days from `start` to `end` that differ from their weekday, with whether they are working days."""
    return dict(CalendarDay.objects.filter(on__range=(start, end)).values_list("on", "is_working"))


def working_day_after(start: date, number: int) -> date:
    """The `number`-th working day after `start` in Moldova's calendar; one query.

    Raises WrongDates when the calendar has no row for a year that the term touches: nobody entered its holidays.
    """
    exceptions = exceptions_between(date(start.year, 1, 1), start + timedelta(days=3 * number + 60))
    end = add_working_days(start, number, exceptions)
    known = {day.year for day in exceptions}
    missing = [year for year in range(start.year, end.year + 1) if year not in known]
    if missing:
        raise WrongDates(
            _("The calendar of public holidays has no entry for %(year)s. Ask the operator to add them.")
            % {"year": missing[0]}
        )
    return end
