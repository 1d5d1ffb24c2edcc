"""What no sequence of permitted acts may bring about: more back than paid, costs of a closed grant, real with demo."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from grants.actions.agreements.drafting import draft_direct_agreement
from grants.actions.agreements.life import close_agreement, complete_agreement, terminate_agreement
from grants.actions.applications.applying import begin_application
from grants.actions.awards.answering import accept_award
from grants.actions.money.bookings import approve_reversal, request_reversal
from grants.actions.money.disbursements import approve_payment, record_paid
from grants.actions.money.refunds import approve_refund
from grants.actions.money.refusals import MixedWithDemo, RefundsStand
from grants.actions.programmes.life import complete_programme, publish_programme, revise_programme
from grants.models import (
    Agreement,
    AwardStatus,
    Disbursement,
    DisbursementStatus,
    Programme,
    ProgrammeStatus,
    Refund,
    ReversalReason,
)
from grants.queries.calls.intake import applicants_for
from grants.queries.money.balances import agreement_balance
from kernel import clock
from kernel.money import Money
from kernel.refusals import NotNow, Refusal
from organizations.models import Role
from tests.factories.grants.agreements import active, team_of
from tests.factories.grants.applications import member
from tests.factories.grants.calls import OpenCallFactory
from tests.factories.grants.financial_reports import accepted, begun
from tests.factories.grants.payments import bank_proof, paid, prepared, recorded_refund
from tests.factories.grants.programmes import ProgrammeFactory
from tests.factories.grants.reviews import AwardFactory
from tests.factories.organizations import OrganizationFactory
from tests.waiting import waiting

pytestmark = pytest.mark.django_db


def test_a_payment_is_not_reversed_while_its_money_came_back():
    agreement, team = active()
    payment = paid(agreement, team)
    refund = approve_refund(recorded_refund(agreement, team, "500.00"), by=team.approver)
    asked = request_reversal(payment.entry, reason=ReversalReason.BOOKED_TWICE, by=team.finance)
    with pytest.raises(RefundsStand, match=r"500\.00"):
        approve_reversal(asked, by=team.approver)
    payment.refresh_from_db()
    assert payment.status == DisbursementStatus.PAID
    assert agreement_balance(agreement).disbursed == Money(Decimal("6500.00"), "EUR")
    first = request_reversal(refund.entry, reason=ReversalReason.WRONG_AMOUNT, by=team.finance)
    approve_reversal(first, by=team.approver)
    approve_reversal(asked, by=team.approver)
    assert agreement_balance(agreement).disbursed == Money(Decimal("0.00"), "EUR")


def test_a_payment_reversed_after_the_grant_ended_leaves_nothing_to_pay():
    agreement, team = active()
    payment = paid(agreement, team)
    terminate_agreement(agreement, by=team.manager, reason="The organisation closed")
    asked = request_reversal(payment.entry, reason=ReversalReason.PAYMENT_FAILED, by=team.finance)
    approve_reversal(asked, by=team.approver)
    balance = agreement_balance(agreement)
    assert (balance.committed.amount, balance.disbursed.amount) == (Decimal(0), Decimal(0))
    assert set(agreement.tranches.values_list("status", flat=True)) == {"cancelled"}


def test_begin_report_of_a_closed_agreement():
    agreement, team = active()
    paid(agreement, team)
    approve_refund(recorded_refund(agreement, team, "1000.00"), by=team.approver)
    accepted(agreement, team, "6000.00", is_final=True)
    complete_agreement(agreement, by=team.manager)
    close_agreement(agreement, by=team.manager)
    with pytest.raises(NotNow, match="is closed"):
        begun(agreement, team, starts_on=date(2026, 4, 1), ends_on=date(2026, 6, 30))


def test_draft_direct_agreement_of_a_demo_organisation_in_a_real_project():
    programme = ProgrammeFactory()
    team = team_of(programme)
    facts = {"title": "Grant", "currency": "EUR", "amount": Decimal(100)}
    facts |= {"starts_on": date(2026, 1, 1), "ends_on": date(2026, 12, 31)}
    with pytest.raises(MixedWithDemo):
        draft_direct_agreement(programme, OrganizationFactory(is_demo=True), by=team.officer, **facts)
    assert not Agreement.objects.exists()


@pytest.mark.parametrize("is_demo", [True, False])
def test_begin_application_where_real_and_demo_would_meet(is_demo):
    call = OpenCallFactory(programme__is_demo=not is_demo)
    organization = OrganizationFactory(is_demo=is_demo)
    writer = member(organization, Role.MEMBER)
    assert applicants_for(call, writer) == []
    with pytest.raises(Refusal, match="not open to this organisation"):
        begin_application(call, organization, by=writer)


def test_revise_programme_keeps_what_happened_since_it_was_read():
    programme = ProgrammeFactory(title_ro="Unu", title_ru="Один", title_en="One")
    manager = team_of(programme).manager
    stale = Programme.objects.get(pk=programme.pk)
    publish_programme(programme, by=manager)
    complete_programme(programme, by=manager)
    stale.title_ro = "Doi"
    revise_programme(stale, by=manager)
    programme.refresh_from_db()
    assert (programme.title_ro, programme.status, programme.is_published) == ("Doi", ProgrammeStatus.COMPLETED, True)


def test_accept_award_on_its_last_day_though_its_turn_comes_on_the_next():
    award = AwardFactory()
    signatory = member(award.application.organization)
    assert signatory.has_perm("grants.answer_award", award)
    last = clock.now().replace(hour=12) + timedelta(days=(award.due_on - clock.today()).days)
    with waiting(began=last, ended=last + timedelta(days=1)):
        assert accept_award(award, by=signatory).status == AwardStatus.ACCEPTED


def test_the_database_holds_no_payment_or_refund_further_than_its_proof():
    agreement, team = active()
    waits = prepared(agreement, team)
    for status in ("approved", "paid", "reversed"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Disbursement.objects.filter(pk=waits.pk).update(status=status)
    waits = approve_payment(waits, by=team.approver)
    with pytest.raises(IntegrityError), transaction.atomic():
        Disbursement.objects.filter(pk=waits.pk).update(status="paid")
    record_paid(waits, proof=bank_proof(waits), by=team.finance)
    refund = recorded_refund(agreement, team, "5.00")
    for status in ("approved", "reversed"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Refund.objects.filter(pk=refund.pk).update(status=status)
