"""Choices of filters: how they are called in each language."""

import pytest
from django.utils.translation import override

from grants.models import Label
from kernel.filters import NamedField, named
from organizations.models import Organization
from tests.factories.organizations import OrganizationFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "names"),
    [("ro", ["Școala", "Orașul"]), ("en", ["School", "Orașul"]), ("ru", ["Школа", "Orașul"])],
)
def test_choices_are_named_in_the_language_of_now_or_in_the_first_that_has_a_name(language, names):
    rows = [
        OrganizationFactory(name_ro="Școala", name_en="School", name_ru="Школа"),
        OrganizationFactory(name_ro="Orașul", name_en="", name_ru=""),
    ]
    with override(language):
        organizations = Organization.objects.filter(pk__in=[each.pk for each in rows]).order_by("pk")
        field = NamedField(queryset=named(organizations), empty_label=None)
        assert list(field.choices) == [(each.pk, name) for each, name in zip(rows, names, strict=True)]
        assert [name for _key, name in field.choices] == [str(each) for each in organizations]


def test_choices_of_one_language_are_called_by_their_column():
    label = Label.objects.create(implementer=OrganizationFactory(), name="urgent")
    assert list(NamedField(queryset=Label.objects.all(), empty_label="any").choices) == [
        ("", "any"),
        (label.pk, "urgent"),
    ]
