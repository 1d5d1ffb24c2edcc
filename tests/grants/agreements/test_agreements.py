"""From the award to an agreement in force."""

from datetime import date
from decimal import Decimal

import pytest
from django.core import mail

from grants.actions.agreements.drafting import (
    MissingReason,
    accept_agreement,
    ask_for_changes,
    draft_direct_agreement,
    offer_agreement,
    take_back_agreement,
)
from grants.actions.agreements.life import activate_agreement, cancel_agreement
from grants.actions.agreements.signatures import record_signature
from grants.actions.agreements.terms import (
    PlannedCondition,
    PlannedLine,
    PlannedTranche,
    SumsDiffer,
    TermsFixed,
    set_budget,
    set_tranches,
)
from grants.models import AgreementStatus, ConditionKind, LedgerEntry, Side, SignatureKind
from kernel.refusals import NotAllowed, NotNow, Refusal
from organizations.models import Activity
from tests.factories.grants.agreements import drafted, signed, team_of
from tests.factories.grants.programmes import ProgrammeFactory
from tests.factories.organizations import DocumentFactory, OrganizationFactory

pytestmark = pytest.mark.django_db


def line(code: str, amount: str) -> PlannedLine:
    return PlannedLine(code, {"ro": f"Linia {code}", "ru": "", "en": ""}, "staff", Decimal(amount))


def test_draft_direct_agreement_proposes_tranches_that_sum_to_the_amount():
    programme, grantee = ProgrammeFactory(), OrganizationFactory()
    team = team_of(programme, grantee)
    agreement = draft_direct_agreement(
        programme,
        grantee,
        by=team.officer,
        title="Grant",
        currency="EUR",
        amount=Decimal("10000.01"),
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 12, 31),
    )
    assert agreement.status == AgreementStatus.DRAFT
    assert [tranche.amount for tranche in agreement.tranches.all()] == [Decimal("8000.01"), Decimal("2000.00")]


def test_draft_direct_agreement_by_the_grantee_is_refused():
    programme, grantee = ProgrammeFactory(), OrganizationFactory()
    team = team_of(programme, grantee)
    facts = {"title": "Grant", "currency": "EUR", "starts_on": date(2026, 1, 1), "ends_on": date(2026, 12, 31)}
    with pytest.raises(NotAllowed):
        draft_direct_agreement(programme, grantee, by=team.representative, amount=Decimal(1), **facts)
    with pytest.raises(Refusal) as refused:
        draft_direct_agreement(programme, grantee, by=team.officer, amount=Decimal(-1), **facts)
    assert set(refused.value.fields) == {"amount"}


def test_set_budget_over_the_amount_is_refused_with_the_figures():
    agreement, team = drafted()
    with pytest.raises(SumsDiffer, match=r"10,500.00.EUR.*10,000.00.EUR.*Take away 500.00.EUR"):
        set_budget(agreement, [line("1", "6000.00"), line("2", "4500.00")], by=team.officer)
    assert agreement.budget_lines.count() == 2


def test_set_budget_replaces_the_lines():
    agreement, team = drafted()
    set_budget(agreement, [line("A", "9999.99"), line("B", "0.01")], by=team.officer)
    assert list(agreement.budget_lines.values_list("code", "amount")) == [
        ("A", Decimal("9999.99")),
        ("B", Decimal("0.01")),
    ]


@pytest.mark.parametrize("amounts", [("-1.00", "10001.00"), ("0.00", "10000.00")])
def test_set_budget_with_an_amount_that_is_not_positive_is_refused(amounts):
    agreement, team = drafted()
    with pytest.raises(Refusal, match="Row 1"):
        set_budget(agreement, [line("1", amounts[0]), line("2", amounts[1])], by=team.officer)


def test_set_budget_with_a_code_twice_is_refused():
    agreement, team = drafted()
    with pytest.raises(Refusal, match="Row 2"):
        set_budget(agreement, [line("1", "5000.00"), line("1", "5000.00")], by=team.officer)


def test_set_tranches_under_the_amount_is_refused_with_the_figures():
    agreement, team = drafted()
    with pytest.raises(SumsDiffer, match=r"Add 1.00.EUR"):
        set_tranches(agreement, [PlannedTranche(Decimal("9999.00"), date(2026, 2, 1))], by=team.officer)


def test_set_tranches_replaces_them_with_their_conditions():
    agreement, team = drafted()
    condition = PlannedCondition(ConditionKind.MILESTONE, {"ro": "Centrul este deschis"})
    rows = [
        PlannedTranche(Decimal("5000.00"), date(2026, 2, 1)),
        PlannedTranche(Decimal("5000.00"), date(2026, 8, 1), [condition]),
    ]
    set_tranches(agreement, rows, by=team.officer)
    assert [
        (each.number, each.amount, [str(one) for one in each.conditions.all()]) for each in agreement.tranches.all()
    ] == [
        (1, Decimal("5000.00"), []),
        (2, Decimal("5000.00"), ["Centrul este deschis"]),
    ]


def test_offer_without_a_budget_is_refused():
    agreement, team = drafted()
    agreement.budget_lines.all().delete()
    with pytest.raises(SumsDiffer):
        offer_agreement(agreement, by=team.officer)


def test_terms_are_fixed_once_offered_and_open_again_when_taken_back():
    agreement, team = drafted()
    offer_agreement(agreement, by=team.officer)
    with pytest.raises(TermsFixed):
        set_budget(agreement, [line("1", "10000.00")], by=team.officer)
    take_back_agreement(agreement, by=team.officer)
    set_budget(agreement, [line("1", "10000.00")], by=team.officer)


def test_offer_tells_the_representative(django_capture_on_commit_callbacks):
    agreement, team = drafted()
    with django_capture_on_commit_callbacks(execute=True):
        offer_agreement(agreement, by=team.officer)
    assert [(each.to, agreement.reference in each.subject) for each in mail.outbox] == [
        ([team.representative.email], True)
    ]


def test_ask_for_changes_needs_a_reason_and_brings_the_draft_back():
    agreement, team = drafted()
    offer_agreement(agreement, by=team.officer)
    with pytest.raises(MissingReason):
        ask_for_changes(agreement, by=team.representative, reason=" ")
    changed = ask_for_changes(agreement, by=team.representative, reason="Two tranches only")
    assert (changed.status, changed.wish) == (AgreementStatus.DRAFT, "Two tranches only")


def test_accept_is_for_the_representative_alone():
    agreement, team = drafted()
    offered = offer_agreement(agreement, by=team.officer)
    for person in (team.accountant, team.member, team.manager):
        with pytest.raises(NotAllowed):
            accept_agreement(offered, by=person)
    accepted = accept_agreement(offered, by=team.representative)
    assert (accepted.status, accepted.accepted_by) == (AgreementStatus.ACCEPTED, team.representative)


def sign(agreement, side, by, day):
    document = DocumentFactory(organization=agreement.organization)
    return record_signature(
        agreement, side=side, kind=SignatureKind.ELECTRONIC, signed_on=day, document=document, by=by
    )


def test_second_signature_makes_it_signed():
    agreement, team = drafted()
    offer_agreement(agreement, by=team.officer)
    accept_agreement(agreement, by=team.representative)
    sign(agreement, Side.GRANTEE, team.representative, date(2026, 1, 1))
    agreement.refresh_from_db()
    assert agreement.status == AgreementStatus.ACCEPTED
    with pytest.raises(NotNow):
        sign(agreement, Side.GRANTEE, team.officer, date(2026, 1, 1))
    sign(agreement, Side.IMPLEMENTER, team.officer, date(2026, 1, 2))
    agreement.refresh_from_db()
    assert agreement.status == AgreementStatus.SIGNED


def test_signature_is_refused_to_the_other_side_before_acceptance_and_in_the_future():
    agreement, team = drafted()
    offer_agreement(agreement, by=team.officer)
    with pytest.raises(NotNow):
        sign(agreement, Side.IMPLEMENTER, team.officer, date(2026, 1, 1))
    accept_agreement(agreement, by=team.representative)
    with pytest.raises(NotAllowed):
        sign(agreement, Side.IMPLEMENTER, team.representative, date(2026, 1, 1))
    with pytest.raises(Refusal) as refused:
        sign(agreement, Side.GRANTEE, team.representative, date(2099, 1, 1))
    assert set(refused.value.fields) == {"signed_on"}


def test_activate_books_the_commitment():
    agreement, team = signed()
    active = activate_agreement(agreement, by=team.manager)
    entry = LedgerEntry.objects.get(agreement=agreement)
    assert (entry.kind, entry.amount, entry.currency) == ("commitment", Decimal("10000.00"), "EUR")
    assert (active.status, active.activated_by) == (AgreementStatus.ACTIVE, team.manager)
    assert Activity.objects.filter(verb="agreement_activated", object_id=agreement.pk).count() == 1


def test_activate_twice_is_refused():
    agreement, team = signed()
    activate_agreement(agreement, by=team.manager)
    with pytest.raises(NotNow):
        activate_agreement(agreement, by=team.manager)
    assert LedgerEntry.objects.filter(agreement=agreement).count() == 1


def test_activate_is_for_the_manager():
    agreement, team = signed()
    with pytest.raises(NotAllowed):
        activate_agreement(agreement, by=team.officer)


def test_cancel_before_it_was_active_books_nothing():
    agreement, team = signed()
    cancelled = cancel_agreement(agreement, by=team.manager, reason="The organisation gave up")
    assert (cancelled.status, cancelled.stop_reason) == (AgreementStatus.CANCELLED, "The organisation gave up")
    assert not LedgerEntry.objects.filter(agreement=agreement).exists()
