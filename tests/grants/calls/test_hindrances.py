"""Whoever presses “Apply” and cannot: each is told why, and led to what they can do."""

from urllib.parse import quote

import pytest
from django.urls import reverse

from grants.models import Application, CallKind
from organizations.models import Nature, Role
from tests.factories.grants.applications import ApplicationFactory, SubmittedFactory, member
from tests.factories.grants.calls import CallFactory, OpenCallFactory, staff
from tests.factories.organizations import OrganizationFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def call():
    return OpenCallFactory()


@pytest.fixture
def said(login):
    """`said(call, user)`: the page after “Apply”, as it reads; nothing is begun by a POST either."""

    def read(call, user):
        address = reverse("grants:apply", args=[call.reference])
        browser, before = login(user), Application.objects.count()
        page = browser.get(address)
        again = browser.post(address, {"organization": "1"})
        assert (again.status_code, Application.objects.count()) == (page.status_code, before)
        assert page.status_code == 200
        return page.text

    return read


def test_apply_of_a_newcomer_leads_to_the_registration_and_back(login, call):
    browser, address = login(UserFactory()), reverse("grants:apply", args=[call.reference])
    response = browser.get(address, follow=True)
    assert response.redirect_chain == [(f"{reverse('organizations:new')}?next={quote(address, safe='')}", 302)]
    assert "Organisations apply: register yours here" in response.text
    typed = {"name_ro": "Casa", "nature": "association", "next": address}
    assert browser.post(reverse("organizations:new"), typed)["Location"] == address
    assert "Casa" in browser.get(address).text


def test_registration_goes_on_to_addresses_of_the_house_only(login):
    typed = {"name_ro": "Casa", "nature": "association", "next": "https://example.org/apply/"}
    response = login(UserFactory()).post(reverse("organizations:new"), typed)
    assert response["Location"].startswith("/workspace/organizations/")


@pytest.mark.parametrize("has_organization", [True, False])
@pytest.mark.parametrize("is_running", [True, False])
def test_apply_of_a_real_person_to_an_invented_call(said, settings, has_organization, is_running):
    settings.DEMO = is_running
    call = OpenCallFactory(programme__is_demo=True)
    organization = OrganizationFactory(name_ro="Casa", name_en="Home")
    page = said(call, member(organization) if has_organization else UserFactory())
    assert "This call is invented demo data: only the demo's organisations apply to it." in page
    assert ("choose “CSO director”" in page) is is_running
    assert ("Home is a real organisation; this call is invented." in page) is has_organization
    assert reverse("organizations:new") not in page


@pytest.mark.parametrize("has_organization", [True, False])
def test_apply_of_an_invented_person_to_a_real_call(said, call, has_organization):
    person = UserFactory(is_demo=True)
    if has_organization:
        member(OrganizationFactory(name_ro="Casa", is_demo=True), user=person)
    page = said(call, person)
    assert "You are here as an invented person of the demo" in page
    assert ("Casa belongs to the demo; this call is a real one." in page) is has_organization


def test_apply_of_an_organisation_that_has_applied(said, call):
    application = SubmittedFactory(call=call, organization__name_ro="Casa")
    page = said(call, member(application.organization))
    assert f"Casa has applied already, with application {application.reference}" in page
    assert f'href="{application.get_absolute_url()}"' in page


def test_apply_twice_leads_to_the_draft(login, call):
    draft = ApplicationFactory(call=call)
    browser, address = login(member(draft.organization)), reverse("grants:apply", args=[call.reference])
    step = reverse("grants:application_step", args=[draft.reference, "facts"])
    assert (browser.get(address)["Location"], browser.post(address)["Location"]) == (step, step)


def test_apply_of_the_wrong_kind_names_both_kinds(said, call):
    company = OrganizationFactory(name_ro="Firma", nature=Nature.PUBLIC_AUTHORITY)
    page = said(call, member(company))
    assert "Firma is entered as: public authority. This call is for: association, " in page
    assert "Register an organisation" in page


def test_apply_in_a_role_that_does_not_apply_names_whom_to_ask(said, call):
    organization = OrganizationFactory(name_ro="Casa")
    facilitator = member(organization, Role.FACILITATOR)
    assert "nobody there can change it" in said(call, facilitator)
    member(organization, Role.MEMBER, user__name="Vera Pop")
    assert "Your role in Casa (facilitator) does not include applying." in said(call, facilitator)
    assert "Vera Pop" in said(call, facilitator)
    member(organization, user__name="Elena Munteanu")
    page = said(call, facilitator)
    assert ("Elena Munteanu" in page, "Vera Pop" in page) == (True, False)


def test_apply_of_the_staff_that_runs_the_call(said):
    call = OpenCallFactory(programme__implementer__nature=Nature.FOUNDATION)
    assert "runs this call, and you work there (grants officer)" in said(call, staff(call.programme))


def test_apply_without_an_invitation(said):
    call = OpenCallFactory(kind=CallKind.DIRECT)
    invited, officer = OrganizationFactory(), staff(call.programme)
    call.invited.add(invited)
    member(OrganizationFactory(name_ro="Casa"), user=officer)
    page = said(call, officer)
    assert f"Casa is not invited to this call. Whoever runs it decides on that: {call.programme.implementer}." in page
    assert "Register an organisation" not in page


def test_apply_to_a_call_that_takes_none(login):
    call = CallFactory()
    officer = login(staff(call.programme))
    response = officer.get(reverse("grants:apply", args=[call.reference]), follow=True)
    assert response.redirect_chain == [(call.get_absolute_url(), 302)]
    assert "The call does not take applications now." in response.text
    stranger = login(member(OrganizationFactory()))
    assert stranger.get(reverse("grants:apply", args=[call.reference])).status_code == 404
