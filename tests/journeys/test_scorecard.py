"""The story of a scorecard over HTTP: planned, counted, frozen, answered by link, agreed, published, kept, verified."""

import re
from datetime import date, timedelta

from django.urls import reverse

from kernel import clock
from monitoring.models import Commitment, ScorecardCycle
from monitoring.queries.scorecard_tasks import commitment_tasks, scorecard_tasks
from organizations.models import User
from reports.figures.accountability import authority_figures
from tests.factories.monitoring.scorecards import FIRST, LAST, PEOPLE, STAFF, ScorecardStory, noon


def urls(cycle, name, *more):
    return reverse(f"monitoring:{name}", args=[cycle.pk, *more])


def post(client, url, data=None):
    answer = client.post(url, data or {})
    assert answer.status_code == 302, answer.content.decode()
    return answer


def table(cycle, counts):
    fields = ("n1", "n2", "n3", "n4", "n5", "n_not_applicable")
    keys = cycle.criteria.values_list("pk", flat=True)
    return {f"c{key}-{field}": n for key in keys for field, n in zip(fields, counts, strict=True)}


def titles(tasks):
    return [str(task.title) for task in tasks]


def as_now(person):
    return User.objects.get(pk=person.pk)


def collected(story, runner):
    """Planned, with criteria, two groups, staff and an input."""
    with clock.at(noon(FIRST - timedelta(days=3))):
        post(
            runner,
            reverse("monitoring:scorecard_plan"),
            {
                "title_ro": "Ajutorul social", "competence": story.competence.pk, "facilitator": story.network.pk,
                "programme": story.programme.pk, "collects_from": FIRST, "collects_until": LAST,
            },
        )  # fmt: skip
        cycle = ScorecardCycle.objects.get()
        rows = {"criteria-TOTAL_FORMS": 3, "criteria-INITIAL_FORMS": 0}
        rows |= {"criteria-0-title_ro": "Ajung la serviciu", "criteria-1-title_ro": "Sunt ascultat"}
        post(runner, urls(cycle, "scorecard_criteria"), rows)
        post(runner, urls(cycle, "scorecardcycle_move", "start_collecting"))
    with clock.at(noon(FIRST)):
        for kind in ("women", "men"):
            facts = {"kind": kind, "held_on": FIRST, "place": "Căminul cultural", "participants": 15}
            post(runner, urls(cycle, "scorecard_group"), facts)
            group = cycle.focus_groups.last()
            post(runner, reverse("monitoring:group_counts", args=[group.pk]), table(cycle, PEOPLE))
        post(runner, urls(cycle, "staff_counts", "front_line"), table(cycle, STAFF))
        facts = {"title_ro": "Asistenți sociali", "entitled": "9", "present": "4", "norm": "HG", "source": "Stat, p. 2"}
        post(runner, urls(cycle, "scorecard_input"), facts)
    return cycle


def answered(cycle, runner, client, mailoutbox, capture):
    """Frozen, asked, and answered by the link of the message."""
    with clock.at(noon(LAST)):
        post(runner, urls(cycle, "scorecardcycle_move", "freeze"))
        with capture(execute=True):
            post(runner, urls(cycle, "scorecardcycle_move", "ask_for_reply"))
    letter = next(message for message in mailoutbox if message.to == ["hall@example.org"])
    link = re.search(r"https?://[^/]+(/\S+)", letter.body).group(1)
    with clock.at(noon(LAST + timedelta(days=7))):
        page = client.get(link).content.decode()
        assert "Ajung la serviciu" in page
        key = cycle.criteria.first().pk
        reply = {"text": "Am angajat un om.", "language": "ro", "office": "Primăria", f"stance_of_{key}": "disagree"}
        refused = client.post(link, reply).content.decode()
        assert "Am angajat un om." in refused
        assert "A disagreement or a comment needs words." in refused
        post(client, link, {**reply, f"text_of_{key}": "Drumul s-a reparat în martie."})
        assert "Drumul s-a reparat în martie." in client.get(link).content.decode()


def test_a_scorecard_from_plan_to_a_verified_promise(db, login, client, mailoutbox, django_capture_on_commit_callbacks):
    story = ScorecardStory()
    runner, monitor, officer = login(story.facilitator), login(story.monitor), login(story.officer)
    cycle = collected(story, runner)
    answered(cycle, runner, client, mailoutbox, django_capture_on_commit_callbacks)
    with clock.at(noon(date(2026, 4, 10))):
        audit = reverse("monitoring:input_audit", args=[cycle.input_items.get().pk])
        post(monitor, audit, {"outcome": "confirmed"})
    with clock.at(noon(date(2026, 4, 20))):
        meeting = {"held_on": "2026-04-20", "place": "Primăria", "community_count": 24, "authority_count": 5}
        post(runner, urls(cycle, "scorecardcycle_hold_meeting"), meeting)
        promise = {"text_ro": "Rampă la intrare", "made_on": "2026-04-20", "due_on": "2026-06-01"}
        post(runner, urls(cycle, "scorecard_commitment"), promise)
        assert runner.post(urls(cycle, "scorecardcycle_move", "publish")).status_code == 409
        assert authority_figures(story.authority).last is None
        post(monitor, urls(cycle, "scorecardcycle_move", "publish"))
    commitment = Commitment.objects.get()
    with clock.at(noon(date(2026, 5, 28))):
        assert titles(commitment_tasks(as_now(story.officer))) == ["A public promise is to be kept"]
        claim = reverse("monitoring:commitment_claim", args=[commitment.pk])
        post(officer, claim, {"note": "Rampa e gata."})
        assert officer.get(reverse("monitoring:commitment_verify", args=[commitment.pk])).status_code == 403
        verify = reverse("monitoring:commitment_verify", args=[commitment.pk])
        post(monitor, verify, {"note": "Am văzut rampa."})
        found = authority_figures(story.authority)
    assert (found.tally.made, found.tally.verified) == (1, 1)
    assert found.last.card.replies[0].items[0].text == "Drumul s-a reparat în martie."


def test_each_person_has_the_task_that_waits_for_them(db):
    story = ScorecardStory()
    cycle = story.in_reply()
    with clock.at(noon(date(2026, 4, 2))):
        people = {"officer": story.officer, "facilitator": story.facilitator, "monitor": story.monitor}
        waiting = {who: titles(scorecard_tasks(as_now(person))) for who, person in people.items()}
    assert waiting == {
        "officer": ["A scorecard waits for your reply"],
        "facilitator": [],
        "monitor": ["Inputs wait for a second person: 1"],
    }
    story.audited(cycle)
    story.reply(cycle)
    assert titles(scorecard_tasks(as_now(story.officer))) == []
    assert titles(scorecard_tasks(as_now(story.facilitator))) == ["Record the interface meeting"]


def test_tasks_take_one_query_for_any_number_of_cycles(db, django_assert_num_queries):
    story = ScorecardStory()
    story.in_reply()
    story.in_reply()
    person = as_now(story.facilitator)
    with django_assert_num_queries(2):  # the roles of the person, and the cycles
        list(scorecard_tasks(person))
