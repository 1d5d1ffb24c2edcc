"""Organisations that may be the same: shown to the newcomer, noted for staff, judged by a person."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kernel import clock
from kernel.refusals import NotAllowed, Refusal
from organizations.actions.duplicates import judge_duplicate, note_duplicates
from organizations.models import Activity, Organization, PossibleDuplicate, Role
from organizations.queries.duplicates import likely_matches
from tests.factories.organizations import MembershipFactory, OperatorFactory, OrganizationFactory, UserFactory

pytestmark = pytest.mark.django_db


def published(**facts):
    return OrganizationFactory(published_at=clock.now(), published_by=UserFactory(), **facts)


@pytest.fixture
def pair():
    OrganizationFactory(name_ro="Asociația „Casa Mare”")
    return note_duplicates(OrganizationFactory(name_ro="ОО «Каса Маре»"))[0]


def test_newcomer_sees_only_what_is_public_and_of_their_world():
    shown = published(name_ro="Asociația „Casa Mare”")
    OrganizationFactory(name_ro="Casa Mare")
    published(name_ro="Casa Mare", is_demo=True)
    published(name_ro="Casa Mare", publication_level="withheld")
    found = likely_matches({"ro": "", "ru": "Каса Маре", "en": ""}, user=UserFactory())
    assert [(each.organization, each.score) for each in found] == [(shown, 100)]


def test_registering_a_likely_name_asks_first_and_then_notes_the_pair(client):
    known = published(name_ro="Asociația „Casa Mare”")
    client.force_login(UserFactory())
    typed = {"name_ro": "AO Mare Casa", "nature": "association"}
    page = client.post(reverse("organizations:new"), typed).text
    assert f'href="{reverse("organizations:ask_to_join", args=[known.slug])}"' in page
    assert Organization.objects.count() == 1
    client.post(reverse("organizations:new"), {**typed, "is_new": "on"})
    pair = PossibleDuplicate.objects.get()
    assert (pair.first, pair.score, pair.reasons, pair.decision) == (known, 100, ["name"], "")


def test_judgement_is_kept_when_the_pair_is_noted_again(pair):
    officer = MembershipFactory(role=Role.GRANTS_OFFICER).user
    judge_duplicate(pair, by=officer, decision="different", note="Two towns.")
    assert [each.decision for each in note_duplicates(pair.second)] == ["different"]
    facts = Activity.objects.get(verb="duplicate_judged").facts
    assert facts == {"decision": "different", "organizations": [pair.first_id, pair.second_id]}


def test_judging_needs_a_note_and_the_right(pair):
    with pytest.raises(NotAllowed):
        judge_duplicate(pair, by=MembershipFactory().user, decision="same", note="I think so.")
    with pytest.raises(Refusal, match="Say how you know"):
        judge_duplicate(pair, by=OperatorFactory(), decision="same", note="")


def test_staff_judge_over_the_page(client, pair):
    client.force_login(MembershipFactory(role=Role.PROGRAMME_MANAGER).user)
    page = client.get(reverse("organizations:judge_duplicate", args=[pair.pk])).text
    assert "Likeness 100 of 100: similar name." in page
    client.post(
        reverse("organizations:judge_duplicate", args=[pair.pk]), {"decision": "same", "note": "Use the first."}
    )
    pair.refresh_from_db()
    assert (pair.decision, pair.note) == ("same", "Use the first.")
    assert "Use the first" not in client.get(reverse("organizations:duplicates")).text
    assert "the same organisation" in client.get(reverse("organizations:duplicates") + "?state=same").text


def test_list_asks_the_database_as_often_for_30_rows_as_for_one(client, pair):
    client.force_login(MembershipFactory(role=Role.GRANTS_OFFICER).user)
    url = reverse("organizations:duplicates")
    client.get(url)
    with CaptureQueriesContext(connection) as one:
        client.get(url)
    for number in range(29):
        twins = [OrganizationFactory(name_ro=f"Numele {number} {letter}") for letter in "ab"]
        PossibleDuplicate.objects.create(first=twins[0], second=twins[1], score=70)
    with CaptureQueriesContext(connection) as thirty:
        client.get(url)
    assert len(one) == len(thirty)
