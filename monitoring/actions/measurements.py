"""Acts on figures: entering, submitting, returning, verifying and revising them, and the files that prove them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from kernel import clock
from kernel.refusals import NotAllowed, NotNow, Refusal
from monitoring.actions.permission import ask
from monitoring.actions.totals import renew_total
from monitoring.actions.versions import grow_version
from monitoring.lifecycles.results import MEASUREMENT
from monitoring.models import (
    EDITABLE,
    Category,
    Counts,
    Indicator,
    Measurement,
    MeasurementStatus,
    MeasurementValue,
    Period,
    PeriodStatus,
)
from organizations.actions.activity import record
from organizations.actions.documents import attach
from organizations.models import Document, Organization, User

COUNTED = frozenset({Counts.PERSONS, Counts.PARTICIPATIONS, Counts.ORGANIZATIONS})


class FigureWrong(Refusal):
    """What was typed cannot be a figure of this indicator."""


@dataclass(frozen=True)
class Given:
    """A figure as typed: a number, or numerator and denominator; all None is "not reported"."""

    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None


@dataclass(frozen=True)
class Entry:
    """All that is typed for one indicator in one period. `parts` by category; `organizations` where they are named."""

    whole: Given = field(default_factory=Given)
    is_not_applicable: bool = False
    note: str = ""
    parts: Mapping[Category, Given] = field(default_factory=dict)
    organizations: Sequence[Organization] = ()


def check_given(indicator: Indicator, given: Given) -> None:
    """Raise FigureWrong, with the field, unless `given` can be a figure of `indicator`."""
    typed = {name: getattr(given, name) for name in ("value", "numerator", "denominator")}
    wrong: dict[str, str] = {}
    for name in ("numerator", "denominator") if not indicator.is_percentage else ("value",):
        if typed[name] is not None:
            wrong[name] = _("This indicator takes a number.") if name != "value" else _("This indicator takes a share.")
    if given.denominator == 0:
        wrong["denominator"] = _("A share of 0 has no meaning. If there was nobody to count, mark “not applicable”.")
    elif (given.numerator is None) != (given.denominator is None):
        missing = "numerator" if given.numerator is None else "denominator"
        wrong[missing] = _("A share needs both numbers.")
    for name, number in typed.items():
        if number is None or name in wrong:
            continue
        if number < 0 and (indicator.is_percentage or indicator.counts in COUNTED):
            wrong[name] = _("A count cannot be negative.")
        elif indicator.counts in COUNTED and number != number.to_integral_value():
            wrong[name] = _("Persons, participations and organisations are counted in whole numbers.")
    if wrong:
        raise FigureWrong(_("%(code)s: the figure cannot be kept so.") % {"code": indicator.code}, fields=wrong)


def _check_entry(indicator: Indicator, entry: Entry) -> Entry:
    """The entry as it will be stored: the number of an indicator that names organisations follows from them."""
    if indicator.names_organizations and not entry.is_not_applicable:
        named = set(entry.organizations)
        whole = Given(value=Decimal(len(named))) if named else entry.whole
        if not named and whole.value:
            raise FigureWrong(
                _("%(code)s counts organisations by name.") % {"code": indicator.code},
                fields={"organizations": _("Name each organisation, one in a line; the number follows from them.")},
            )
        entry = Entry(whole, note=entry.note, organizations=entry.organizations)
    check_given(indicator, entry.whole)
    given = [part for part in entry.parts.values() if part != Given()]
    for part in given:
        check_given(indicator, part)
    if any(category.dimension_id != indicator.dimension_id for category in entry.parts):
        raise FigureWrong(_("%(code)s is not broken down by these categories.") % {"code": indicator.code})
    if entry.is_not_applicable and (entry.whole != Given() or given):
        raise FigureWrong(
            _("%(code)s: “not applicable” has no figure.") % {"code": indicator.code},
            fields={"is_not_applicable": _("Take the mark away, or the figure.")},
        )
    return entry


@transaction.atomic
def record_measurement(indicator: Indicator, period: Period, entry: Entry, *, by: User) -> Measurement:
    """Keep what was typed for one indicator in one open period, as a draft; again replaces it.

    Refused when the period takes no figures, when the figure is with the verifier, or verified (revise it then), and
    for what cannot be a figure: a share of 0, half a person, a number where a share is asked.
    """
    if indicator.framework_id != period.framework_id:
        raise FigureWrong(_("This indicator is not measured in this period."))
    if indicator.links.exists():
        raise FigureWrong(_("%(code)s takes its figures from the grants that feed it.") % {"code": indicator.code})
    ask(by, "monitoring.enter_figures", period)
    period = Period.objects.select_for_update().get(pk=period.pk)
    if not period.is_enterable:
        raise NotNow(
            _("No figures can be entered: the period is “%(status)s”.") % {"status": period.get_status_display()}
        )
    entry = _check_entry(indicator, entry)
    measurement = _row_in_work(indicator, period)
    whole = entry.whole
    measurement.value, measurement.numerator, measurement.denominator = whole.value, whole.numerator, whole.denominator
    measurement.is_not_applicable, measurement.note = entry.is_not_applicable, entry.note.strip()
    measurement.changed_at, measurement.changed_by = clock.now(), by
    is_new = measurement.pk is None
    measurement.save()
    measurement.organizations.set(entry.organizations)
    measurement.values.all().delete()
    MeasurementValue.objects.bulk_create(
        MeasurementValue(
            measurement=measurement,
            category=category,
            value=part.value,
            numerator=part.numerator,
            denominator=part.denominator,
        )
        for category, part in entry.parts.items()
        if part != Given()
    )
    if is_new:
        record("measurement_recorded", measurement, by=by, organization=period.framework.reporter)
    return measurement


def _row_in_work(indicator: Indicator, period: Period) -> Measurement:
    rows = Measurement.objects.filter(indicator=indicator, period=period)
    measurement = rows.in_work().first()
    if measurement is not None and measurement.status not in EDITABLE:
        raise NotNow(_("%(code)s waits for verification and cannot be changed now.") % {"code": indicator.code})
    if measurement is None and rows.exists():
        raise NotNow(_("%(code)s is verified. Make a revision, with its reason.") % {"code": indicator.code})
    return measurement or Measurement(indicator=indicator, period=period, ends_on=period.ends_on)


def lock_measurement(measurement: Measurement) -> Measurement:
    """The figure as it stands, locked until the transaction ends."""
    rows = Measurement.objects.select_for_update(of=("self",)).select_related("period__framework", "indicator")
    return rows.get(pk=measurement.pk)


@transaction.atomic
def submit_measurement(measurement: Measurement, *, by: User) -> Measurement:
    """Hand a figure to the verifier; whole periods and reports are checked by their own acts."""
    measurement = lock_measurement(measurement)
    MEASUREMENT.check(measurement, "submit", by=by)
    measurement.submitted_at, measurement.submitted_by = clock.now(), by
    measurement.save(update_fields=["submitted_at", "submitted_by"])
    MEASUREMENT.make(measurement, "submit", by=by)
    record("measurement_submitted", measurement, by=by, organization=measurement.period.framework.reporter)
    return measurement


@transaction.atomic
def return_measurement(measurement: Measurement, *, reason: str, by: User) -> Measurement:
    """Give a figure back, saying what to correct; it can be changed once the period or report is returned too."""
    measurement = lock_measurement(measurement)
    MEASUREMENT.check(measurement, "return", by=by)
    if not reason.strip():
        raise Refusal(_("Say what to correct."), fields={"reason": _("Write one sentence.")})
    measurement.returned_reason = reason.strip()
    measurement.save(update_fields=["returned_reason"])
    MEASUREMENT.make(measurement, "return", by=by)
    record("measurement_returned", measurement, by=by, organization=measurement.period.framework.reporter)
    return measurement


@transaction.atomic
def verify_measurement(measurement: Measurement, *, by: User) -> Measurement:
    """Vouch for a submitted figure: from now on it counts, and the one that it revises does not.

    The verifier is never the one who submitted it, nor the one who entered it.
    """
    Indicator.objects.select_for_update().get(pk=measurement.indicator_id)
    measurement = lock_measurement(measurement)
    if measurement.changed_by_id == by.pk:
        raise NotAllowed(
            _("%(code)s: you entered this figure yourself. Another monitoring officer verifies it.")
            % {"code": measurement.indicator.code}
        )
    MEASUREMENT.check(measurement, "verify", by=by)
    before = Measurement.objects.verified().filter(indicator=measurement.indicator_id, period=measurement.period_id)
    for old in before.select_for_update().order_by("pk"):
        MEASUREMENT.make(old, "supersede", by=None)
    measurement.verified_at, measurement.verified_by, measurement.returned_reason = clock.now(), by, ""
    measurement.save(update_fields=["verified_at", "verified_by", "returned_reason"])
    MEASUREMENT.make(measurement, "verify", by=by)
    framework = measurement.period.framework
    renew_total(measurement.indicator)
    grow_version(framework)
    record("measurement_verified", measurement, by=by, organization=framework.reporter, revision=measurement.revision)
    return measurement


@transaction.atomic
def revise_measurement(measurement: Measurement, *, reason: str, by: User) -> Measurement:
    """A new draft of a verified figure, in a reopened period, with its reason; the old one counts until then."""
    measurement = lock_measurement(measurement)
    ask(by, "monitoring.enter_figures", measurement.period)
    if measurement.status != MeasurementStatus.VERIFIED:
        raise NotNow(_("Only a verified figure is revised; this one can be changed as it is."))
    if measurement.period.status not in {PeriodStatus.REOPENED, PeriodStatus.RETURNED}:
        raise NotNow(_("The figure is frozen. Ask the monitoring officer to reopen the period."))
    if not reason.strip():
        raise Refusal(_("Say why the figure changes."), fields={"reason": _("Write one sentence.")})
    if Measurement.objects.filter(indicator=measurement.indicator_id, period=measurement.period_id).in_work().exists():
        raise NotNow(_("A revision of this figure is under way already."))
    values, named = list(measurement.values.all()), list(measurement.organizations.all())
    revision = Measurement.objects.create(
        indicator=measurement.indicator,
        period=measurement.period,
        ends_on=measurement.ends_on,
        revision=measurement.revision + 1,
        revision_reason=reason.strip(),
        value=measurement.value,
        numerator=measurement.numerator,
        denominator=measurement.denominator,
        is_not_applicable=measurement.is_not_applicable,
        note=measurement.note,
        changed_at=clock.now(),
        changed_by=by,
    )
    revision.organizations.set(named)
    for value in values:
        value.pk, value.measurement = None, revision
    MeasurementValue.objects.bulk_create(values)
    record("measurement_revised", revision, by=by, organization=measurement.period.framework.reporter)
    return revision


@transaction.atomic
def add_evidence(measurement: Measurement, document: Document, *, by: User) -> Measurement:
    """Lay a stored file of the reporting organisation beside a figure that is not verified yet."""
    measurement = lock_measurement(measurement)
    ask(by, "monitoring.enter_figures", measurement.period)
    if measurement.status not in EDITABLE:
        raise NotNow(_("Files are added while the figure can be changed."))
    reporter = measurement.period.framework.reporter
    if document.organization_id != (reporter.pk if reporter else None):
        raise Refusal(_("This file belongs to another organisation. Upload it again here."))
    attach(document, by=by)
    measurement.evidence.add(document)
    record("evidence_added", measurement, by=by, organization=reporter, document=document.pk)
    return measurement


@transaction.atomic
def remove_evidence(measurement: Measurement, document: Document, *, by: User) -> Measurement:
    """Take a file away from a figure that is not verified yet; the file itself stays stored."""
    measurement = lock_measurement(measurement)
    ask(by, "monitoring.enter_figures", measurement.period)
    if measurement.status not in EDITABLE:
        raise NotNow(_("Files are taken away while the figure can be changed."))
    measurement.evidence.remove(document)
    reporter = measurement.period.framework.reporter
    record("evidence_removed", measurement, by=by, organization=reporter, document=document.pk)
    return measurement
