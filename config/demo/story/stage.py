"""The stage: who acts and when. The whole story is told in days before the telling, so that it is never stale."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from kernel import clock
from organizations.models import Organization, User


@dataclass(frozen=True)
class Stage:
    """People and organisations of the story by key, and its calendar: `day(30)` is thirty days before the telling."""

    told_on: date
    people: dict[str, User] = field(default_factory=dict)
    organizations: dict[str, Organization] = field(default_factory=dict)

    def day(self, days_ago: int) -> date:
        """The date so many days before the telling; a negative number lies ahead."""
        return self.told_on - timedelta(days=days_ago)

    def moment(self, days_ago: int, hour: int = 10, minute: int = 0) -> datetime:
        """A moment of that day, in the time zone of the house."""
        return timezone.make_aware(datetime.combine(self.day(days_ago), time(hour, minute)))

    @contextmanager
    def at(self, days_ago: int, hour: int = 10, minute: int = 0) -> Iterator[None]:
        """Within the block the clock of the house stands at that moment."""
        with clock.at(self.moment(days_ago, hour, minute)):
            yield
