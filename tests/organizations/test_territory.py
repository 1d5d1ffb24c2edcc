"""The territory that every installation begins with."""

import pytest
from django.core.management import call_command

from organizations.models import TerritorialUnit, UnitKind
from organizations.territory import load_territory

pytestmark = pytest.mark.django_db


def test_setup_enters_the_country_and_its_thirty_seven_units():
    load_territory()
    country = TerritorialUnit.objects.get(iso_code="MD")
    assert country.kind == UnitKind.COUNTRY
    assert country.children.count() == 37
    units = {unit.iso_code: unit for unit in country.children.all()}
    assert (units["MD-SD"].name_ro, units["MD-SD"].name_ru, units["MD-SD"].slug) == (
        "Șoldănești",
        "Шолданешты",
        "soldanesti",
    )
    assert {unit.kind for unit in units.values()} == {
        UnitKind.MUNICIPALITY,
        UnitKind.DISTRICT,
        UnitKind.AUTONOMOUS_UNIT,
        UnitKind.TERRITORIAL_UNIT,
    }


def test_setup_again_changes_nothing_and_leaves_the_operators_words():
    load_territory()
    unit = TerritorialUnit.objects.get(iso_code="MD-GA")
    unit.name_en = "Gagauz Yeri"
    unit.save()
    call_command("setup", verbosity=0)
    load_territory()
    assert TerritorialUnit.objects.exclude(iso_code="").count() == 38
    unit.refresh_from_db()
    assert unit.name_en == "Gagauz Yeri"
