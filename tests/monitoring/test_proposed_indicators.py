"""Indicators that an application proposes: chosen or own, read, frozen, and never lost when two write at once."""

from datetime import timedelta
from decimal import Decimal

import pytest

from grants.actions.applications.applying import submit_application
from grants.actions.applications.clarifications import ask_clarification
from grants.actions.applications.drafts import Entry, save_draft
from grants.models import Application, Call
from grants.queries.applications.completeness import completeness_of
from grants.queries.applications.reading import reading_of
from grants.receipts import token
from kernel import clock
from kernel.refusals import NotAllowed, NotNow, Refusal
from monitoring.actions.proposed_indicators import replace_proposals
from monitoring.models import ProposedIndicator
from monitoring.queries.proposed_indicators import offered_by, plain, proposals_of
from monitoring.registrations.results import proposals_address
from organizations.models import Role
from tests.factories.grants.applications import CompleteDraftFactory, member
from tests.factories.grants.calls import staff
from tests.factories.monitoring.results import FrameworkFactory, IndicatorFactory
from tests.factories.organizations import UserFactory

OWN = {"title": "Copii care își fac lecțiile", "unit_of_measure": "copii", "target_value": Decimal(25)}


@pytest.fixture
def draft(db):
    return CompleteDraftFactory()


@pytest.fixture
def elena(draft):
    return member(draft.organization, user__name="Elena")


@pytest.fixture
def indicator(draft):
    framework = FrameworkFactory(programme=draft.call.programme)
    return IndicatorFactory(framework=framework, title_ro="Persoane deservite", unit_of_measure_ro="persoane")


def base_of(draft):
    return token([plain(each) for each in proposals_of(draft)])


def test_chosen_and_own_indicators_are_kept_in_their_order(draft, elena, indicator):
    chosen = {"indicator": indicator.pk, "baseline_value": Decimal(0), "target_value": Decimal(40)}
    assert replace_proposals(draft, [OWN, chosen], by=elena, base=token([])) == ""
    first, second = proposals_of(draft)
    assert (first.name, first.unit, first.target_value) == ("Copii care își fac lecțiile", "copii", 25)
    assert (second.name, second.unit, second.indicator) == ("Persoane deservite", "persoane", indicator)
    assert [template for template, _rows in reading_of(draft).added] == ["monitoring/parts/proposed_indicators.html"]


def test_what_is_proposed_is_frozen_in_the_version(draft, elena, indicator):
    replace_proposals(draft, [{"indicator": indicator.pk, "target_value": Decimal(40)}], by=elena, base=token([]))
    version = submit_application(draft, by=elena, is_declared=True)
    [frozen] = version.content["indicators"]
    assert (frozen["title"], frozen["target_value"], frozen["baseline_value"]) == (
        "Persoane deservite",
        "40.0000",
        None,
    )


def test_a_missing_target_and_a_double_hold_the_submission(draft, elena):
    replace_proposals(draft, [{**OWN, "target_value": None}, OWN], by=elena, base=token([]))
    gaps = [gap.text for gap in completeness_of(draft).gaps if gap.step == "indicators"]
    assert gaps == [
        "“Copii care își fac lecțiile” has no target.",
        "“Copii care își fac lecțiile” stands twice: keep one.",
    ]


def test_an_indicator_of_another_project_is_refused(draft, elena):
    foreign = IndicatorFactory()
    with pytest.raises(Refusal, match="Row 1: this indicator is not among those of the project"):
        replace_proposals(draft, [{"indicator": foreign.pk}], by=elena, base=token([]))
    with pytest.raises(Refusal, match="Row 1: choose an indicator"):
        replace_proposals(draft, [{"title": " "}], by=elena, base=token([]))
    assert offered_by(draft.call.programme) == []


def test_two_people_at_once_lose_nothing(draft, elena):
    vera = member(draft.organization, Role.MEMBER)
    base = base_of(draft)
    replace_proposals(draft, [OWN], by=elena, base=base)
    assert replace_proposals(draft, [{**OWN, "title": "Părinți"}], by=vera, base=base) == "Elena"
    assert [(each.title, each.saved_by) for each in proposals_of(draft)] == [(OWN["title"], elena), ("Părinți", vera)]


def test_the_same_person_saves_again_with_an_old_token(draft, elena):
    base = base_of(draft)
    for title in ("unu", "doi"):
        assert replace_proposals(draft, [{**OWN, "title": title}], by=elena, base=base) == ""
    assert ProposedIndicator.objects.get().title == "doi"


def test_a_stranger_proposes_nothing(draft):
    with pytest.raises(NotAllowed):
        replace_proposals(draft, [OWN], by=UserFactory(), base=token([]))


def typed(*rows, **more):
    names = ("indicator", "title", "unit_of_measure", "kind", "baseline_value", "target_value", "means_of_verification")
    data = {"rows-TOTAL_FORMS": str(len(rows)), "rows-INITIAL_FORMS": "0", **more}
    for place, row in enumerate(rows):
        data |= {f"rows-{place}-{name}": value for name, value in zip(names, row, strict=True)}
    return data


def test_the_step_saves_goes_on_and_says_what_is_wrong(client, draft, elena, indicator):
    client.force_login(elena)
    address = f"/workspace/applications/{draft.reference}/indicators/"
    assert "Persoane deservite" in client.get(address).content.decode()
    row = (str(indicator.pk), "", "", "number", "0", "40", "registrul")
    empty = ("", "", "", "number", "", "", "")
    answer = client.post(address, typed(row, empty, base=base_of(draft)))
    assert (answer.status_code, ProposedIndicator.objects.count()) == (302, 1)
    wrong = typed((str(indicator.pk), "și altul", "", "number", "", "zece", ""), base=base_of(draft))
    page = client.post(address, wrong).content.decode()
    assert "Either the project’s" in page or "Either the project&#x27;s indicator or your own" in page
    assert "is not a number" in page
    quiet = client.post(address, wrong, headers={"Accept": "application/json"})
    assert quiet.status_code == 400
    assert "rows are not complete: 1" in quiet.json()["message"]


def test_the_step_saves_quietly(client, draft, elena):
    client.force_login(elena)
    address = f"/workspace/applications/{draft.reference}/indicators/"
    row = ("", "Copii", "copii", "number", "", "20", "")
    said = client.post(address, typed(row, base=base_of(draft)), headers={"Accept": "application/json"}).json()
    assert said["fields"]["base"] == base_of(draft)
    assert said["progress"]["steps"]["indicators"] == ""
    assert ProposedIndicator.objects.get().target_value == 20


def test_a_clarification_opens_the_proposed_indicators(login, draft, elena):
    replace_proposals(draft, [OWN], by=elena, base=token([]))
    application = submit_application(draft, by=elena, is_declared=True).application
    Call.objects.filter(pk=draft.call_id).update(status="closed")
    application = Application.objects.get(pk=application.pk)
    officer, due_on = staff(application.call.programme), clock.today() + timedelta(days=3)
    ask_clarification(application, by=officer, text="De ce 25?", parts=["indicators"], due_on=due_on)
    copy = application.copies.get()
    there = proposals_address(copy)
    browser = login(elena)
    assert f'href="{there}"' in browser.get(application.get_absolute_url()).content.decode()
    assert browser.get(there).status_code == 200
    replace_proposals(copy, [{**OWN, "target_value": Decimal(30)}], by=elena, base="")
    with pytest.raises(NotNow, match="Only the parts"):
        save_draft(copy, {"title": Entry("Alt titlu", token(copy.title))}, by=elena)
