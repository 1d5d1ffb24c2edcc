"""The life of a figure over HTTP: entered, returned, corrected, verified, and seen in the project's total."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core import mail
from django.urls import reverse

from grants.models import Condition, ConditionKind
from kernel import clock
from monitoring.models import Framework, Measurement, Period, ProgressReport
from monitoring.queries.progress import framework_progress
from tests.factories.grants.agreements import ConditionFactory, TrancheFactory
from tests.factories.monitoring.results import world

pytestmark = pytest.mark.django_db


def figures(it, **typed):
    prefix = f"i{it.link.pk}-"
    return {f"{prefix}{name}": value for name, value in typed.items()}


def post(person, name, key, data=None, **extra):
    response = person.post(reverse(f"monitoring:{name}", args=[key]), data or {}, **extra)
    assert response.status_code == 302, response.text
    return response


def write_and_submit(it, login, value, note=""):
    """The member begins and fills in the report, the representative submits it."""
    member, representative = login(it.member), login(it.representative)
    post(member, "progress_report_begin", it.grant_period.pk)
    report = ProgressReport.objects.get()
    question = it.framework.report_questions.get()
    post(member, "progress_report_write", report.pk, {f"q{question.pk}": "Am deschis centrul."})
    post(member, "period_figures", it.grant_period.pk, figures(it, value=value, note=note))
    representative.post(reverse("monitoring:progressreport_move", args=[report.pk, "submit"]))
    return ProgressReport.objects.get()


def test_figure_from_draft_over_return_to_the_total_of_the_project(login, django_capture_on_commit_callbacks):
    it = world(counts="persons")
    ConditionFactory(
        tranche=TrancheFactory(agreement=it.agreement), kind=ConditionKind.PROGRESS_REPORT, report_number=1
    )
    officer = login(it.officer)
    report = write_and_submit(it, login, "1,200")
    assert (report.status, Measurement.objects.get().value) == ("submitted", 1200)
    with django_capture_on_commit_callbacks(execute=True):
        post(officer, "progressreport_return", report.pk, {"reason": "1200 is the whole district: count your users."})
    subjects = {message.subject for message in mail.outbox}
    assert any(report.reference in subject for subject in subjects)
    page = login(it.member).get(reverse("monitoring:progress_report", args=[report.pk])).text
    assert "count your users" in page
    post(login(it.member), "period_figures", it.grant_period.pk, figures(it, value="120", note="List attached"))
    login(it.representative).post(reverse("monitoring:progressreport_move", args=[report.pk, "submit"]))
    accept = reverse("monitoring:progressreport_move", args=[report.pk, "accept"])
    page = officer.get(reverse("monitoring:progress_report", args=[report.pk])).text
    assert (accept in page, f"Verify or return these indicators first: {it.link.code}." in page) == (False, True)
    refused = officer.post(accept)
    assert (refused.status_code, it.link.code in refused.text) == (409, True)
    figure = Measurement.objects.get()
    officer.post(reverse("monitoring:measurement_move", args=[figure.pk, "verify"]))
    assert accept in officer.get(reverse("monitoring:progress_report", args=[report.pk])).text
    officer.post(accept)
    assert (ProgressReport.objects.get().status, Period.objects.get(pk=it.grant_period.pk).status) == (
        "accepted",
        "approved",
    )
    assert Condition.objects.get().is_satisfied is True
    (line,) = framework_progress(Framework.objects.get(pk=it.framework.pk))
    assert (line.actual, line.reached.reports) == (120, 1)
    page = officer.get(reverse("monitoring:indicator", args=[it.indicator.pk])).text
    assert (figure.get_absolute_url() in page, "120" in page) == (True, True)
    assert login(it.donor_viewer).get(reverse("monitoring:framework", args=[it.framework.pk])).status_code == 200


def test_report_without_answers_or_figures_is_refused_and_keeps_what_was_typed(login):
    it = world()
    member, representative = login(it.member), login(it.representative)
    post(member, "progress_report_begin", it.grant_period.pk)
    report = ProgressReport.objects.get()
    submit = reverse("monitoring:progressreport_move", args=[report.pk, "submit"])
    refused = representative.post(submit)
    assert (refused.status_code, "Ce ați realizat?" in refused.text) == (409, True)
    question = it.framework.report_questions.get()
    post(member, "progress_report_write", report.pk, {f"q{question.pk}": "Am deschis centrul."})
    refused = representative.post(submit)
    assert (refused.status_code, it.link.code in refused.text) == (409, True)
    assert member.post(submit).status_code == 403
    assert ProgressReport.objects.get().answers.get().text == "Am deschis centrul."


def test_figures_page_keeps_what_cannot_be_saved_and_says_why(login):
    it = world(kind="percentage", across_grants="weighted")
    page = login(it.member).post(
        reverse("monitoring:period_figures", args=[it.grant_period.pk]),
        figures(it, numerator="7", denominator="0", note="half"),
    )
    assert (page.status_code, "has no meaning" in page.text, 'value="7"' in page.text) == (422, True, True)
    page = login(it.member).post(
        reverse("monitoring:period_figures", args=[it.grant_period.pk]), figures(it, numerator="seven")
    )
    assert (page.status_code, "is not a number" in page.text) == (422, True)
    assert Measurement.objects.count() == 0


def test_figures_sent_after_the_report_was_submitted_are_not_said_to_be_saved(login):
    it = world()
    write_and_submit(it, login, "5")
    page = login(it.member).post(
        reverse("monitoring:period_figures", args=[it.grant_period.pk]), figures(it, value="7"), follow=True
    )
    assert (page.status_code, "Figures saved at" in page.text, 'value="7"' in page.text) == (409, False, True)
    assert Measurement.objects.get().value == 5


def test_figures_and_narrative_save_themselves(login):
    it = world()
    member = login(it.member)
    with clock.at(datetime(2026, 3, 1, 7, 41, tzinfo=UTC)):
        answer = member.post(
            reverse("monitoring:period_figures_save", args=[it.grant_period.pk]), figures(it, value="5")
        )
        assert answer.json() == {"saved_at": "09:41", "wrong": []}
        post(member, "progress_report_begin", it.grant_period.pk)
        report, question = ProgressReport.objects.get(), it.framework.report_questions.get()
        answer = member.post(
            reverse("monitoring:progress_report_save", args=[report.pk]), {f"q{question.pk}": "Prima zi"}
        )
        assert answer.json() == {"saved_at": "09:41"}
    assert (Measurement.objects.get().value, report.answers.get().text) == (5, "Prima zi")


def test_organisations_are_named_one_in_a_line(login):
    it = world(counts="organizations", across_periods="distinct", across_grants="distinct")
    own = it.agreement.organization
    url = reverse("monitoring:period_figures", args=[it.grant_period.pk])
    refused = login(it.member).post(url, figures(it, organizations=f"{own.name_ro}\nNimeni"))
    assert (refused.status_code, "Nimeni" in refused.text) == (422, True)
    post(login(it.member), "period_figures", it.grant_period.pk, figures(it, organizations=f"{own.name_ro}\n"))
    assert (Measurement.objects.get().value, list(Measurement.objects.get().organizations.all())) == (1, [own])


def test_framework_is_laid_out_from_the_first_page_to_the_linked_grant(login):
    it = world()
    manager = login(it.manager)
    framework = it.framework
    post(
        manager,
        "period_add",
        framework.pk,
        {"starts_on": "2026-01-01", "ends_on": "2026-06-30", "due_on": "2026-07-15"},
    )
    assert Period.objects.filter(starts_on=date(2026, 1, 1)).count() == 2
    post(manager, "result_add", framework.pk, {"level": "output", "title_ro": "Instruiri", "order": 2})
    result = framework.results.get(title_ro="Instruiri")
    facts = {
        "result": result.pk,
        "code": "2.1",
        "title_ro": "OSC instruite",
        "kind": "number",
        "counts": "organizations",
        "direction": "increase",
        "across_periods": "distinct",
        "across_grants": "sum",
        "baseline_value": "0",
        "order": 1,
    }
    post(manager, "indicator_add", framework.pk, facts)
    indicator = framework.indicators.get(code="2.1")
    targets = reverse("monitoring:indicator_targets", args=[indicator.pk])
    refused = manager.post(targets, {"operator_all": "", "value_all": "60"})
    assert (refused.status_code, "how the number is meant" in refused.text) == (200, True)
    post(manager, "indicator_targets", indicator.pk, {"operator_all": "at_least", "value_all": "60"})
    assert indicator.targets.get().value == Decimal(60)
    post(manager, "indicators_link", it.grant_framework.pk, {"indicators": [indicator.pk]})
    assert it.grant_framework.indicators.get(code="2.1").linked_to == indicator
    page = manager.get(reverse("monitoring:framework", args=[framework.pk])).text
    assert ("OSC instruite" in page, "at least" in page) == (True, True)
