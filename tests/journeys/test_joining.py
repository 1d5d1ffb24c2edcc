"""Somebody whose association is here already: the known number, the request, the first application; a wrong digit."""

import pytest
from django.urls import reverse

from grants.models import Application
from organizations.models import JoinRequest, Organization
from tests.factories.grants.calls import OpenCallFactory
from tests.factories.organizations import MembershipFactory, OrganizationFactory, UserFactory
from tests.organizations.people import enter

pytestmark = pytest.mark.django_db
KNOWN, DOUBTFUL = "9999000000105", "9999000000104"


def test_from_a_known_number_to_an_application(client):
    home = OrganizationFactory(name_ro="Casa Mare", idno=KNOWN)
    head, vera = MembershipFactory(organization=home).user, UserFactory(name="Vera Pop")
    call = OpenCallFactory()
    client.force_login(vera)
    typed = {"name_ro": "AO Casa Mare", "nature": "association", "idno": KNOWN}
    page = client.post(reverse("organizations:new"), typed).text
    ask = reverse("organizations:ask_to_join", args=[KNOWN])
    assert f'href="{ask}"' in page
    client.post(ask, {"role": "member", "message": "Sunt Vera."})
    assert "You asked to join" in client.get(reverse("reports:home")).text

    enter(client, head)
    request = JoinRequest.objects.get()
    assert f'href="{request.get_absolute_url()}"' in client.get(reverse("reports:home")).text
    assert "Sunt Vera." in client.get(request.get_absolute_url()).text
    client.post(reverse("organizations:joinrequest_accept", args=[request.pk]), {"roles": ["member"]})

    client.force_login(vera)
    client.post(reverse("grants:apply", args=[call.reference]), {"organization": home.pk})
    application = Application.objects.get()
    assert (application.organization, application.created_by) == (home, vera)


def test_wrong_check_digit_is_kept_with_the_reason_that_staff_read(client):
    client.force_login(UserFactory())
    typed = {"name_ro": "Roata", "nature": "association", "idno": DOUBTFUL}
    page = client.post(reverse("organizations:new"), typed).text
    assert "The last digit does not agree with the others" in page
    assert Organization.objects.count() == 0
    client.post(reverse("organizations:new"), {**typed, "idno_note": "So on the certificate of 2009"})
    organization = Organization.objects.get()
    assert organization.idno == DOUBTFUL

    client.force_login(MembershipFactory(role="grants_officer").user)
    assert "So on the certificate of 2009" in client.get(organization.get_absolute_url()).text
    client.force_login(MembershipFactory().user)
    assert "So on the certificate of 2009" not in client.get(organization.get_absolute_url()).text
