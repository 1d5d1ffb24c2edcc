"""Lots: never more money than the call has, chosen by the applicant, with limits and territory of their own."""

from decimal import Decimal

import pytest
from django.core.management import call_command

from grants.actions.applications.applying import begin_application
from grants.actions.applications.drafts import Entry, save_draft
from grants.actions.calls.life import revise_call
from grants.actions.calls.parts import save_anchors, save_choices, save_lot
from grants.models import Application, Choice, Lot, QuestionKind
from grants.queries.applications.completeness import completeness_of
from grants.receipts import token
from kernel.refusals import Refusal
from tests.factories.grants.applications import BudgetLineFactory, CompleteDraftFactory, member
from tests.factories.grants.calls import (
    CallFactory,
    ChoiceFactory,
    CriterionFactory,
    LotFactory,
    OpenCallFactory,
    QuestionFactory,
    staff,
)
from tests.factories.organizations import OrganizationFactory, TerritorialUnitFactory

pytestmark = pytest.mark.django_db


def test_save_lot_above_the_money_of_the_call_is_refused_with_figures():
    call = CallFactory(envelope=Decimal(100000))
    by = staff(call.programme)
    save_lot(Lot(call=call, title_ro="Nord", ceiling=Decimal(70000)), by=by)
    with pytest.raises(Refusal, match=r"110,000\.00 MDL together, 10,000\.00 more"):
        save_lot(Lot(call=call, title_ro="Sud", ceiling=Decimal(40000)), by=by)
    unit = TerritorialUnitFactory()
    south = save_lot(Lot(call=call, title_ro="Sud", ceiling=Decimal(30000)), by=by, units=[unit])
    assert list(south.units.all()) == [unit]
    call.refresh_from_db()
    call.envelope = Decimal(90000)
    with pytest.raises(Refusal, match="more than the call has"):
        revise_call(call, by=by)


def test_check_integrity_finds_lots_above_the_envelope_and_of_another_call(capsys):
    lot = LotFactory(ceiling=Decimal(70000), call__envelope=Decimal(50000), call__max_amount=Decimal(10000))
    CompleteDraftFactory(lot=LotFactory())
    with pytest.raises(SystemExit):
        call_command("check_integrity")
    said = "".join(capsys.readouterr())
    assert f"{lot.call.reference}: the lots pass the envelope" in said
    assert "answers to a lot of another call" in said


def test_application_to_a_call_with_lots_needs_one():
    call = OpenCallFactory()
    lot = LotFactory(call=call, ceiling=Decimal(30000), max_amount=Decimal(8000))
    draft = CompleteDraftFactory(call=call)
    assert [gap.anchor for gap in completeness_of(draft).gaps] == ["id_lot"]
    draft.lot = lot
    draft.save()
    assert [gap.text for gap in completeness_of(draft).gaps] == [
        "The budget requests 10,000.00 MDL, 2,000.00 more than the largest grant of 8,000.00 MDL: lower it."
    ]


def test_places_outside_the_territory_of_the_lot_are_said():
    lot = LotFactory(call=OpenCallFactory())
    lot.units.add(TerritorialUnitFactory())
    draft = CompleteDraftFactory(call=lot.call, lot=lot)
    place = draft.units.get()
    assert [gap.text for gap in completeness_of(draft).gaps] == [f"{place}: outside the territory of the lot “{lot}”."]


def test_applicant_chooses_the_lot_at_the_beginning_or_in_the_form():
    lot, other = LotFactory(call=OpenCallFactory()), LotFactory()
    organization = OrganizationFactory()
    by = member(organization)
    with pytest.raises(Refusal, match="another call"):
        begin_application(lot.call, organization, by=by, lot=other)
    draft = begin_application(lot.call, organization, by=by, lot=lot)
    assert draft.lot == lot
    later = LotFactory(call=lot.call)
    save_draft(draft, {"lot": Entry(str(later.pk), token(lot.pk))}, by=by)
    assert Application.objects.get().lot == later
    save_draft(draft, {"lot": Entry(str(other.pk), token(later.pk))}, by=by)
    assert Application.objects.get().lot is None


def test_lot_without_limits_has_those_of_the_call():
    lot = LotFactory(call__min_amount=Decimal(500), call__max_amount=Decimal(40000), ceiling=Decimal(30000))
    assert (lot.least, lot.most) == (Decimal(500), Decimal(30000))
    assert BudgetLineFactory(application__call=lot.call).application.lot is None


def test_save_choices_keeps_which_one_each_is():
    choice = ChoiceFactory(label_ro="Da")
    question, by = choice.question, staff(choice.question.call.programme)
    later = QuestionFactory(section=question.section, shown_if=choice)
    save_choices(question, [{"label_ro": "Nu"}, {"id": choice.pk, "label_ro": "Desigur"}], by=by)
    later.refresh_from_db()
    assert later.shown_if.label_ro == "Desigur"
    assert list(question.choices.values_list("label_ro", flat=True)) == ["Nu", "Desigur"]
    assert question.kind == QuestionKind.CHOICE
    assert Choice.objects.count() == 2


def test_save_anchors_above_the_maximum_or_twice():
    criterion = CriterionFactory(maximum=5)
    by = staff(criterion.call.programme)
    with pytest.raises(Refusal, match="more points"):
        save_anchors(criterion, [{"points": 6, "text_ro": "Prea mult"}], by=by)
    with pytest.raises(Refusal, match="same points"):
        save_anchors(criterion, [{"points": 3, "text_ro": "a"}, {"points": 3, "text_ro": "b"}], by=by)
    save_anchors(criterion, [{"points": 5, "text_ro": "Tot"}, {"points": 0, "text_ro": "Nimic"}], by=by)
    assert [(each.points, each.text_ro) for each in criterion.anchors.all()] == [(0, "Nimic"), (5, "Tot")]
