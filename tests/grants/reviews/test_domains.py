"""Fields of work of one application: chosen by who assigns, seen where reviewers are assigned, used by the proposal."""

import pytest
from django.urls import reverse

from grants.actions.reviews.planning import set_domains
from grants.models import WorkDomain
from grants.queries.reviews.proposal import domains_of
from kernel.refusals import NotAllowed
from tests.factories.grants.applications import InReviewFactory, member
from tests.factories.grants.calls import staff
from tests.factories.grants.reviews import CallInReviewFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def domains():
    return [WorkDomain.objects.create(code=f"field-{n}", name_ro=f"Domeniul {n}", order=n) for n in (1, 2)]


def test_fields_are_chosen_on_the_page_and_used_by_the_proposal(login, domains):
    application = InReviewFactory(call=CallInReviewFactory())
    call, browser = application.call, login(staff(application.call.programme))
    call.domains.set(domains[:1])
    assert domains_of(call, [application]) == {application.pk: {domains[0].pk: domains[0].name}}
    address = reverse("grants:application_domains", args=[application.reference])
    desk = reverse("grants:assignments", args=[call.reference])
    page = browser.get(desk).text
    assert (address in page, "those of the call" in page) == (True, True)
    browser.post(address, {"domains": [domains[1].pk]})
    assert domains_of(call, [application]) == {application.pk: {domains[1].pk: domains[1].name}}
    assert domains[1].name in browser.get(desk).text


def test_fields_are_not_the_applicants_to_choose(domains):
    application = InReviewFactory(call=CallInReviewFactory())
    with pytest.raises(NotAllowed):
        set_domains(application, domains, by=member(application.organization))


def test_desk_costs_the_same_for_one_and_for_many(login, domains, django_assert_max_num_queries):
    call = CallInReviewFactory()
    InReviewFactory(call=call).domains.set(domains)
    browser, address = login(staff(call.programme)), reverse("grants:assignments", args=[call.reference])
    with django_assert_max_num_queries(200) as first:
        browser.get(address)
    for _ in range(4):
        InReviewFactory(call=call).domains.set(domains)
    with django_assert_max_num_queries(len(first)):
        browser.get(address)
