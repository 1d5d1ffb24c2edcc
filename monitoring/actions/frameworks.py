"""Acts on frameworks: setting them up for a programme and for its grants, and laying out their periods."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from grants.models import Agreement, AgreementStatus, Programme
from kernel import clock
from kernel.refusals import NotNow, Refusal
from monitoring.actions.indicators import link_indicators
from monitoring.actions.permission import ask
from monitoring.models import Framework, Indicator, Period, ReportQuestion
from monitoring.report_questions import QUESTIONS
from organizations.actions.activity import record
from organizations.models import User

OVER = frozenset({AgreementStatus.CANCELLED, AgreementStatus.CLOSED, AgreementStatus.TERMINATED})


class FrameworkExists(NotNow):
    """The programme or agreement has its framework already."""


class PeriodsOverlap(Refusal):
    """Two periods of one framework would share a day."""


@transaction.atomic
def set_up_framework(programme: Programme, *, by: User | None) -> Framework:
    """The framework of a whole programme, empty but for the usual questions of its progress reports."""
    ask(by, "monitoring.set_up_framework", programme)
    Programme.objects.select_for_update().get(pk=programme.pk)
    if Framework.objects.of_programmes().filter(programme=programme).exists():
        raise FrameworkExists(_("This project has its results framework already."))
    framework = Framework.objects.create(programme=programme, created_by=by, created_at=clock.now())
    ReportQuestion.objects.bulk_create(
        ReportQuestion(framework=framework, order=order, **question) for order, question in enumerate(QUESTIONS, 1)
    )
    record("framework_set_up", framework, by=by, organization=programme.implementer)
    return framework


@transaction.atomic
def set_up_agreement_framework(agreement: Agreement, indicators: Iterable[Indicator], *, by: User | None) -> Framework:
    """The framework of one grant: the chosen indicators of its programme, linked, and the periods it runs through."""
    ask(by, "monitoring.set_up_framework", agreement)
    agreement = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if Framework.objects.filter(agreement=agreement).exists():
        raise FrameworkExists(_("This agreement has its results framework already."))
    if agreement.status in OVER:
        raise NotNow(_("The agreement is over; nothing is measured under it any more."))
    whole = Framework.objects.of_programmes().filter(programme=agreement.programme_id).first()
    if whole is None:
        raise NotNow(_("The project has no results framework yet. Set that up first, then link the agreement to it."))
    framework = Framework.objects.create(
        programme=agreement.programme, agreement=agreement, created_by=by, created_at=clock.now()
    )
    link_indicators(framework, indicators, by=by)
    for period in whole.periods.order_by("starts_on", "pk"):
        _add_to_grant(framework, period)
    record("framework_set_up", framework, by=by, organization=agreement.organization)
    return framework


@transaction.atomic
def add_period(framework: Framework, starts_on: date, ends_on: date, due_on: date, *, by: User | None) -> Period:
    """A new period, closed, of a programme's framework and of every grant that runs through a day of it.

    Refused when it overlaps another, ends before it begins, or is due before it ends.
    """
    framework = Framework.objects.select_for_update().get(pk=framework.pk)
    ask(by, "monitoring.change_framework", framework)
    if framework.agreement_id is not None:
        raise Refusal(_("Periods are laid out in the framework of the project; those of its grants follow."))
    if ends_on < starts_on:
        raise Refusal(_("The period ends before it begins."), fields={"ends_on": _("Choose a later day.")})
    if due_on < ends_on:
        raise Refusal(_("Figures cannot be due before the period ends."), fields={"due_on": _("Choose a later day.")})
    clash = framework.periods.filter(starts_on__lte=ends_on, ends_on__gte=starts_on).first()
    if clash is not None:
        raise PeriodsOverlap(
            _("It overlaps the period %(period)s. Begin after its end, or end before its beginning.")
            % {"period": clash},
            fields={"starts_on": _("Choose a day outside the other periods.")},
        )
    period = Period.objects.create(framework=framework, starts_on=starts_on, ends_on=ends_on, due_on=due_on)
    for grant in Framework.objects.filter(programme=framework.programme_id, agreement__isnull=False).order_by("pk"):
        _add_to_grant(grant, period)
    record("period_added", period, by=by, organization=framework.verifier)
    return period


def _add_to_grant(framework: Framework, period: Period) -> None:
    agreement = framework.agreement
    if agreement is None or agreement.starts_on > period.ends_on or agreement.ends_on < period.starts_on:
        return
    Period.objects.create(
        framework=framework,
        feeds=period,
        starts_on=period.starts_on,
        ends_on=period.ends_on,
        due_on=period.due_on,
    )
