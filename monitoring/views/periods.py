"""Pages of one period: its figures, who vouches for them, and its moves."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from grants.models import Agreement, Programme
from kernel.views import ActPage, DetailPage, MovePage
from monitoring.actions.periods import (
    approve_period,
    open_period,
    reopen_period,
    return_period,
    submit_period,
    verify_figures,
)
from monitoring.forms.design import ReasonForm
from monitoring.lifecycles.results import MEASUREMENT, PERIOD
from monitoring.models import Measurement, Period, ProgressReport
from monitoring.queries.figure_rows import figure_rows, may_verify_all
from monitoring.queries.problems import problems_in
from organizations.models import User
from organizations.queries import activity


def periods_of(user: User) -> QuerySet[Period]:
    """The periods that a person sees, with what the rules look at."""
    related = ("framework__programme", "framework__agreement__organization", "submitted_by", "approved_by")
    return Period.objects.visible_to(user).select_related(*related)


class PeriodPage(DetailPage):
    """The figures of a period, each with what is unusual, its proofs, and what this person may do about it."""

    model = Period
    template_name = "monitoring/period.html"
    lifecycle = PERIOD

    def get_queryset(self) -> QuerySet[Period]:
        return periods_of(self.request.user)

    def facts(self, thing: Period) -> dict[str, Any]:
        user = self.request.user
        rows = figure_rows(thing, Measurement.objects.visible_to(user))
        report = ProgressReport.objects.visible_to(user).filter(period=thing).first()
        may_enter = thing.is_enterable and user.has_perm("monitoring.enter_figures", thing)
        return {
            "rows": [(row, [] if row.is_verified else problems_in(row)) for row in rows],
            "framework": thing.framework,
            "report": report,
            "measurement_lifecycle": MEASUREMENT,
            "may_enter": may_enter,
            "may_begin_report": may_enter
            and report is None
            and user.has_perm("monitoring.draft_progress_report", thing),
            "may_verify": may_verify_all(rows, user),
            "activities": activity.of(thing, limit=20),
        }


class PeriodMove(MovePage):
    """Opening, submitting and approving a period."""

    model = Period
    lifecycle = PERIOD
    acts = {"open": open_period, "submit": submit_period, "approve": approve_period}
    texts = {
        "open": _("Figures can be entered from now on, here and in every grant that runs through this period."),
        "submit": _("The figures go to the monitoring officer and cannot be changed meanwhile."),
        "approve": _("The figures are frozen. A later change is a revision with its reason."),
    }


class PeriodReturn(ActPage):
    """Giving figures back."""

    model = Period
    permission = "monitoring.verify_period"
    form_class = ReasonForm
    title = _("Return the figures for correction")
    intro = _("Figures that are verified stay so; the others can be changed and submitted again.")
    button = _("Return")

    def act(self, form: Any) -> Period:
        return return_period(self.thing, reason=form.cleaned_data["reason"], by=self.request.user)


class PeriodReopen(ActPage):
    """Opening an approved period again."""

    model = Period
    permission = "monitoring.open_period"
    form_class = ReasonForm
    title = _("Reopen the period")
    intro = _("Verified figures keep counting until a revision of them is verified.")
    button = _("Reopen")

    def act(self, form: Any) -> Period:
        return reopen_period(self.thing, reason=form.cleaned_data["reason"], by=self.request.user)


class VerifyAll(ActPage):
    """Vouching for all figures that wait."""

    model = Period
    permission = "monitoring.verify_period"
    title = _("Verify all figures that wait")
    intro = _("You vouch for each of them. Return those that you doubt before you go on.")
    button = _("Verify all")
    change = _("The public page shows the verified figures.")

    def act(self, form: Any) -> Period:
        return verify_figures(self.thing, by=self.request.user)

    def public_thing(self, done: Period) -> Agreement | Programme:
        """The grant, or the project, whose figures they are."""
        return done.framework.agreement or done.framework.programme
