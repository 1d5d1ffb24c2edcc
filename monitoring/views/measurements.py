"""Pages of single figures: the list, one figure with its proofs and revisions, and its moves."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from kernel.views import ActButton, ActPage, DetailPage, ListPage, MovePage, Scoped
from monitoring.actions.measurements import (
    add_evidence,
    remove_evidence,
    return_measurement,
    revise_measurement,
    submit_measurement,
    verify_measurement,
)
from monitoring.figures import figure_of, plain
from monitoring.filters.results import MeasurementFilters
from monitoring.forms.design import ReasonForm
from monitoring.forms.reports import EvidenceForm
from monitoring.lifecycles.results import MEASUREMENT
from monitoring.models import EDITABLE, Measurement, Period, PeriodStatus
from monitoring.tables.results import MeasurementTable
from organizations.actions.documents import store_upload
from organizations.queries import activity

REVISABLE = frozenset({PeriodStatus.REOPENED, PeriodStatus.RETURNED})


class MeasurementList(ListPage):
    """Figures that this person may read."""

    model = Measurement
    table_class = MeasurementTable
    filterset_class = MeasurementFilters
    title = _("Figures")
    select_related = ("indicator", "period__framework__programme", "period__framework__agreement")


class MeasurementPage(DetailPage):
    """One figure: what it says, who vouches for it, its files, its revisions."""

    model = Measurement
    template_name = "monitoring/measurement.html"
    lifecycle = MEASUREMENT

    def get_queryset(self) -> QuerySet[Measurement]:
        return Measurement.objects.visible_to(self.request.user).select_related(
            "indicator",
            "period__framework__programme",
            "period__framework__agreement__organization",
            "submitted_by",
            "verified_by",
        )

    def facts(self, thing: Measurement) -> dict[str, Any]:
        figure = figure_of(thing)
        may_enter = self.request.user.has_perm("monitoring.enter_figures", thing.period)
        parts = [(value.category, figure_of(value)) for value in thing.values.select_related("category")]
        return {
            "amount": plain(figure.amount) if figure else None,
            "parts": [(category, plain(part.amount) if part else None) for category, part in parts],
            "organizations": list(thing.organizations.order_by("name_ro", "pk")),
            "evidence": list(thing.evidence.order_by("uploaded_at", "pk")),
            "revisions": list(
                Measurement.objects.visible_to(self.request.user)
                .filter(indicator=thing.indicator_id, period=thing.period_id)
                .exclude(pk=thing.pk)
                .order_by("revision")
            ),
            "may_attach": may_enter and thing.status in EDITABLE,
            "may_revise": may_enter and thing.status == "verified" and thing.period.status in REVISABLE,
            "evidence_form": EvidenceForm(),
            "activities": activity.of(thing, limit=20),
        }


class MeasurementMove(MovePage):
    """Submitting and verifying one figure."""

    model = Measurement
    lifecycle = MEASUREMENT
    acts = {"submit": submit_measurement, "verify": verify_measurement}
    texts = {"verify": _("You vouch for this figure: it counts from now on, and changes only by a revision.")}


class MeasurementReturn(ActPage):
    """Giving one figure back."""

    model = Measurement
    permission = "monitoring.return_measurement"
    form_class = ReasonForm
    title = _("Return the figure for correction")
    intro = _("Say what to correct. It can be changed once the period or the report is returned as well.")
    button = _("Return")

    def act(self, form: Any) -> Measurement:
        return return_measurement(self.thing, reason=form.cleaned_data["reason"], by=self.request.user)


class OfTheReporter(Scoped):
    """Only those who enter the figures of the period may change what stands beside them."""

    permission = "monitoring.enter_figures"

    def permission_object(self, thing: Measurement) -> Period:
        """The right is asked of the period."""
        return thing.period


class MeasurementRevise(OfTheReporter, ActPage):
    """A revision of a verified figure."""

    model = Measurement
    form_class = ReasonForm
    title = _("Revise a verified figure")
    intro = _("The verified figure keeps counting until the revision is verified. Both stay readable.")
    button = _("Begin the revision")

    def act(self, form: Any) -> Measurement:
        return revise_measurement(self.thing, reason=form.cleaned_data["reason"], by=self.request.user)

    def success_url(self, done: Measurement) -> str:
        return done.period.get_absolute_url()


class EvidenceAdd(OfTheReporter, ActPage):
    """A file beside a figure."""

    model = Measurement
    form_class = EvidenceForm
    title = _("Add a file that proves the figure")
    button = _("Add the file")

    @transaction.atomic
    def act(self, form: Any) -> Measurement:
        document = store_upload(
            form.cleaned_data["file"],
            by=self.request.user,
            organization=self.thing.period.framework.reporter,
            title=form.cleaned_data["title"],
        )
        return add_evidence(self.thing, document, by=self.request.user)


class EvidenceRemove(ActButton):
    """Taking a file away from a figure."""

    done = _("The file was taken away.")

    def find(self) -> Measurement:
        return get_object_or_404(Measurement.objects.visible_to(self.request.user), pk=self.kwargs["pk"])

    def act(self, thing: Measurement) -> Measurement:
        remove_evidence(thing, get_object_or_404(thing.evidence, pk=self.kwargs["document"]), by=self.request.user)
        return thing
