"""The public rows behind one indicator: they make the number of the project's page, and tell of no hidden grant."""

import csv
import io
from decimal import Decimal

import pytest

from grants.models import Agreement, Programme
from kernel import clock
from monitoring.models import Target
from tests.factories.monitoring.results import FrameworkFactory, PeriodFactory, grant, link_to, verified, world
from tests.factories.organizations import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def it():
    it = world()
    Target.objects.create(indicator=it.indicator, operator="at_least", value=Decimal(60))
    verified(it.link, it.grant_period, 35)
    hidden = FrameworkFactory(programme=it.programme, agreement=grant(it.programme))
    period = PeriodFactory(framework=hidden, feeds=it.period, starts_on=it.period.starts_on, ends_on=it.period.ends_on)
    verified(link_to(it.indicator, hidden), period, 4)
    publish(Programme, it.programme)
    publish(Agreement, it.agreement, status="active")
    return it


def publish(model, thing, **facts):
    model.objects.filter(pk=thing.pk).update(published_at=clock.now(), published_by=UserFactory(), **facts)


def address(it, language="en"):
    return f"/{language}/programmes/{it.programme.slug}/results/{it.indicator.code}/"


def test_the_rows_make_the_number_of_the_project_page(it, client):
    project = client.get(f"/en/programmes/{it.programme.slug}/").text
    assert (f'href="results/{it.indicator.code}/"' in project, '<td class="num">39</td>' in project) == (True, True)
    page = client.get(address(it)).text
    assert ("<dt>Reached</dt><dd>39" in page, "at least 60" in page) == (True, True)
    foot = page.split("<tfoot>")[1].split("</tfoot>")[0]
    assert '<td class="num">39</td>' in foot


@pytest.mark.parametrize("language", ["ro", "ru", "en"])
def test_a_grant_that_is_not_public_counts_and_is_not_named(it, client, language):
    page = client.get(address(it, language)).text
    assert f'href="../../../../grants/{it.agreement.reference}/">{it.agreement.reference}</a>' in page
    other = Agreement.objects.exclude(pk=it.agreement.pk).get()
    assert (other.reference in page, str(other.organization) in page) == (False, False)


def test_the_file_holds_the_same_rows(it, client):
    answer = client.get(address(it), {"format": "csv"})
    rows = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert {row["Reported by"]: Decimal(row["Figure"]) for row in rows} == {
        it.agreement.reference: 35,
        "not published": 4,
    }
    assert b"".join(client.get(address(it), {"format": "xlsx"}).streaming_content).startswith(b"PK")


def test_shares_show_both_numbers_and_what_was_not_applicable(client):
    it = world(kind="percentage", across_grants="weighted")
    verified(it.link, it.grant_period, numerator=Decimal(3), denominator=Decimal(4))
    publish(Programme, it.programme)
    page = client.get(address(it)).text
    assert ("<dt>Reached</dt><dd>75%" in page, "Denominator" in page) == (True, True)


def test_nothing_of_a_project_that_is_not_public(it, client):
    assert client.get(f"/en/programmes/{it.programme.slug}/results/none/").status_code == 404
    Programme.objects.update(published_at=None, published_by=None)
    assert client.get(address(it)).status_code == 404


def test_the_dashboard_leads_a_donor_down(it, login):
    donor = login(it.donor_viewer)
    there = it.indicator.get_absolute_url()
    assert f'<a href="{there}">' in donor.get("/workspace/dashboards/").text
    assert donor.get(there).status_code == 200
