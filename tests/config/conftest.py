"""The demo story, told for one test."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from config.demo.story import tell_story
from kernel import clock

TOLD_ON = date(2026, 3, 2)


@pytest.fixture
def story(db: None) -> Iterator[date]:
    """The story as it stands on the morning on which it is told; the clock stands there too. Gives the day."""
    with translation.override("en"), clock.at(datetime(2026, 3, 2, 9, tzinfo=UTC)):
        tell_story(TOLD_ON)
        yield TOLD_ON
