"""Which grants a reader finds on public pages and in the workbook, and what is told of those whose place is hidden."""

import pytest
from openpyxl import load_workbook

from cms.views.grant_page import grant_context
from grants.actions.publishing import publish_agreement, set_publication_level
from kernel import clock
from organizations.models import PublicationLevel, Role
from reports.exports.workbook import programme_workbook
from reports.figures.grants import authority_words, published_grants
from tests.factories.grants.agreements import active, drafted, member_of
from tests.factories.grants.programmes import FundingLineFactory, ProgrammeFactory
from tests.factories.organizations import AuthorityFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    return ProgrammeFactory(published_at=clock.now(), published_by=UserFactory())


def published(programme, *, is_hidden=False, **facts):
    """A grant that the public reads, with a town hall that it reads about too."""
    town_hall = AuthorityFactory(organization__published_at=clock.now(), organization__published_by=UserFactory())
    agreement, team = active(programme=programme, authority=town_hall, **facts)
    if is_hidden:
        level = PublicationLevel.PLACE_HIDDEN
        set_publication_level(agreement, level=level, reason="A shelter", by=team.manager)
        publish_agreement(agreement, by=member_of(team.implementer, Role.PROGRAMME_MANAGER))
    else:
        publish_agreement(agreement, by=team.manager)
    return published_grants().get(pk=agreement.pk), team


def cells(book):
    """Every text of the workbook."""
    with book:
        return {value for sheet in load_workbook(book) for row in sheet.iter_rows(values_only=True) for value in row}


def test_the_authority_of_a_grant_whose_place_is_hidden_is_hidden_too(programme):
    shown, _team = published(programme)
    hidden, _other = published(programme, is_hidden=True)
    assert grant_context(shown)["authority"] == shown.authority
    assert grant_context(hidden)["authority"] is None
    assert authority_words(hidden) == "not published"
    found = cells(programme_workbook(programme, reader=None))
    assert str(shown.authority.organization) in found
    assert str(hidden.authority.organization) not in found


def test_an_authority_that_is_not_published_is_not_named(programme):
    agreement, team = active(programme=programme, authority=AuthorityFactory())
    publish_agreement(agreement, by=team.manager)
    grant = published_grants().get(pk=agreement.pk)
    assert (grant_context(grant)["authority"], authority_words(grant)) == (None, "not published")
    agreement.authority = None
    assert authority_words(agreement) == ""


def test_the_workbook_of_a_donor_has_no_grant_that_has_not_begun(programme):
    begun, team = published(programme)
    draft, _other = drafted(programme=programme)
    line = FundingLineFactory(programme=programme)
    donor = member_of(line.donor, Role.VIEWER)
    assert {begun.reference, draft.reference} <= cells(programme_workbook(programme, reader=team.manager))
    found = cells(programme_workbook(programme, reader=donor))
    assert begun.reference in found
    assert draft.reference not in found
