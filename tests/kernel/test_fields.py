"""Fields and constraints of the house."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from grants.models import FundingLine, Programme
from kernel.fields import AmountField, CurrencyField, FoldedField, together
from organizations.models import Organization
from tests.factories.grants.programmes import FundingLineFactory, ProgrammeFactory
from tests.factories.organizations import OrganizationFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_folded_column_follows_its_sources() -> None:
    organization = OrganizationFactory(name_ro="Școala Nouă", name_ru="Новая школа", short_name="ȘN")
    assert Organization.objects.filter(folded__contains="scoala noua").get() == organization
    organization.name_ro = "Împreună"
    organization.save()
    assert Organization.objects.filter(folded__contains="scoala").count() == 0
    assert Organization.objects.get().folded.startswith("impreuna новая школа")


def test_folded_column_is_filled_by_bulk_create() -> None:
    Organization.objects.bulk_create([OrganizationFactory.build(name_ro="Țară")])
    assert "tara" in Organization.objects.get().folded


def test_folded_field_is_rebuilt_by_a_migration_with_its_sources() -> None:
    field = Organization._meta.get_field("folded")
    _name, path, _args, kwargs = field.deconstruct()
    assert path == "kernel.fields.FoldedField"
    assert FoldedField(**kwargs).sources == field.sources


@pytest.mark.parametrize("amount", [Decimal("-1"), Decimal("0")])
def test_amount_that_is_not_positive_is_refused_by_the_database(amount: Decimal) -> None:
    line = FundingLineFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        FundingLine.objects.filter(pk=line.pk).update(amount=amount)


def test_value_outside_its_choices_is_refused_by_the_database() -> None:
    programme = ProgrammeFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Programme.objects.filter(pk=programme.pk).update(status="flying")


def test_moment_without_its_person_is_refused_by_the_database() -> None:
    programme = ProgrammeFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Programme.objects.filter(pk=programme.pk).update(published_by=UserFactory())


def test_together_takes_any_number_of_fields() -> None:
    assert together("a", "b", "c", name="x").condition == (
        models.Q(a__isnull=True, b__isnull=True, c__isnull=True)
        | models.Q(a__isnull=False, b__isnull=False, c__isnull=False)
    )


def test_amount_has_two_places_and_is_not_negative() -> None:
    field = AmountField()
    assert field.clean(Decimal("1234.50"), None) == Decimal("1234.50")
    for wrong in (Decimal("1.005"), Decimal("-1"), Decimal(10**15)):
        with pytest.raises(ValidationError):
            field.clean(wrong, None)


def test_currency_is_one_of_those_kept() -> None:
    assert CurrencyField().clean("MDL", None) == "MDL"
    with pytest.raises(ValidationError):
        CurrencyField().clean("GBP", None)
