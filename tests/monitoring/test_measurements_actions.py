"""Entering, checking, submitting, verifying and revising figures."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from kernel.refusals import NotAllowed, NotNow, Refusal
from monitoring.actions.measurements import (
    Entry,
    FigureWrong,
    Given,
    add_evidence,
    record_measurement,
    return_measurement,
    revise_measurement,
    submit_measurement,
    verify_measurement,
)
from monitoring.actions.periods import approve_period, reopen_period, return_period, submit_period
from monitoring.lifecycles.results import MEASUREMENT
from monitoring.models import Measurement, PeriodStatus
from monitoring.queries.problems import problems_of
from tests.factories.monitoring.results import (
    DimensionFactory,
    IndicatorFactory,
    PeriodFactory,
    member,
    verified,
    world,
)
from tests.factories.organizations import DocumentFactory, OrganizationFactory

pytestmark = pytest.mark.django_db


def number(value, **facts):
    return Entry(Given(value=Decimal(value)), **facts)


def share(numerator, denominator):
    return Entry(Given(numerator=Decimal(numerator), denominator=Decimal(denominator)))


def submitted(it, entry):
    measurement = record_measurement(it.link, it.grant_period, entry, by=it.member)
    return submit_measurement(measurement, by=it.representative)


def test_record_measurement_again_replaces_the_draft():
    it = world()
    first = record_measurement(it.link, it.grant_period, number(5), by=it.member)
    second = record_measurement(it.link, it.grant_period, number(0, note="none yet"), by=it.member)
    assert (first.pk, second.value, second.is_reported) == (second.pk, 0, True)


def test_record_measurement_keeps_not_reported_and_not_applicable_apart_from_zero():
    it = world()
    empty = record_measurement(it.link, it.grant_period, Entry(), by=it.member)
    assert (empty.is_reported, empty.is_not_applicable) == (False, False)
    none = record_measurement(it.link, it.grant_period, Entry(is_not_applicable=True), by=it.member)
    assert (none.is_reported, none.is_not_applicable) == (False, True)
    with pytest.raises(FigureWrong):
        record_measurement(it.link, it.grant_period, number(3, is_not_applicable=True), by=it.member)


@pytest.mark.parametrize(
    ("facts", "entry", "field"),
    [
        ({}, share(1, 2), "numerator"),
        ({"counts": "persons"}, number("2.5"), "value"),
        ({"counts": "persons"}, number("-1"), "value"),
        ({"kind": "percentage", "across_grants": "weighted"}, number(5), "value"),
        ({"kind": "percentage", "across_grants": "weighted"}, share(0, 0), "denominator"),
        ({"kind": "percentage", "across_grants": "weighted"}, Entry(Given(numerator=Decimal(1))), "denominator"),
    ],
)
def test_record_measurement_refuses_what_cannot_be_a_figure(facts, entry, field):
    it = world(**facts)
    with pytest.raises(FigureWrong) as refusal:
        record_measurement(it.link, it.grant_period, entry, by=it.member)
    assert field in refusal.value.fields
    assert Measurement.objects.count() == 0


def test_record_measurement_by_stranger_is_not_allowed():
    it = world()
    stranger = member(OrganizationFactory(), "representative")
    with pytest.raises(NotAllowed):
        record_measurement(it.link, it.grant_period, number(5), by=stranger)
    with pytest.raises(NotAllowed):
        record_measurement(it.link, it.grant_period, number(5), by=it.officer)


def test_record_measurement_in_closed_period_says_why_not():
    it = world()
    closed = PeriodFactory(framework=it.grant_framework, status=PeriodStatus.CLOSED)
    with pytest.raises(NotNow, match="not open yet"):
        record_measurement(it.link, closed, number(5), by=it.member)


def test_record_measurement_of_fed_indicator_is_refused():
    it = world()
    with pytest.raises(FigureWrong, match="grants that feed it"):
        record_measurement(it.indicator, it.period, number(5), by=it.manager)


def test_record_measurement_of_distinct_organisations_counts_the_names():
    it = world(counts="organizations", across_periods="distinct", across_grants="distinct")
    named = [OrganizationFactory(), OrganizationFactory()]
    measurement = record_measurement(it.link, it.grant_period, Entry(organizations=[*named, named[0]]), by=it.member)
    assert (measurement.value, set(measurement.organizations.all())) == (2, set(named))
    with pytest.raises(FigureWrong, match="by name"):
        record_measurement(it.link, it.grant_period, number(9), by=it.member)


def test_submit_measurement_by_member_is_not_allowed():
    it = world()
    measurement = record_measurement(it.link, it.grant_period, number(5), by=it.member)
    with pytest.raises(NotAllowed):
        submit_measurement(measurement, by=it.member)


def test_submitted_figure_cannot_be_changed():
    it = world()
    submitted(it, number(5))
    with pytest.raises(NotNow, match="waits for verification"):
        record_measurement(it.link, it.grant_period, number(6), by=it.member)


def test_verify_measurement_needs_another_person_than_the_submitter():
    it = world()
    own = IndicatorFactory(framework=it.framework)
    measurement = record_measurement(own, it.period, number(5), by=it.officer)
    submit_measurement(measurement, by=it.officer)
    with pytest.raises(NotAllowed):
        verify_measurement(measurement, by=it.officer)
    colleague = member(it.programme.implementer, "monitoring_officer")
    verify_measurement(measurement, by=colleague)
    with pytest.raises(IntegrityError), transaction.atomic():
        Measurement.objects.filter(pk=measurement.pk).update(verified_by=it.officer)


def test_verify_measurement_by_who_entered_it_is_refused_and_not_offered(login):
    it = world()
    own, colleague = IndicatorFactory(framework=it.framework), member(it.programme.implementer, "monitoring_officer")
    measurement = record_measurement(own, it.period, number(5), by=it.officer)
    submit_period(it.period, by=it.manager)
    measurement.refresh_from_db()
    assert [each.name for each in MEASUREMENT.moves_for(measurement, it.officer)] == ["return"]
    assert [each.name for each in MEASUREMENT.moves_for(measurement, colleague)] == ["return", "verify"]
    with pytest.raises(NotAllowed, match="you entered this figure yourself"):
        verify_measurement(measurement, by=it.officer)
    page, verify_all = it.period.get_absolute_url(), reverse("monitoring:period_verify", args=[it.period.pk])
    assert [verify_all in login(each).get(page).content.decode() for each in (it.officer, colleague)] == [False, True]
    assert "you entered this figure yourself" in login(it.officer).post(verify_all).content.decode()
    verify_measurement(measurement, by=colleague)
    with pytest.raises(IntegrityError), transaction.atomic():
        Measurement.objects.filter(pk=measurement.pk).update(verified_by=it.officer)


def test_verify_measurement_by_officer_who_is_of_the_grantee_is_not_allowed():
    it = world()
    measurement = submitted(it, number(5))
    it.agreement.organization.memberships.create(user=it.officer, role="member")
    with pytest.raises(NotAllowed):
        verify_measurement(measurement, by=it.officer)


def test_verified_figure_is_frozen_and_changes_by_revision_only():
    it = world()
    measurement = verify_measurement(submitted(it, number(5)), by=it.officer)
    with pytest.raises(NotNow, match="revision"):
        record_measurement(it.link, it.grant_period, number(6), by=it.member)
    with pytest.raises(NotNow, match="frozen"):
        revise_measurement(measurement, reason="Typing error", by=it.member)


def test_revision_counts_only_when_verified_and_keeps_the_old_figure():
    it = world()
    old = verify_measurement(submitted(it, number(5)), by=it.officer)
    type(it.grant_period).objects.filter(pk=it.grant_period.pk).update(
        status="submitted", submitted_at=old.submitted_at, submitted_by=it.representative
    )
    approve_period(it.grant_period, by=it.officer)
    reopen_period(it.grant_period, reason="Error found at the visit", by=it.officer)
    with pytest.raises(Refusal, match="why"):
        revise_measurement(old, reason=" ", by=it.member)
    revision = revise_measurement(old, reason="Two persons were counted twice", by=it.member)
    record_measurement(it.link, it.grant_period, number(3), by=it.member)
    assert [row.value for row in Measurement.objects.verified()] == [5]
    verify_measurement(submit_measurement(revision, by=it.representative), by=it.officer)
    rows = Measurement.objects.order_by("revision").values_list("revision", "value", "status")
    assert list(rows) == [(1, 5, "superseded"), (2, 3, "verified")]


def test_return_measurement_needs_a_reason():
    it = world()
    measurement = submitted(it, number(5))
    with pytest.raises(Refusal):
        return_measurement(measurement, reason=" ", by=it.officer)
    assert return_measurement(measurement, reason="Attach the list", by=it.officer).status == "returned"


def test_return_period_gives_waiting_figures_back_and_keeps_verified_ones():
    it = world()
    own, other = IndicatorFactory(framework=it.framework), IndicatorFactory(framework=it.framework)
    for each in (own, other):
        record_measurement(each, it.period, number(5), by=it.manager)
    submit_period(it.period, by=it.manager)
    verify_measurement(Measurement.objects.get(indicator=own), by=it.officer)
    return_period(it.period, reason="The second is not proved", by=it.officer)
    statuses = dict(Measurement.objects.values_list("indicator", "status"))
    assert statuses == {own.pk: "verified", other.pk: "returned"}


def test_submit_period_of_grant_without_report_is_refused():
    it = world()
    record_measurement(it.link, it.grant_period, number(5), by=it.member)
    with pytest.raises(NotNow, match="progress report"):
        submit_period(it.grant_period, by=it.representative)


def test_submit_period_says_everything_that_is_missing():
    it = world()
    first = IndicatorFactory(framework=it.framework, code="A1")
    IndicatorFactory(framework=it.framework, code="A2")
    record_measurement(first, it.period, Entry(), by=it.manager)
    with pytest.raises(Refusal, match=r"A1: enter.*A2: enter"):
        submit_period(it.period, by=it.manager)


def test_approve_period_waits_for_every_figure():
    it = world()
    own = IndicatorFactory(framework=it.framework, code="A1")
    record_measurement(own, it.period, number(5), by=it.manager)
    submit_period(it.period, by=it.manager)
    with pytest.raises(NotNow, match="A1"):
        approve_period(it.period, by=it.officer)
    verify_measurement(Measurement.objects.get(), by=it.officer)
    assert approve_period(it.period, by=it.officer).status == "approved"


def test_problems_name_categories_that_do_not_make_the_whole():
    it = world()
    dimension = DimensionFactory(framework=it.framework)
    women, men = dimension.categories.order_by("order")
    own = IndicatorFactory(framework=it.framework, dimension=dimension)
    parts = {women: Given(value=Decimal(4)), men: Given(value=Decimal(5))}
    record_measurement(own, it.period, number(10, parts=parts), by=it.manager)
    (problem,) = problems_of(it.period)[own.pk]
    assert (problem.blocks, "differ by 1" in problem.text) == (True, True)
    record_measurement(own, it.period, number(9, parts=parts), by=it.manager)
    assert problems_of(it.period) == {own.pk: []}


def test_problems_ask_to_explain_what_is_unusual():
    it = world(across_periods="latest")
    before = PeriodFactory(framework=it.grant_framework)
    later = PeriodFactory(framework=it.grant_framework)
    verified(it.link, before, 50)
    record_measurement(it.link, later, number(501), by=it.member)
    (outlier,) = problems_of(later)[it.link.pk]
    record_measurement(it.link, later, number(49), by=it.member)
    (fall,) = problems_of(later)[it.link.pk]
    assert ("ten times" in outlier.text, "fell" in fall.text, outlier.blocks, fall.blocks) == (True, True, True, True)
    record_measurement(it.link, later, number(49, note="One left"), by=it.member)
    (explained,) = problems_of(later)[it.link.pk]
    assert explained.blocks is False


def test_evidence_of_another_organisation_is_refused():
    it = world()
    measurement = record_measurement(it.link, it.grant_period, number(5), by=it.member)
    with pytest.raises(Refusal, match="another organisation"):
        add_evidence(measurement, DocumentFactory(), by=it.member)
    own = DocumentFactory(organization=it.agreement.organization)
    assert list(add_evidence(measurement, own, by=it.member).evidence.all()) == [own]
