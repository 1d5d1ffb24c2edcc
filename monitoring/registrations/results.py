"""Menu, tasks, sections and checks of frameworks, measurements and progress reports."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grants.carrying import ApplicationPart, application_parts
from grants.models import Agreement, Application, Programme
from grants.registries import AddedStep, application_steps
from kernel import tones
from kernel.registries import (
    IntegrityCheck,
    MenuEntry,
    MenuGroup,
    Section,
    TaskSource,
    integrity_checks,
    menu,
    menu_groups,
    sections,
    task_sources,
)
from kernel.requests import PersonRequest
from monitoring.models import Measurement
from monitoring.queries import proposed_indicators as proposals
from monitoring.queries import result_checks, result_tasks
from monitoring.queries.agreement_results import results_of_agreement, results_of_programme
from organizations.models import Document
from organizations.registries import DocumentReader, document_readers, tell

CHECKS = (
    ("indicator_links", result_checks.links_that_differ),
    ("indicator_totals", result_checks.totals_that_differ),
    ("measurement_kinds", result_checks.figures_of_wrong_kind),
    ("measurement_doubles", result_checks.figures_counted_twice),
    ("measurement_categories", result_checks.categories_of_other_dimensions),
    ("approved_periods", result_checks.approved_periods_with_open_figures),
)

SENTENCES = {
    "framework_set_up": _("Results framework set up"),
    "period_added": _("Period added"),
    "period_opened": _("Period opened for figures"),
    "period_submitted": _("Figures submitted"),
    "period_returned": _("Figures returned for correction"),
    "period_approved": _("Figures approved"),
    "period_reopened": _("Period reopened"),
    "indicator_defined": _("Indicator defined"),
    "indicator_changed": _("Indicator changed"),
    "indicators_linked": _("Indicators linked to the project's"),
    "targets_set": _("Targets set"),
    "measurement_recorded": _("Figure entered"),
    "measurement_submitted": _("Figure submitted"),
    "measurement_returned": _("Figure returned for correction"),
    "measurement_verified": _("Figure verified"),
    "measurement_revised": _("Revision of a verified figure begun"),
    "evidence_added": _("File added to a figure"),
    "evidence_removed": _("File taken away from a figure"),
    "progress_report_begun": _("Progress report begun"),
    "progress_report_submitted": _("Progress report submitted"),
    "progress_report_returned": _("Progress report returned for correction"),
    "progress_report_accepted": _("Progress report accepted"),
}

TASKS = (
    ("progress_reports_to_write", result_tasks.reports_to_write),
    ("figures_to_enter", result_tasks.figures_to_enter),
    ("progress_reports_to_decide", result_tasks.reports_to_decide),
    ("periods_to_verify", result_tasks.periods_to_verify),
)


def proves_a_figure(document: Document, user: Any) -> bool:
    """The document lies beside a figure that the person may read."""
    return Measurement.objects.visible_to(user).filter(evidence=document).exists()


def agreement_section(agreement: Agreement, request: PersonRequest) -> dict[str, Any] | None:
    """Results on the page of an agreement."""
    return results_of_agreement(agreement, request.user)


def programme_section(programme: Programme, request: PersonRequest) -> dict[str, Any] | None:
    """Results on the page of a programme."""
    return results_of_programme(programme, request.user)


def proposals_address(application: Application) -> str:
    """Where an application says which indicators it proposes."""
    return reverse("monitoring:proposed_indicators", args=[application.reference])


def register() -> None:
    """Fill the registries; called once, when the app is ready."""
    menu_groups.add(MenuGroup("results", _("Results and figures"), order=30))
    entries = (
        ("frameworks", _("Results"), "monitoring:framework_list"),
        ("measurements", _("Figures"), "monitoring:measurement_list"),
        ("progress_reports", _("Progress reports"), "monitoring:progress_report_list"),
    )
    for order, (name, label, url_name) in enumerate(entries):
        menu.add(MenuEntry(name, label, url_name, result_tasks.sees_results, order=50 + order, group="results"))
    for order, (name, source) in enumerate(TASKS):
        task_sources.add(TaskSource(name, source, order=50 + order))
    for order, (name, faults) in enumerate(CHECKS):
        integrity_checks.add(IntegrityCheck(name, faults, order=50 + order))
    sections.add(
        Section("results", "agreement", "monitoring/parts/agreement_section.html", agreement_section, order=50)
    )
    sections.add(
        Section(
            "programme_results", "programme", "monitoring/parts/programme_section.html", programme_section, order=50
        )
    )
    application_parts.add(ApplicationPart("proposed_indicators", proposals.rows_of))
    application_steps.add(
        AddedStep(
            "indicators",
            _("Indicators"),
            proposals_address,
            proposals.content_of,
            proposals.words_of,
            proposals.gaps_of,
            "monitoring/parts/proposed_indicators.html",
            proposals.reading_of,
            order=50,
        )
    )
    document_readers.add(DocumentReader("evidence_of_figures", proves_a_figure))
    tones.register({"reopened": tones.WAIT, "superseded": tones.NEUTRAL})
    tell(SENTENCES)
