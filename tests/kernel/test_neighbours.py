"""What rows of a list carry of their neighbours."""

import pytest
from django.utils.translation import override

from kernel.neighbours import carrying
from kernel.tables import read
from organizations.models import Membership
from tests.factories.organizations import MembershipFactory, OrganizationFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["ro", "en", "ru"])
def test_row_carries_the_name_of_its_neighbour_as_the_neighbour_is_called(language, django_assert_num_queries):
    named = OrganizationFactory(name_ro="Școala", name_en="School", name_ru="Школа")
    in_one = OrganizationFactory(name_ro="Orașul", name_en="", name_ru="")
    for each in (named, in_one):
        MembershipFactory(organization=each)
    with override(language):
        reader = "organization.name"
        expected = [read(row, reader) for row in Membership.objects.select_related("organization").order_by("pk")]
        with django_assert_num_queries(1):
            rows = list(carrying(Membership.objects.only("role"), [reader, "role"]).order_by("pk"))
            assert [read(row, reader) for row in rows] == expected
    assert expected[1] == "Orașul"


def test_what_is_no_column_cannot_be_carried():
    with pytest.raises(ValueError, match="organization__get_absolute_url of Membership is no column"):
        carrying(Membership.objects.all(), ["organization.get_absolute_url"])
