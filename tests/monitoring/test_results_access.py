"""Whose figures and reports each side reads: own, another CSO, donor. (Who opens which page: tests/test_access.py.)"""

import pytest
from django.urls import reverse

from monitoring.actions.progress_reports import begin_report
from monitoring.models import Measurement, ProgressReport
from organizations.models import Role
from tests.factories.monitoring.results import (
    FrameworkFactory,
    grant,
    link_to,
    member,
    verified,
    world,
)
from tests.factories.organizations import DocumentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def it():
    return world()


@pytest.fixture
def rival(it):
    """A representative of another organisation with a grant of the same programme."""
    framework = FrameworkFactory(programme=it.programme, agreement=grant(it.programme))
    link_to(it.indicator, framework)
    return member(framework.agreement.organization, Role.REPRESENTATIVE)


@pytest.fixture
def people(it, rival):
    """Everybody who might read: the last two are of another association and of another implementer."""
    names = ("representative", "member", "officer", "manager", "donor_viewer")
    return {**{name: getattr(it, name) for name in names}, "rival": rival, "other_officer": world().officer}


def test_draft_figures_of_a_grant_are_its_own(it, people):
    draft = Measurement.objects.create(indicator=it.link, period=it.grant_period, ends_on=it.grant_period.ends_on)
    seen = {name for name, user in people.items() if draft in Measurement.objects.visible_to(user)}
    assert seen == {"representative", "member"}
    Measurement.objects.filter(pk=draft.pk).delete()
    figure = verified(it.link, it.grant_period, 5)
    seen = {name for name, user in people.items() if figure in Measurement.objects.visible_to(user)}
    assert seen == {"representative", "member", "officer", "manager", "donor_viewer"}


def test_donor_reads_accepted_reports_only(it):
    begin_report(it.grant_period, by=it.member)
    assert list(ProgressReport.objects.visible_to(it.donor_viewer)) == []


def test_lists_hold_what_the_person_may_read_and_no_more(it, rival, login):
    figure = verified(it.link, it.grant_period, 5)
    url = reverse("monitoring:measurement_list")
    assert figure.get_absolute_url() in login(it.representative).get(url).text
    assert figure.get_absolute_url() not in login(rival).get(url).text


def test_file_beside_a_figure_is_read_by_those_who_read_the_figure(it, rival):
    document = DocumentFactory(organization=it.agreement.organization)
    figure = verified(it.link, it.grant_period, 5)
    figure.evidence.add(document)
    seen = Measurement.objects.visible_to(it.officer).filter(evidence=document)
    assert (list(seen), list(Measurement.objects.visible_to(rival).filter(evidence=document))) == ([figure], [])


@pytest.mark.parametrize("name", ["framework_list", "measurement_list", "progress_report_list"])
def test_lists_run_the_same_queries_with_one_row_and_with_thirty(it, login, name, django_assert_max_num_queries):
    person = login(it.officer)
    url = reverse(f"monitoring:{name}")
    begin_report(it.grant_period, by=it.member)
    verified(it.link, it.grant_period, 5)
    person.get(url)
    for _each in range(29):
        framework = FrameworkFactory(programme=it.programme, agreement=grant(it.programme))
        verified(link_to(it.indicator, framework), it.grant_period, 1)
    with django_assert_max_num_queries(15):
        person.get(url)
    for kind in ("csv", "xlsx"):
        with django_assert_max_num_queries(12):
            file = person.get(url, {"format": kind})
            assert (file.status_code, bool(file.getvalue())) == (200, True)
            file.close()
