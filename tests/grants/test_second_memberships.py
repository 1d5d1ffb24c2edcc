"""Who works for the implementer and belongs to the other side as well decides nothing about that side."""

import pytest

from grants.actions.agreements.expenditure_decisions import accept_line
from grants.actions.agreements.tranches import release_tranche
from grants.actions.awards.lists import approve_award_list
from grants.actions.money.refunds import approve_refund
from grants.actions.reviews.eligibility import Found, check_eligibility
from grants.models import AwardList, AwardListRow, AwardListStatus, LedgerEntry
from kernel.refusals import NotAllowed
from organizations.models import Role
from organizations.roles import forget
from tests.factories.grants.agreements import active
from tests.factories.grants.applications import ApplicationFactory, InReviewFactory, SubmittedFactory, member
from tests.factories.grants.calls import staff
from tests.factories.grants.financial_reports import submitted
from tests.factories.grants.payments import paid, recorded_refund
from tests.factories.grants.reviews import AwardListFactory, CallInReviewFactory
from tests.factories.organizations import MembershipFactory

pytestmark = pytest.mark.django_db


def also(person, organization, role=Role.MEMBER):
    """The same person, as a member of another organisation too."""
    MembershipFactory(user=person, organization=organization, role=role)
    forget(person)
    return person


def test_accept_line_by_an_officer_who_belongs_to_the_grantee():
    agreement, team = active()
    report = submitted(agreement, team, "100.00")
    officer = also(team.finance, team.grantee, Role.ACCOUNTANT)
    with pytest.raises(NotAllowed):
        accept_line(report.lines.get(), by=officer)
    assert report.lines.get().accepted_amount is None


def test_release_tranche_by_an_officer_who_belongs_to_the_grantee():
    agreement, team = active()
    with pytest.raises(NotAllowed):
        release_tranche(agreement.tranches.get(number=1), by=also(team.officer, team.grantee))


def test_approve_payment_and_refund_by_an_approver_who_belongs_to_the_grantee():
    agreement, team = active()
    payment = paid(agreement, team)
    refund = recorded_refund(agreement, team, "10.00")
    approver = also(team.approver, team.grantee)
    before = LedgerEntry.objects.count()
    with pytest.raises(NotAllowed):
        approve_refund(refund, by=approver)
    assert not approver.has_perm("grants.approve_payment", payment)
    assert LedgerEntry.objects.count() == before


def test_check_eligibility_of_an_application_of_ones_own_organisation():
    application = SubmittedFactory(call=CallInReviewFactory())
    officer = also(staff(application.call.programme), application.organization)
    findings = {each.pk: Found("yes") for each in application.call.eligibility_criteria.all()}
    with pytest.raises(NotAllowed):
        check_eligibility(application, findings, by=officer)
    assert not officer.has_perm("grants.assign_reviewers", application)


def test_propose_and_approve_awards_where_ones_own_organisation_applies():
    call = CallInReviewFactory()
    application = InReviewFactory(call=call)
    award_list = AwardListFactory(call=call)
    manager = also(staff(call.programme, Role.PROGRAMME_MANAGER), application.organization)
    with pytest.raises(NotAllowed):
        approve_award_list(award_list, by=manager)
    award_list.refresh_from_db()
    assert award_list.status == AwardListStatus.PROPOSED
    assert not any(manager.has_perm(f"grants.{name}", call) for name in ("propose_awards", "view_ranking"))


def test_a_draft_or_another_call_of_ones_own_organisation_closes_nothing():
    call = CallInReviewFactory()
    draft = ApplicationFactory(call=call)
    manager = also(staff(call.programme, Role.PROGRAMME_MANAGER), draft.organization)
    assert manager.has_perm("grants.view_ranking", call)
    assert not member(draft.organization).has_perm("grants.view_ranking", call)


def test_the_award_list_that_judges_ones_own_organisation_is_closed():
    call = CallInReviewFactory()
    application = InReviewFactory(call=call)
    award_list = AwardListFactory(call=call)
    AwardListRow.objects.create(award_list=award_list, application=application, rank=1, decision="reject")
    manager = staff(call.programme, Role.PROGRAMME_MANAGER)
    assert list(AwardList.objects.visible_to(manager)) == [award_list]
    assert not AwardList.objects.visible_to(also(manager, application.organization)).exists()
