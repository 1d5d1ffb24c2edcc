"""Which grants a reader finds on public pages and in the workbook, and what is told of those whose place is hidden."""

from decimal import Decimal

import pytest
from openpyxl import load_workbook

from cms.views.grant_page import grant_context
from cms.views.grants import GrantTable
from grants.actions.agreements.publishing import publish_agreement, set_publication_level
from grants.models import Keeping
from kernel import clock
from kernel.money import Money
from organizations.models import PublicationLevel, Role
from reports.exports.workbook import programme_workbook
from reports.figures.grants import authority_words, paid, published_grants, spent
from tests.factories.grants.agreements import active, drafted, member_of
from tests.factories.grants.programmes import FundingLineFactory, ProgrammeFactory
from tests.factories.organizations import AuthorityFactory, OrganizationFactory, TerritorialUnitFactory, UserFactory

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


@pytest.mark.parametrize("keeping", [Keeping.NOT_PUBLISHED, Keeping.PUBLISHED])
def test_money_of_a_grant_that_the_project_does_not_publish_is_never_0(client, programme, keeping):
    agreement, _team = published(programme)
    assert (paid(agreement), spent(agreement)) == (Money(Decimal(0), "EUR"), Money(Decimal(0), "EUR"))
    programme.disbursed_keeping = programme.spent_keeping = keeping
    programme.save()
    agreement = published_grants().get(pk=agreement.pk)
    assert (paid(agreement), spent(agreement)) == (None, None)
    (row,) = GrantTable().rows([agreement])
    assert [str(cell.missing) for cell in row if cell.value is None].count("not published") >= 2
    (line,) = GrantTable().lines([agreement])
    assert Decimal(0) not in line
    with programme_workbook(programme, reader=None) as book:
        (_head, line) = load_workbook(book)["Grants"].iter_rows(values_only=True)
    assert line[9:11] == ("not published", "not published")
    page = client.get(f"/en/grants/{agreement.reference}/").content.decode()
    assert page.count('<dd class="figure-value missing">not published</dd>') == 2
    assert ">0.00 EUR<" not in page


def seated(level=PublicationLevel.FULL):
    """A published organisation that says of itself where it is, or does not."""
    return OrganizationFactory(
        unit=TerritorialUnitFactory(name_en="Riverside"),
        publication_level=level,
        published_at=clock.now(),
        published_by=UserFactory(),
    )


def test_a_grant_whose_place_is_hidden_is_kept_apart_from_the_seat_of_its_organisation(client, programme):
    organization = seated()
    shown, _team = published(programme, organization=organization)
    hidden, _other = published(programme, organization=organization, is_hidden=True)
    there = f'href="../../organizations/{organization.slug}/"'
    pages = {each: client.get(f"/en/grants/{each.reference}/").content.decode() for each in (shown, hidden)}
    assert [str(organization) in page for page in pages.values()] == [True, True]
    assert [there in page for page in pages.values()] == [True, False]
    own = client.get(f"/en/organizations/{organization.slug}/").content.decode()
    assert ["Riverside" in own, shown.reference in own, hidden.reference in own] == [True, True, False]


def test_an_organisation_that_hides_its_place_lists_all_its_grants(client, programme):
    organization = seated(PublicationLevel.PLACE_HIDDEN)
    hidden, _team = published(programme, organization=organization, is_hidden=True)
    own = client.get(f"/en/organizations/{organization.slug}/").content.decode()
    assert ["Riverside" in own, hidden.reference in own] == [False, True]
    there = f'href="../../organizations/{organization.slug}/"'
    assert there in client.get(f"/en/grants/{hidden.reference}/").content.decode()


def test_the_workbook_of_a_donor_has_no_grant_that_has_not_begun(programme):
    begun, team = published(programme)
    draft, _other = drafted(programme=programme)
    line = FundingLineFactory(programme=programme)
    donor = member_of(line.donor, Role.VIEWER)
    assert {begun.reference, draft.reference} <= cells(programme_workbook(programme, reader=team.manager))
    found = cells(programme_workbook(programme, reader=donor))
    assert begun.reference in found
    assert draft.reference not in found
