"""Who reaches which page of results: own side, other CSO, other implementer, donor."""

import pytest
from django.urls import reverse

from monitoring.actions.progress_reports import begin_report
from monitoring.models import Measurement, ProgressReport
from organizations.models import Role
from tests.factories.monitoring.results import (
    DimensionFactory,
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
    other = world()
    names = ("representative", "member", "officer", "manager", "donor_viewer")
    return {**{name: getattr(it, name) for name in names}, "rival": rival, "other_officer": other.officer}


def statuses(login, people, url):
    return {name: login(user).get(url).status_code for name, user in people.items()}


def routes(it):
    dimension = DimensionFactory(framework=it.framework)
    whole = {"representative": 404, "member": 404, "officer": 200, "manager": 200, "donor_viewer": 200}
    design = {"representative": 404, "member": 404, "officer": 200, "manager": 200, "donor_viewer": 403}
    return [
        ("framework", it.framework.pk, whole),
        ("indicator", it.indicator.pk, whole),
        ("period", it.period.pk, whole),
        ("period_add", it.framework.pk, design),
        ("result_add", it.framework.pk, design),
        ("indicator_add", it.framework.pk, design),
        ("dimension_add", it.framework.pk, design),
        ("dimension_change", dimension.pk, design),
        ("indicator_change", it.indicator.pk, design),
        ("indicator_targets", it.indicator.pk, design),
        ("result_change", it.indicator.result_id, design),
    ]


def test_each_page_opens_to_those_whom_it_concerns(it, people, login):
    for name, key, expected in routes(it):
        url = reverse(f"monitoring:{name}", args=[key] if key else [])
        assert (name, key, statuses(login, people, url)) == (
            name,
            key,
            {"rival": 404, "other_officer": 404, **expected},
        )


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
