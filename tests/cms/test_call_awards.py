"""Who receives a grant, on the page of a call: the published by name, the withheld counted, nobody before results."""

import pytest
from django.template.loader import render_to_string

from cms.models.calls import funded_earlier, published_awards, withheld_awards
from grants.models import Call
from kernel import clock
from organizations.models import PublicationLevel
from tests.factories.grants.agreements import AgreementFactory
from tests.factories.grants.applications import InReviewFactory
from tests.factories.grants.calls import OpenCallFactory
from tests.factories.grants.reviews import AwardFactory, AwardListFactory, CallInReviewFactory
from tests.factories.organizations import OrganizationFactory, UserFactory

pytestmark = pytest.mark.django_db


def accepted(call, award_list, organization, amount):
    application = InReviewFactory(call=call, organization=organization, status="awarded")
    answered = {"status": "accepted", "answered_at": clock.now(), "answered_by": UserFactory()}
    return AwardFactory(application=application, award_list=award_list, amount=amount, **answered)


@pytest.fixture
def decided():
    call = CallInReviewFactory(status="decided")
    row = AwardListFactory(call=call)
    shelter = OrganizationFactory(publication_level=PublicationLevel.WITHHELD)
    named, hidden = accepted(call, row, OrganizationFactory(), 9000), accepted(call, row, shelter, 500)
    quiet = accepted(call, row, OrganizationFactory(), 250)
    told = {"publication_level": "withheld", "publication_reason": "Adăpost.", "level_set_by": UserFactory()}
    AgreementFactory(award=quiet, organization=quiet.application.organization, **told)
    return call, named, hidden


def with_results(call):
    Call.objects.filter(pk=call.pk).update(results_published_at=clock.now(), results_published_by=UserFactory())
    return Call.objects.get(pk=call.pk)


def test_nothing_is_told_before_the_results(decided):
    call, _named, _hidden = decided
    assert (published_awards(call), withheld_awards(call)) == ([], None)


def test_withheld_awards_are_counted_and_not_named(decided):
    call, named, hidden = decided
    told = withheld_awards(with_results(call))
    assert published_awards(with_results(call)) == [named]
    assert told is not None
    assert (told.number, told.amount) == (2, 750)
    facts = {"call": call, "awards": published_awards(with_results(call)), "withheld": told}
    words = render_to_string("cms/parts/call_awards.html", facts)
    names = [str(hidden.application.organization), str(named.application.organization)]
    assert [name in words for name in names] == [False, named.application.organization.is_published]
    assert "2 grants, " in words


def test_earlier_grants_leave_the_withheld_out(decided):
    call, named, _hidden = decided
    with_results(call)
    assert funded_earlier(OpenCallFactory(programme=call.programme)) == [named]
