"""What a call asks of the applicant's profile stands among the gaps of the application."""

import pytest
from django.urls import reverse

from grants.models import Call
from grants.queries.applications.completeness import completeness_of
from tests.factories.grants.applications import CompleteDraftFactory, member
from tests.factories.organizations import SignatoryFactory, complete_profile

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return CompleteDraftFactory(call__profile_sections=["signatories", "bank"])


def test_missing_sections_are_gaps_that_lead_to_the_profile(draft):
    profile = reverse("organizations:profile", args=[draft.organization.slug])
    assert [(gap.step, gap.text, gap.url) for gap in completeness_of(draft).gaps] == [
        (
            "check",
            "Profile, Who signs: Nobody is named who may sign for the organisation today.",
            f"{profile}#signatories",
        ),
        ("check", "Profile, Bank account: No bank account is named.", f"{profile}#bank"),
    ]


def test_sections_that_are_filled_in_are_no_gaps(draft):
    SignatoryFactory(organization=draft.organization)
    assert [gap.anchor for gap in completeness_of(draft).gaps] == ["bank"]


def test_sections_that_the_call_does_not_ask_for_are_no_gaps():
    draft = CompleteDraftFactory(call__profile_sections=["identity"])
    complete_profile(draft.organization)
    assert completeness_of(draft).gaps == ()


def test_check_step_links_to_the_profile(client, draft):
    client.force_login(member(draft.organization))
    page = client.get(reverse("grants:application_step", args=[draft.reference, "check"])).text
    assert f'href="{reverse("organizations:profile", args=[draft.organization.slug])}#bank"' in page


def test_new_call_asks_for_identity_signatories_and_bank_account():
    assert Call().profile_sections == ["identity", "signatories", "bank"]
