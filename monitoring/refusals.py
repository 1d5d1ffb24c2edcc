"""Why an act on a scorecard or a commitment was not done."""

from kernel.refusals import Refusal


class Incomplete(Refusal):
    """Something must be there first."""


class WrongCounts(Refusal):
    """Counts that do not add up."""


class NotCompetent(Refusal):
    """The authority did not answer for the service on the day."""


class SecondPersonNeeded(Refusal):
    """The same person may not do both."""


class WrongDates(Refusal):
    """Dates in an impossible order, or in a year that the calendar does not know."""


class NothingChanged(Refusal):
    """A new version that would say the same as the last."""
