"""Periods, measurements and progress reports: every status, every move, every role."""

import pytest

from kernel.refusals import NotAllowed, NotNow
from monitoring.lifecycles.results import MEASUREMENT, PERIOD, PROGRESS_REPORT
from monitoring.models import Measurement, MeasurementStatus, PeriodStatus, ProgressReport, ReportStatus
from organizations.models import Role
from tests.factories.monitoring.results import member, world
from tests.factories.organizations import OrganizationFactory, UserFactory

pytestmark = pytest.mark.django_db

PEOPLE = {"representative", "member", "officer", "manager", "donor_viewer", "stranger"}
GRANT_MOVES = {
    "period": {
        "open": {"officer", "manager"},
        "submit": {"representative"},
        "return": {"officer"},
        "approve": {"officer"},
        "reopen": {"officer", "manager"},
    },
    "measurement": {
        "submit": {"representative"},
        "return": {"officer"},
        "verify": {"officer"},
        "supersede": set(),
    },
    "progress_report": {"submit": {"representative"}, "return": {"officer"}, "accept": {"officer"}},
}
FROM = {
    "period": {
        "open": {"closed"},
        "submit": {"open", "returned", "reopened"},
        "return": {"submitted"},
        "approve": {"submitted"},
        "reopen": {"approved"},
    },
    "measurement": {
        "submit": {"draft", "returned"},
        "return": {"submitted"},
        "verify": {"submitted"},
        "supersede": {"verified"},
    },
    "progress_report": {"submit": {"draft", "returned"}, "return": {"submitted"}, "accept": {"submitted"}},
}
STATUSES = {"period": PeriodStatus, "measurement": MeasurementStatus, "progress_report": ReportStatus}


def people(it):
    found = {name: getattr(it, name) for name in PEOPLE - {"stranger"}}
    return {**found, "stranger": member(OrganizationFactory(), Role.MONITORING_OFFICER)}


def things(it):
    measurement = Measurement(indicator=it.link, period=it.grant_period, ends_on=it.grant_period.ends_on)
    report = ProgressReport(agreement=it.agreement, period=it.grant_period, number=1, begun_by=it.member)
    return {"period": it.grant_period, "measurement": measurement, "progress_report": report}


@pytest.mark.parametrize("lifecycle", [PERIOD, MEASUREMENT, PROGRESS_REPORT], ids=lambda each: each.name)
def test_moves_of_a_grant_are_open_to_the_right_person_in_the_right_status(lifecycle):
    it = world()
    thing = things(it)[lifecycle.name]
    assert set(lifecycle.moves) == set(FROM[lifecycle.name])
    for status in STATUSES[lifecycle.name].values:
        thing.__dict__["status"] = status
        for name, user in people(it).items():
            for move in lifecycle.moves:
                may = name in GRANT_MOVES[lifecycle.name][move] and status in FROM[lifecycle.name][move]
                try:
                    lifecycle.check(thing, move, by=user)
                except (NotAllowed, NotNow):
                    assert not may, (status, move, name)
                else:
                    assert may, (status, move, name)


def test_figures_of_the_whole_project_are_submitted_by_its_designers():
    it = world()
    it.period.__dict__["status"] = "open"
    may = {name for name, user in people(it).items() if user.has_perm("monitoring.submit_period", it.period)}
    assert may == {"officer", "manager"}


def test_nobody_verifies_what_they_submitted():
    it = world()
    for thing in things(it).values():
        thing.submitted_by = it.officer
    refused = [
        it.officer.has_perm("monitoring.verify_period", things(it)["period"]),
        it.officer.has_perm("monitoring.verify_measurement", Measurement(period=it.period, submitted_by=it.officer)),
    ]
    assert refused == [False, False]


def test_operator_without_membership_sees_no_results():
    it = world()
    operator = UserFactory(is_staff=True, is_superuser=True)
    assert [list(type(thing).objects.visible_to(operator)) for thing in (it.period, it.framework)] == [[], []]
