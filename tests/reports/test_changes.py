"""The day of the last change that a project's page prints."""

from datetime import UTC, date, datetime

import pytest

from grants.models import Programme
from kernel import clock
from monitoring.actions.versions import grow_version
from monitoring.models import Framework
from reports.figures.changes import changed_on, with_last_changes
from tests.factories.grants.agreements import AgreementFactory
from tests.factories.grants.ledger import post
from tests.factories.monitoring.results import FrameworkFactory
from tests.factories.organizations import UserFactory

pytestmark = pytest.mark.django_db


def noon(day):
    return datetime(2026, 5, day, 12, tzinfo=UTC)


def day_of(programme):
    return changed_on(with_last_changes(Programme.objects.filter(pk=programme.pk)).get())


def test_the_page_changed_with_the_last_entry_figure_or_grant(client):
    with clock.at(noon(1)):
        programme = FrameworkFactory().programme
    Programme.objects.update(changed_at=noon(1), published_at=noon(1), published_by=UserFactory())
    Framework.objects.update(changed_at=noon(1))
    assert day_of(programme) == date(2026, 5, 1)
    with clock.at(noon(4)):
        post(programme)
    assert day_of(programme) == date(2026, 5, 4)
    with clock.at(noon(7)):
        grow_version(programme.frameworks.get())
    assert day_of(programme) == date(2026, 5, 7)
    grant = AgreementFactory(programme=programme, status="active")
    type(grant).objects.filter(pk=grant.pk).update(published_at=noon(9), published_by=UserFactory())
    assert day_of(programme) == date(2026, 5, 9)
    assert "9 May 2026" in client.get(f"/en/programmes/{programme.slug}/").text
