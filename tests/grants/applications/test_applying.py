"""Applying: begin, submit with a receipt, late and incomplete ones refused with the draft kept, the partner's word."""

import re
from datetime import date, timedelta

import pytest
from django.core import mail

from grants.actions.applications.applying import begin_application, submit_application, withdraw_application
from grants.actions.applications.confirmations import (
    answer_confirmation,
    ask_confirmation,
    link_to,
    read_link,
    record_paper,
    take_back_request,
)
from grants.actions.calls.life import cancel_call, close_call
from grants.models import Application, ApplicationStatus, ConfirmationStatus
from grants.queries.applications.versions import proof_of
from grants.receipts import digest
from grants.wiring.calls import changed_versions
from kernel import clock
from kernel.refusals import NotAllowed, NotNow, Refusal
from kernel.turns import ARRIVED
from organizations.models import Role
from tests.factories.grants.applications import ApplicationFactory, CompleteDraftFactory, member
from tests.factories.grants.calls import CallFactory, OpenCallFactory, staff
from tests.factories.organizations import AuthorityFactory, OrganizationFactory, UserFactory
from tests.grants.uploads import text_file

SECOND = timedelta(seconds=1)


@pytest.fixture
def draft(db):
    return CompleteDraftFactory()


@pytest.fixture
def signatory(draft):
    return member(draft.organization)


def test_begin_application_once_for_each_organisation(db):
    call, organization = OpenCallFactory(), OrganizationFactory()
    writer = member(organization, Role.MEMBER)
    application = begin_application(call, organization, by=writer)
    assert application.reference == f"APP-{clock.today().year}-0001"
    with pytest.raises(Refusal, match="already has"):
        begin_application(call, organization, by=writer)
    withdraw_application(application, by=member(organization))
    assert begin_application(call, organization, by=writer) != application


def test_begin_application_only_where_one_may(db):
    company = OrganizationFactory(nature="company")
    with pytest.raises(Refusal, match="not open to this organisation"):
        begin_application(OpenCallFactory(), company, by=member(company))
    association = OrganizationFactory()
    with pytest.raises(Refusal, match="not open to this organisation"):
        begin_application(OpenCallFactory(kind="direct"), association, by=member(association))
    with pytest.raises(NotAllowed):
        begin_application(OpenCallFactory(), association, by=UserFactory())
    with pytest.raises(NotNow):
        begin_application(CallFactory(), association, by=member(association))


def test_submit_application_freezes_it_and_gives_a_receipt(draft, signatory, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        version = submit_application(draft, by=signatory, is_declared=True)
    draft.refresh_from_db()
    assert (draft.status, draft.submitted_by) == (ApplicationStatus.SUBMITTED, signatory)
    assert version.digest == digest(version.content)
    assert version.content["budget"][0]["description"] == "Asistent social"
    assert signatory.name not in str(version.content)
    proof = proof_of(version.receipt_code.lower().replace("-", " "))
    assert (proof.digest, proof.received_at, proof.is_intact) == (version.digest, draft.submitted_at, True)
    assert version.receipt_code in mail.outbox[0].body
    assert list(changed_versions()) == []


def test_submit_application_in_the_last_second(draft, signatory):
    with clock.at(draft.call.deadline_at - SECOND):
        submit_application(draft, by=signatory, is_declared=True)


def test_submit_application_late_keeps_the_draft(draft, signatory):
    with clock.at(draft.call.deadline_at), pytest.raises(NotNow, match="Your draft is kept"):
        submit_application(draft, by=signatory, is_declared=True)
    draft.refresh_from_db()
    assert (draft.status, draft.submitted_at, draft.versions.count()) == (ApplicationStatus.DRAFT, None, 0)
    assert (draft.answers.count(), draft.budget_lines.count(), draft.title) == (1, 1, "Centru de zi")


def test_the_deciding_moment_is_the_start_of_the_act(draft, signatory):
    """Who started in time is received, though the close was recorded while the act waited for its lock."""
    started, deadline = draft.call.deadline_at - SECOND, draft.call.deadline_at
    with clock.at(deadline):
        close_call(draft.call)
    with clock.at(started):
        version = submit_application(draft, by=signatory, is_declared=True)
    assert version.submitted_at == started


def test_a_press_that_waited_past_the_deadline_counts_from_its_arrival(client, draft, signatory):
    address = f"/workspace/applications/{draft.reference}/form/check/"
    deadline = draft.call.deadline_at
    client.force_login(signatory)
    with clock.at(deadline + SECOND):
        late = client.post(address, {"is_declared": "on"}, **{ARRIVED: deadline})
        assert (late.status_code, draft.versions.count()) == (409, 0)
        in_time = client.post(address, {"is_declared": "on"}, **{ARRIVED: deadline - SECOND})
        assert in_time.status_code == 302
    assert draft.versions.get().submitted_at == deadline - SECOND


def test_submit_application_twice(draft, signatory):
    stale = Application.objects.get(pk=draft.pk)
    submit_application(draft, by=signatory, is_declared=True)
    with pytest.raises(NotNow):
        submit_application(stale, by=signatory, is_declared=True)
    assert draft.versions.count() == 1


def test_submit_application_undeclared_or_incomplete(draft, signatory):
    with pytest.raises(Refusal, match="Confirm the declaration"):
        submit_application(draft, by=signatory, is_declared=False)
    empty = ApplicationFactory()
    with pytest.raises(Refusal, match="no title"):
        submit_application(empty, by=member(empty.organization), is_declared=True)


@pytest.mark.parametrize("role", [Role.MEMBER, Role.ACCOUNTANT])
def test_submit_application_is_for_the_representative(draft, role):
    with pytest.raises(NotAllowed):
        submit_application(draft, by=member(draft.organization, role), is_declared=True)


def test_submit_application_of_a_cancelled_call(draft, signatory):
    cancel_call(draft.call, by=staff(draft.call.programme, Role.PROGRAMME_MANAGER), reason="x")
    with pytest.raises(NotNow):
        submit_application(draft, by=signatory, is_declared=True)


def test_partner_confirms_by_signed_link(draft, signatory, django_capture_on_commit_callbacks):
    authority = AuthorityFactory()
    with django_capture_on_commit_callbacks(execute=True):
        asked = ask_confirmation(draft, authority, by=signatory, email="primaria@example.org", kind="letter")
    assert [message.to for message in mail.outbox] == [["primaria@example.org"]]
    [token] = re.findall(r"/confirm/(\S+)/", mail.outbox[0].body)
    assert read_link(token) == asked
    answered = answer_confirmation(read_link(token), person_name="Ion Rusu, primar", is_confirmed=True)
    assert (answered.status, answered.person_name) == (ConfirmationStatus.CONFIRMED, "Ion Rusu, primar")
    with pytest.raises(NotNow):
        answer_confirmation(answered, person_name="Altcineva", is_confirmed=False)
    with pytest.raises(NotNow, match="its answer stays"):
        take_back_request(answered, by=signatory)


def test_signed_link_is_refused_when_changed_or_old(draft, signatory):
    asked = ask_confirmation(draft, AuthorityFactory(), by=signatory, email="a@example.org", kind="letter")
    token = link_to(asked).split("/")[2]
    with pytest.raises(Refusal):
        read_link(token[:-2] + "xx")
    take_back_request(asked, by=signatory)
    with pytest.raises(Refusal, match="took this request back"):
        read_link(token)


def test_a_missing_confirmation_blocks_only_where_the_call_says_so(db):
    draft = CompleteDraftFactory(call__needs_confirmation=True)
    signatory = member(draft.organization)
    with pytest.raises(Refusal, match="No authority"):
        submit_application(draft, by=signatory, is_declared=True)
    ask_confirmation(draft, AuthorityFactory(), by=signatory, email="a@example.org", kind="letter")
    with pytest.raises(Refusal, match="not confirmed the partnership yet"):
        submit_application(draft, by=signatory, is_declared=True)
    record_paper(draft, draft.confirmations.get().authority, text_file("decizie.txt"), by=signatory, kind="letter")
    assert draft.confirmations.get().status == ConfirmationStatus.PAPER
    submit_application(draft, by=signatory, is_declared=True)


def test_a_council_decision_has_number_and_date(draft, signatory):
    authority = AuthorityFactory()
    facts = {"by": signatory, "kind": "council_decision"}
    with pytest.raises(Refusal, match="a number and a date"):
        ask_confirmation(draft, authority, email="a@example.org", **facts)
    later = clock.today() + timedelta(days=1)
    with pytest.raises(Refusal, match="later than today"):
        ask_confirmation(draft, authority, email="a@example.org", decision_number="1", decision_on=later, **facts)
    paper = record_paper(draft, authority, text_file(), decision_number="3/14", decision_on=date(2026, 1, 5), **facts)
    assert (paper.status, paper.decision_number) == (ConfirmationStatus.PAPER, "3/14")
    with pytest.raises(Refusal, match="already among the partners"):
        ask_confirmation(draft, authority, by=signatory, email="a@example.org", kind="letter")
