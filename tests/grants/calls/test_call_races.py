"""Two at once: whoever comes second is told so, and nothing is done twice."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from grants.actions.applications.applying import begin_application, submit_application
from grants.actions.awards.lists import approve_award_list
from grants.models import Application, ApplicationVersion, Award, AwardListRow
from kernel.refusals import Refusal
from organizations.models import Role
from tests.factories.grants.applications import CompleteDraftFactory, InReviewFactory, member
from tests.factories.grants.calls import OpenCallFactory, staff
from tests.factories.grants.reviews import AwardListFactory, CallInReviewFactory
from tests.factories.organizations import OrganizationFactory


def _at_once(*acts: Callable[[], object]) -> list[str]:
    """Run the acts in threads that start together; "done" or the name of the refusal of each."""
    gate, said = threading.Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        try:
            gate.wait(timeout=20)
            act()
            said.append("done")
        except Refusal as refusal:
            said.append(type(refusal).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return sorted(said)


@pytest.mark.django_db(transaction=True)
def test_two_submit_at_once():
    draft = CompleteDraftFactory()
    people = [member(draft.organization), member(draft.organization)]
    copies = [Application.objects.get(pk=draft.pk) for _each in people]
    said = _at_once(
        lambda: submit_application(copies[0], by=people[0], is_declared=True),
        lambda: submit_application(copies[1], by=people[1], is_declared=True),
    )
    assert said == ["NotNow", "done"]
    assert ApplicationVersion.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_begin_at_once():
    call, organization = OpenCallFactory(), OrganizationFactory()
    people = [member(organization), member(organization)]
    said = _at_once(
        lambda: begin_application(call, organization, by=people[0]),
        lambda: begin_application(call, organization, by=people[1]),
    )
    assert said == ["Refusal", "done"]
    assert Application.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_approve_at_once():
    call = CallInReviewFactory()
    award_list = AwardListFactory(call=call)
    application = InReviewFactory(call=call)
    AwardListRow.objects.create(
        award_list=award_list, application=application, rank=1, decision="award", amount=application.requested
    )
    people = [staff(call.programme, Role.PROGRAMME_MANAGER), staff(call.programme, Role.FINANCE_APPROVER)]
    said = _at_once(
        lambda: approve_award_list(award_list, by=people[0]), lambda: approve_award_list(award_list, by=people[1])
    )
    assert said == ["NotNow", "done"]
    assert Award.objects.count() == 1
