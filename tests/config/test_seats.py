"""Every seat of the demo opens on its own step of the story, and on nothing that falls to somebody else."""

import re
from decimal import Decimal

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.urls import reverse
from django.utils import translation

from config.demo.cast import BAR
from config.demo.tour import stops
from config.demo.way import way
from grants.actions.agreements.expenditure import attach_evidence
from grants.models import Application, Call, ExpenditureLine, FinancialReport, Refund, Tranche
from kernel import clock
from organizations.models import Membership, Organization, User
from reports.figures.accountability import authority_figures
from reports.tasks import waiting_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("told")]
REFERENCE = re.compile(r"[A-Z]{3}-\d{4}-\d{4}")
TASKS = {
    "elena": [
        "A message about REF",
        "Alina Bostan asks to join “Casa Mare Association (demo)”",
        "Application to “Open houses in villages”",
        "Application to “Reading clubs in villages”",
        "Application to “Services closer to people, second call”",
        "Award to “Echipa mobilă din Valea Exemplului”",
        "Clarify “După ore la Casa Mare”",
    ],
    "dana": [
        "A message about REF",
        "Application to “Open houses in villages”",
        "Application to “Reading clubs in villages”",
        "Application to “Services closer to people, second call”",
        "Clarify “După ore la Casa Mare”",
    ],
    "vera": ["A message about REF", "Correct financial report 1", "Join “Village Wheel Association (demo)”"],
    "ion": [
        "A message about REF",
        "Accessible playgrounds",
        "Accessible playgrounds",
        "Comments for applicants: Gardens next to homes",
        "Craft workshops",
        "Gardens next to homes",
        "Late reviews: Support after school",
        "Mobile teams for small villages",
        "REF Fereastra spre lecții",
        "Reviewers diverge: Accessible playgrounds",
        "Services closer to people, second call",
        "Support after school",
    ],
    "natalia": ["REF", "REF"],
    "ana": ["A message about REF", "Amendment: Open houses in villages", "Evenings for carers", "Nopți liniștite"],
    "mihai": ["Prepare the payment of tranche 2 of REF"],
    "galina": ["Appeal REF", "Approve payment REF"],
    "dorin": ["Accessible playgrounds", "Verify progress report REF"],
    "maria": ["A scorecard waits for your reply"],
    "sofia": [],
    "radu": [
        "A message about REF",
        "Accessible playgrounds",
        "Amendment: Open houses in villages",
        "Evenings for carers",
        "Nopți liniștite",
    ],
}


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def person(key: str) -> User:
    return User.objects.get(email=f"{key}@demo.invalid")


def titles(key: str) -> list[str]:
    return sorted(REFERENCE.sub("REF", str(task.title)) for task in waiting_for(person(key)))


def leave(*keys: str) -> None:
    for key in keys:
        Membership.objects.filter(user=person(key)).update(ended_at=clock.now(), ended_by=person(key))


def test_each_seat_opens_on_its_own_step():
    assert {person.key: titles(person.key) for person in BAR} == TASKS


def test_apply_leads_to_the_draft_that_was_begun(login):
    call, draft = Call.objects.get(slug="punti-second"), Application.objects.get(call__slug="punti-second")
    response = login(person("elena")).get(reverse("grants:apply", args=[call.reference]))

    assert response["Location"] == reverse("grants:application_step", args=[draft.reference, "facts"])


@pytest.mark.parametrize("language", ["ro", "ru", "en"])
def test_every_stop_of_the_tour_answers_its_seat(login, client, settings, language):
    settings.DEMO = True  # whom the bar seats counts as having a second factor
    browsers = {each.key: login(person(each.key)) for each in BAR} | {"visitor": client}
    with translation.override(language):
        places = [(stop.seat, stop.url) for stop in [*stops(), *(stop for part in way() for stop in part.stops)]]

    assert [(seat, url) for seat, url in places if browsers[seat].get(url).status_code != 200] == []
    assert len(places) == 37


def test_who_may_stands_in_when_nobody_is_left_who_must():
    leave("vera", "ion", "ana", "radu", "tamara")

    assert titles("elena") == sorted([*TASKS["elena"], "Correct financial report 1"])
    assert titles("galina") == sorted([*TASKS["galina"], "Evenings for carers"])
    assert titles("dorin") == sorted([*TASKS["dorin"], "A kept promise is to be verified"])


def test_manager_stands_in_for_the_grants_officer():
    leave("ion")

    meeting, *mine = sorted(set(TASKS["ion"]) - set(TASKS["ana"]))
    assert meeting == "Accessible playgrounds"  # once: only the secretary records the meeting
    assert titles("ana") == sorted([*TASKS["ana"], meeting, *mine])


def test_mended_report_waits_for_the_representative():
    line = ExpenditureLine.objects.get(decision="returned")
    attach_evidence(line, line.evidence, by=person("vera"))

    assert titles("vera") == sorted(set(TASKS["vera"]) - {"Correct financial report 1"})
    assert titles("elena") == sorted([*TASKS["elena"], "Submit financial report 1"])


def test_calls_stand_at_different_points_of_their_way():
    statuses = {call.slug.removeprefix("punti-"): call.status for call in Call.objects.all()}
    open_call = Call.objects.get(slug="punti-second")

    assert statuses == {
        "first": "decided",
        "mobile": "decided",
        "evening": "in_review",
        "playground": "in_review",
        "school": "in_review",
        "kitchen": "decided",
        "garden": "in_review",
        "workshop": "decided",
        "second": "published",
        "steps": "published",
        "clubs": "in_review",
        "nights": "draft",
    }
    assert (clock.day_of(open_call.deadline_at) - clock.today()).days == 9


def test_money_and_reports_stand_where_the_chain_needs_them():
    tranches = {(each.agreement.organization.slug, each.number): each.status for each in Tranche.objects.all()}
    reports = {each.agreement.organization.slug: each.status for each in FinancialReport.objects.all()}
    reduced = ExpenditureLine.objects.filter(decision="reduced")

    assert {tranches[key, 1] for key in ("casa-mare", "pas-cu-pas", "roata")} == {"paid"}
    assert {key: tranches[key, 2] for key in ("casa-mare", "pas-cu-pas", "roata")} == {
        "casa-mare": "planned",
        "pas-cu-pas": "released",
        "roata": "released",
    }
    assert reports == {"casa-mare": "returned", "pas-cu-pas": "accepted", "roata": "accepted"}
    assert [bool(line.reason) for line in reduced] == [True]
    assert [refund.status for refund in Refund.objects.all()] == ["approved"]


def test_scorecard_has_its_scores_its_reply_and_its_promises():
    figures = authority_figures(Organization.objects.get(slug="valea"))
    scores = (figures.last.card.people_score, figures.last.card.staff_score)

    assert [round(score, 1) for score in scores] == [Decimal("2.4"), Decimal("3.6")]
    assert len(figures.last.card.replies) == 1
    assert [(promise.status, promise.is_late, promise.days_late) for promise in figures.promises] == [
        ("verified", False, 0),
        ("claimed", True, 21),
    ]


def test_people_of_the_story_are_as_the_sign_up_leaves_them():
    """With a confirmed address: without one, allauth lets nobody set up an app or a passkey."""
    people = User.objects.filter(is_demo=True, is_active=True)
    addresses = EmailAddress.objects.filter(user__in=people, verified=True, primary=True)
    assert set(addresses.values_list("user", "email")) == set(people.values_list("pk", "email"))


def test_elena_sets_up_an_app_after_the_code_from_her_mail(login):
    browser, address = login(person("elena")), reverse("mfa_activate_totp")
    assert "elena@demo.invalid" in browser.get(reverse("account_email")).text
    again = f"{reverse('account_reauthenticate_by_code')}?next={address}"
    browser.post(again, {"send": ""})
    code = re.search(r"^[A-Z0-9]{3,}-?[A-Z0-9]{3,}$", mail.outbox[-1].body, re.M).group()
    page = browser.post(again, {"code": code}, follow=True)
    assert page.redirect_chain == [(address, 302)]
    assert 'id="authenticator_secret"' in page.text
