"""Who is invited to a call by invitation."""

import pytest
from django.urls import reverse

from grants.actions.calls.inviting import invite_organization, take_back_invitation
from grants.models import CallKind
from grants.queries.calls.inviting import MOST, found_by
from kernel.refusals import NotAllowed, NotNow, Refusal
from tests.factories.grants.calls import CallFactory, OpenCallFactory, staff
from tests.factories.organizations import OrganizationFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def call():
    return CallFactory(kind=CallKind.DIRECT)


@pytest.fixture
def officer(call):
    return staff(call.programme)


def alike(call, **facts):
    """An organisation of the kind that the call names, as real as its project."""
    return OrganizationFactory(nature=call.natures[0], is_demo=call.programme.is_demo, **facts)


def test_organization_is_invited_once_and_taken_back(call, officer):
    organization = alike(call)
    for _ in range(2):
        invite_organization(call, organization, by=officer)
    assert list(call.invited.all()) == [organization]
    call.refresh_from_db()
    assert call.changed_by == officer
    take_back_invitation(call, organization, by=officer)
    assert not call.invited.exists()


def test_who_cannot_apply_is_not_invited(call, officer):
    invented = OrganizationFactory(nature=call.natures[0], is_demo=not call.programme.is_demo)
    town_hall = OrganizationFactory(nature="public_authority", is_demo=call.programme.is_demo)
    for organization in (invented, town_hall, call.programme.implementer):
        with pytest.raises(Refusal, match="cannot apply to this call"):
            invite_organization(call, organization, by=officer)
    assert not call.invited.exists()


def test_nobody_is_invited_to_an_open_call_or_after_publication_or_by_a_stranger(call, officer):
    with pytest.raises(NotAllowed):
        invite_organization(call, alike(call), by=UserFactory())
    everyone = CallFactory(programme=call.programme)
    with pytest.raises(NotNow, match="open to everyone"):
        invite_organization(everyone, alike(call), by=officer)
    published = OpenCallFactory(programme=call.programme, kind=CallKind.DIRECT)
    with pytest.raises(NotNow):
        invite_organization(published, alike(call), by=officer)


def test_organizations_are_found_by_parts_of_names_in_any_order_and_by_idno(call):
    swans = alike(call, name_ro="Asociația Lebăda Albă", name_ru="Белый лебедь", idno="1006600001234")
    alike(call, name_ro="Asociația Barza")
    assert found_by(call, "alba lebada") == found_by(call, "ЛЕБЕДЬ") == found_by(call, "1006600001234") == [swans]
    assert found_by(call, "  ") == found_by(call, "cocor") == []
    call.invited.add(swans)
    assert found_by(call, "lebada") == []


def test_page_finds_invites_and_takes_back(call, officer, login, django_assert_max_num_queries):
    organization = alike(call, name_ro="Lebăda")
    browser, page = login(officer), reverse("grants:call_invited", args=[call.reference])
    assert "Nobody is invited: choose the organisations that may apply." in browser.get(page).content.decode()
    assert "Lebăda" in browser.get(page, {"q": "lebad"}).content.decode()
    browser.post(reverse("grants:call_invite", args=[call.reference, organization.slug]))
    assert list(call.invited.all()) == [organization]
    shown = browser.get(page, {"q": "lebad"}).content.decode()
    assert "Take back" in shown
    assert "is called “lebad”" in shown
    for number in range(MOST + 1):
        call.invited.add(alike(call, name_ro=f"Cocor {number}"))
        alike(call, name_ro=f"Stârc {number}")
    with django_assert_max_num_queries(32):
        assert "There are more" in browser.get(page, {"q": "starc"}).content.decode()
    browser.post(reverse("grants:call_invitation_take_back", args=[call.reference, organization.slug]))
    assert organization not in call.invited.all()


def test_page_of_an_open_call_says_that_nobody_is_invited_by_name(login):
    call = CallFactory()
    page = login(staff(call.programme)).get(reverse("grants:call_invited", args=[call.reference])).content.decode()
    assert "The call is open to everyone eligible: nobody is invited by name." in page
    assert 'type="search"' not in page
