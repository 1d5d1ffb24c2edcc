"""Questions that are put together once."""

import pytest
from django.db.models import F
from django.utils.translation import override

from kernel.prepared import Without, prepared
from monitoring.models import Snapshot
from organizations.models import Organization
from tests.factories.monitoring.scorecards import ScorecardStory
from tests.factories.organizations import OrganizationFactory

pytestmark = pytest.mark.django_db


def test_who_asks_a_prepared_question_gets_the_answer_of_now_and_keeps_it_alone():
    asked = []

    @prepared
    def by_name():
        asked.append(1)
        return Organization.objects.order_by("name")

    first = OrganizationFactory(name_ro="A", name_en="Z")
    assert list(by_name()) == [first]
    second = OrganizationFactory(name_ro="B", name_en="Y")
    assert list(by_name()) == [second, first]
    with override("ro"):
        assert list(by_name()) == [first, second]
    assert len(asked) == 2  # once for each language


def test_a_body_is_read_without_the_parts_that_are_not_asked_for():
    ScorecardStory().published()
    body = Snapshot.objects.get().body
    short = Snapshot.objects.values_list(Without(F("body"), "criteria", "groups"), flat=True).get()
    assert short == {key: value for key, value in body.items() if key not in {"criteria", "groups"}}
