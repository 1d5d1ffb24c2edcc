"""Pages of scorecards and commitments: who reaches which, in how many queries, and what they keep."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from kernel import clock, links
from monitoring.actions.replies import PURPOSE
from monitoring.models import CountsDraft, ReplyDraft, ScorecardCycle, ScoreSheet
from tests.factories.monitoring.scorecards import ScorecardCycleFactory, ScorecardStory, noon
from tests.factories.organizations import CompetenceFactory

DENIED, HIDDEN, LOGIN, OPEN = 403, 404, 302, 200


@pytest.fixture
def story(db):
    return ScorecardStory()


def addresses(cycle, promise):
    group, item = cycle.focus_groups.first(), cycle.input_items.first()
    card = [cycle.pk]
    return {
        "list": reverse("monitoring:scorecards"),
        "plan": reverse("monitoring:scorecard_plan"),
        "card": reverse("monitoring:scorecard", args=card),
        "criteria": reverse("monitoring:scorecard_criteria", args=card),
        "group": reverse("monitoring:scorecard_group", args=card),
        "input": reverse("monitoring:scorecard_input", args=card),
        "sheet": reverse("monitoring:scorecard_sheet", args=card),
        "counts": reverse("monitoring:group_counts", args=[group.pk]),
        "void": reverse("monitoring:group_void", args=[group.pk]),
        "staff": reverse("monitoring:staff_counts", args=[cycle.pk, "front_line"]),
        "audit": reverse("monitoring:input_audit", args=[item.pk]),
        "reply": reverse("monitoring:scorecard_reply", args=card),
        "promise_new": reverse("monitoring:scorecard_commitment", args=card),
        "correct": reverse("monitoring:scorecard_correct", args=card),
        "reopen": reverse("monitoring:scorecardcycle_reopen", args=card),
        "meeting": reverse("monitoring:scorecardcycle_hold_meeting", args=card),
        "cancel": reverse("monitoring:scorecardcycle_cancel", args=card),
        "freeze": reverse("monitoring:scorecardcycle_move", args=[cycle.pk, "freeze"]),
        "publish": reverse("monitoring:scorecardcycle_move", args=[cycle.pk, "publish"]),
        "promises": reverse("monitoring:commitments"),
        "promise": reverse("monitoring:commitment", args=[promise.pk]),
        "claim": reverse("monitoring:commitment_claim", args=[promise.pk]),
        "verify": reverse("monitoring:commitment_verify", args=[promise.pk]),
        "return": reverse("monitoring:commitment_return_claim", args=[promise.pk]),
        "not_kept": reverse("monitoring:commitment_close_as_not_kept", args=[promise.pk]),
        "postpone": reverse("monitoring:commitment_postpone", args=[promise.pk]),
    }


def test_nothing_opens_without_login_but_the_signed_link(story, client):
    cycle = story.published()
    for url in addresses(cycle, cycle.commitments.get()).values():
        assert client.get(url).status_code == LOGIN
    token = links.sign(PURPOSE, {"cycle": cycle.pk})
    assert client.get(cycle.get_link_url(token)).status_code == OPEN


def test_the_authority_sees_its_scorecard_only_after_the_freeze(story, login):
    cycle = story.filled()
    officer = login(story.officer)
    assert officer.get(cycle.get_absolute_url()).status_code == HIDDEN
    cycle = story.frozen()
    page = officer.get(cycle.get_absolute_url())
    assert page.status_code == OPEN
    assert reverse("monitoring:group_counts", args=[cycle.focus_groups.first().pk]) not in page.content.decode()


def test_a_broken_or_foreign_link_says_so(story, client):
    cycle = story.in_reply()
    for token in ("nonsense", links.sign("something-else", {"cycle": cycle.pk})):
        assert client.get(cycle.get_link_url(token)).status_code == 410


def test_a_link_is_no_longer_read_after_its_age(story, client):
    cycle = story.in_reply()
    with clock.at(noon(date(2026, 4, 1))):
        token = links.sign(PURPOSE, {"cycle": cycle.pk})
    with clock.at(noon(date(2026, 9, 1))):
        assert client.get(cycle.get_link_url(token)).status_code == 410


@pytest.mark.parametrize("route", ["scorecards", "commitments"])
def test_lists_take_the_same_queries_for_one_and_for_thirty(story, login, route, django_assert_max_num_queries):
    client, url = login(story.facilitator), reverse(f"monitoring:{route}")
    cycle = story.met()
    story.commitment(cycle)
    client.get(url)
    with django_assert_max_num_queries(15) as few:
        client.get(url)
    for _number in range(29):
        ScorecardCycleFactory(facilitator=story.network, competence=CompetenceFactory())
        story.commitment(cycle)
    with django_assert_max_num_queries(15) as many:
        assert client.get(url).status_code == OPEN
    assert len(few) == len(many)


def test_the_page_of_a_cycle_takes_a_bounded_number_of_queries(story, login, django_assert_max_num_queries):
    cycle = story.published()
    client = login(story.facilitator)
    client.get(cycle.get_absolute_url())
    with django_assert_max_num_queries(30):
        client.get(cycle.get_absolute_url())


def test_counts_save_themselves_as_a_draft_and_come_back_as_typed(story, login):
    cycle = story.collecting()
    group = story.group(cycle, counts=None)
    client, url = login(story.facilitator), reverse("monitoring:group_counts", args=[group.pk])
    name = f"c{cycle.criteria.first().pk}-n1"
    answer = client.post(f"{url}draft/", {name: "abc"})
    assert set(answer.json()) == {"saved_at"}
    assert CountsDraft.objects.get().typed == {name: "abc"}
    assert 'value="abc"' in client.get(url).content.decode()
    assert ScoreSheet.objects.count() == 0


def test_counts_with_too_many_answers_are_refused_beside_their_row_and_stay_typed(story, login):
    cycle = story.collecting()
    group = story.group(cycle, participants=12, counts=None)
    client, url = login(story.facilitator), reverse("monitoring:group_counts", args=[group.pk])
    name = f"c{cycle.criteria.first().pk}-n1"
    page = client.post(url, {name: "13"}).content.decode()
    assert "Answers: 13; people who took part: 12." in page
    assert 'value="13"' in page
    assert ScoreSheet.objects.count() == 0


def test_a_reply_saves_itself_and_comes_back_by_link_and_account(story, login, client):
    cycle = story.in_reply()
    link = cycle.get_link_url(links.sign(PURPOSE, {"cycle": cycle.pk}))
    assert set(client.post(f"{link}draft/", {"text": "Am început să scri"}).json()) == {"saved_at"}
    assert "Am început să scri" in client.get(link).content.decode()
    officer = login(story.officer)
    assert "Am început să scri" in officer.get(cycle.get_reply_url()).content.decode()
    sent = {"text": "Am scris.", "language": "ro", "office": "Primăria"}
    assert officer.post(cycle.get_reply_url(), sent).status_code == 302
    assert not ReplyDraft.objects.exists()
    assert not cycle.replies.filter(text="Am început să scri").exists()


def test_minutes_are_stored_and_read_by_those_who_keep_the_counts(story, login):
    cycle = story.collecting()
    typed = {"kind": "women", "held_on": "2026-03-03", "place": "Casa de cultură", "participants": "12"}
    file = SimpleUploadedFile("minutes.txt", b"Proces-verbal\n", "text/plain")
    url = reverse("monitoring:scorecard_group", args=[cycle.pk])
    assert login(story.facilitator).post(url, {**typed, "file": file}).status_code == 302
    minutes = cycle.focus_groups.get().minutes
    readers = {
        who: getattr(story, who).has_perm("organizations.read_document", minutes) for who in ("monitor", "officer")
    }
    assert readers == {"monitor": True, "officer": False}


def test_a_draft_is_refused_to_those_who_only_read(story, login):
    cycle = story.filled()
    url = reverse("monitoring:group_counts_draft", args=[cycle.focus_groups.first().pk])
    assert login(story.monitor).post(url, {}).status_code == 409


def test_a_plan_that_is_refused_loses_nothing(story, login):
    client = login(story.facilitator)
    typed = {
        "title_ro": "Ajutorul social", "competence": story.competence.pk, "facilitator": story.network.pk,
        "collects_from": "2019-01-01", "collects_until": "2019-01-31",
    }  # fmt: skip
    page = client.post(reverse("monitoring:scorecard_plan"), typed).content.decode()
    assert "does not answer for this service" in page
    assert "Ajutorul social" in page
    assert not ScorecardCycle.objects.exists()


def test_dates_in_a_wrong_order_are_refused_beside_their_field(story, login):
    typed = {
        "title_ro": "Ajutorul social", "competence": story.competence.pk, "facilitator": story.network.pk,
        "collects_from": "2026-02-01", "collects_until": "2026-01-31",
    }  # fmt: skip
    page = login(story.facilitator).post(reverse("monitoring:scorecard_plan"), typed).content.decode()
    assert "The last day of collection comes before the first." in page


def test_a_group_of_nobody_is_refused_in_words(story, login):
    cycle = story.collecting()
    typed = {"kind": "women", "held_on": "2026-03-03", "place": "Casa de cultură", "participants": "0"}
    page = login(story.facilitator).post(reverse("monitoring:scorecard_group", args=[cycle.pk]), typed)
    assert "greater than or equal to 1" in page.content.decode()
    assert not cycle.focus_groups.exists()


def test_a_get_of_the_reply_pages_writes_nothing(story, login, client):
    cycle = story.in_reply()
    client.get(cycle.get_link_url(links.sign(PURPOSE, {"cycle": cycle.pk})))
    login(story.officer).get(cycle.get_reply_url())
    assert not cycle.replies.exists()
