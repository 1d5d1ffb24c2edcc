"""Acts of the chain that change a public page say so and lead there; what is not public has no address."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import translation

from grants.models import Agreement, Award, Call, Disbursement, Programme
from kernel.registries import public_address_of
from monitoring.models import Commitment, ProgressReport, ScorecardCycle
from organizations.models import Authority, User
from tests.html import StrictClient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("told")]


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def desk(key: str) -> StrictClient:
    """The browser of an invented person who reads English."""
    user = User.objects.get(email=f"{key}@demo.invalid")
    user.language = "en"
    user.save()
    client = StrictClient()
    client.force_login(user)
    return client


def notice(response) -> str:
    return str(list(get_messages(response.wsgi_request))[-1])


def test_public_things_have_an_address_in_the_readers_language():
    agreement = Agreement.objects.get(organization__slug="roata")
    things = {
        "programmes/punti": Programme.objects.get(slug="punti"),
        "calls/punti-second": Call.objects.get(slug="punti-second"),
        f"grants/{agreement.reference}": agreement,
        "authorities/valea": Authority.objects.get(),
    }

    for language in ("ro", "ru", "en"):
        with translation.override(language):
            addresses = {path: public_address_of(thing) for path, thing in things.items()}
        assert addresses == {path: f"/{language}/{path}/" for path in things}


def test_each_address_answers(client):
    published = [Programme.objects.get(slug="punti"), *Agreement.objects.all(), *Call.objects.exclude(status="draft")]
    answers = {client.get(public_address_of(thing)).status_code for thing in published}

    assert answers == {200}


def test_what_is_not_public_has_no_address():
    Agreement.objects.update(published_at=None, published_by=None)
    Programme.objects.filter(slug="punti").update(published_at=None, published_by=None)
    waiting = ScorecardCycle.objects.get(status="in_reply")
    hidden = [
        *Agreement.objects.all(),
        Programme.objects.get(slug="punti"),
        waiting,
        *Award.objects.filter(status="offered"),
    ]

    assert {public_address_of(thing) for thing in hidden} == {None}


def test_accepted_award_is_named_on_the_page_of_the_call(client):
    award = Award.objects.get(status="offered", application__organization__slug="casa-mare")
    address = f"/en/calls/{award.application.call.slug}/"
    response = desk("elena").post(reverse("grants:award_move", args=[award.pk, "accept"]))

    assert f'href="{address}">See the public page</a>' in notice(response)
    assert "Casa Mare" in client.get(address).content.decode()


def test_verified_report_is_counted_on_the_page_of_the_grant(settings):
    settings.DEMO = True
    report = ProgressReport.objects.get(status="submitted")
    address = f"/en/grants/{report.agreement.reference}/"
    dorin = desk("dorin")
    dorin.post(reverse("monitoring:period_verify", args=[report.period_id]))
    response = dorin.post(reverse("monitoring:progressreport_move", args=[report.pk, "accept"]))

    assert f'href="{address}">See the public page</a>' in notice(response)


def test_reply_leads_to_where_it_will_stand():
    cycle = ScorecardCycle.objects.get(status="in_reply")
    response = desk("maria").post(cycle.get_reply_url(), {"text": "Mulțumim.", "language": "ro", "office": "Primar"})

    assert 'href="/en/authorities/valea/">See the public page</a>' in notice(response)


def test_verified_promise_leads_to_the_authority():
    promise = Commitment.objects.get(status="claimed")
    response = desk("tamara").post(
        reverse("monitoring:commitment_verify", args=[promise.pk]), {"note": "Am citit hotărârea."}
    )

    assert 'href="/en/authorities/valea/">See the public page</a>' in notice(response)


def test_approved_payment_claims_nothing_in_public(settings):
    settings.DEMO = True
    payment = Disbursement.objects.get(status="prepared")
    response = desk("galina").post(reverse("grants:disbursement_move", args=[payment.pk, "approve"]))

    assert notice(response) == "Done: Approve."
