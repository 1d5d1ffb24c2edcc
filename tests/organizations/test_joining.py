"""Asking to join an organisation: who is told, who answers, and what stays unsaid."""

import pytest
from django.core import mail
from django.urls import reverse

from kernel.refusals import NotAllowed, NotNow, Refusal
from organizations.actions.joining import (
    accept_join_request,
    ask_to_join,
    decline_join_request,
    withdraw_join_request,
)
from organizations.actions.people import erase_person
from organizations.models import Activity, JoinRequest, Membership, Role
from organizations.queries.joining import requests_to_answer
from organizations.wiring import join_tasks
from tests.factories.organizations import MembershipFactory, OperatorFactory, OrganizationFactory, UserFactory
from tests.organizations.people import enter

pytestmark = pytest.mark.django_db
IDNO = "9999000000105"


@pytest.fixture
def head():
    return MembershipFactory(organization=OrganizationFactory(name_ro="Taina", idno=IDNO), user__name="Elena Head").user


@pytest.fixture
def home(head):
    return head.memberships.get().organization


@pytest.fixture
def asker():
    return UserFactory(name="Vera Pop", email="vera@example.org")


def test_ask_tells_those_in_charge_and_waits_for_them(home, head, asker, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        request = ask_to_join(home, by=asker, role=Role.MEMBER, message=" Hello ")
    assert (request.status, request.message) == ("waiting", "Hello")
    assert [message.to for message in mail.outbox] == [[head.email]]
    assert "vera@example.org" in mail.outbox[0].body
    assert [str(task.title) for task in join_tasks(head)] == ["Vera Pop asks to join “Taina”"]
    assert Activity.objects.get(verb="join_asked").facts == {"role": "member"}


def test_ask_where_nobody_answers_goes_to_the_operator(asker, django_capture_on_commit_callbacks):
    operator, lonely = OperatorFactory(), OrganizationFactory()
    MembershipFactory(organization=lonely, user__is_active=False)
    with django_capture_on_commit_callbacks(execute=True):
        request = ask_to_join(lonely, by=asker, role=Role.REPRESENTATIVE)
    assert [message.to for message in mail.outbox] == [[operator.email]]
    assert list(requests_to_answer(operator)) == [request]
    accept_join_request(request, by=operator, roles=["representative"])
    assert asker.memberships.get().role == "representative"


def test_operator_does_not_answer_for_an_organization_with_a_person_in_charge(home, asker):
    request = ask_to_join(home, by=asker, role=Role.MEMBER)
    operator = OperatorFactory()
    assert list(requests_to_answer(operator)) == []
    with pytest.raises(NotAllowed):
        accept_join_request(request, by=operator, roles=["member"])


def test_one_request_waits_per_person_and_organization_and_five_in_all(home, asker):
    first = ask_to_join(home, by=asker, role=Role.MEMBER)
    with pytest.raises(NotNow, match="asked already"):
        ask_to_join(home, by=asker, role=Role.ACCOUNTANT)
    for _number in range(4):
        ask_to_join(OrganizationFactory(), by=asker, role=Role.MEMBER)
    with pytest.raises(NotNow, match="Five"):
        ask_to_join(OrganizationFactory(), by=asker, role=Role.MEMBER)
    withdraw_join_request(first, by=asker)
    assert ask_to_join(home, by=asker, role=Role.MEMBER).status == "waiting"


def test_members_strangers_to_the_demo_and_staff_roles_are_refused(home, head, asker):
    with pytest.raises(NotAllowed):
        ask_to_join(home, by=head, role=Role.MEMBER)
    with pytest.raises(NotAllowed):
        ask_to_join(OrganizationFactory(is_demo=True), by=asker, role=Role.MEMBER)
    with pytest.raises(Refusal, match="does not give this role"):
        ask_to_join(home, by=asker, role=Role.FINANCE_APPROVER)


def test_accepted_with_other_roles_than_asked(home, head, asker):
    request = accept_join_request(
        ask_to_join(home, by=asker, role=Role.REPRESENTATIVE), by=head, roles=["member", "accountant"]
    )
    assert (request.status, request.answered_by) == ("accepted", head)
    assert set(asker.memberships.values_list("role", flat=True)) == {"member", "accountant"}
    with pytest.raises(NotNow):
        accept_join_request(request, by=head, roles=["member"])


def test_decline_needs_a_reason_which_the_person_reads(home, head, asker, django_capture_on_commit_callbacks):
    request = ask_to_join(home, by=asker, role=Role.MEMBER)
    with pytest.raises(Refusal, match="Say why"):
        decline_join_request(request, by=head, reason=" ")
    with django_capture_on_commit_callbacks(execute=True):
        decline_join_request(request, by=head, reason="We do not know you.")
    assert mail.outbox[-1].to == [asker.email]
    assert "We do not know you." in mail.outbox[-1].body
    assert "Taina" not in mail.outbox[-1].body
    assert not Membership.objects.filter(user=asker).exists()


def test_who_does_not_answer_for_it_cannot_let_in(home, asker):
    request = ask_to_join(home, by=asker, role=Role.MEMBER)
    member = MembershipFactory(organization=home, role=Role.MEMBER).user
    for person in (asker, member, MembershipFactory().user):
        with pytest.raises(NotAllowed):
            accept_join_request(request, by=person, roles=["member"])


def test_known_number_leads_to_asking_and_reveals_nothing(client, home, head, asker):
    client.force_login(asker)
    url = reverse("organizations:ask_to_join", args=[IDNO])
    page = client.get(url).text
    assert "the organisation with IDNO 9999000000105" in page
    response = client.post(url, {"role": "member", "message": "It is me."}, follow=True)
    request = JoinRequest.objects.get()
    own = client.get(request.get_absolute_url()).text
    for text in (page, response.text, own):
        assert "Taina" not in text
        assert head.name not in text
        assert head.email not in text
    assert client.get(reverse("organizations:ask_to_join", args=[home.slug])).status_code == 404


def test_representative_reads_and_lets_in(client, home, head, asker):
    request = ask_to_join(home, by=asker, role=Role.MEMBER, message="It is me.")
    enter(client, head)
    page = client.get(request.get_absolute_url()).text
    assert "vera@example.org" in page
    assert "It is me." in page
    accept = reverse("organizations:joinrequest_accept", args=[request.pk])
    response = client.post(accept, {"roles": ["member"]})
    assert response.headers["Location"] == reverse("organizations:members", args=[home.slug])
    client.force_login(asker)
    assert client.get(reverse("organizations:ask_to_join", args=[IDNO])).headers["Location"] == home.get_absolute_url()


def test_asker_takes_the_request_back(client, home, asker):
    request = ask_to_join(home, by=asker, role=Role.MEMBER)
    client.force_login(asker)
    client.post(reverse("organizations:joinrequest_move", args=[request.pk, "withdraw"]))
    request.refresh_from_db()
    assert (request.status, request.answered_by) == ("withdrawn", asker)


def test_erased_person_asks_no_longer_and_their_words_are_gone(home, asker):
    request = ask_to_join(home, by=asker, role=Role.MEMBER, message="It is me.")
    erase_person(asker, by=OperatorFactory())
    request.refresh_from_db()
    assert (request.status, request.message) == ("withdrawn", "")
