"""Pages of applications: list, one application as it is read, begin, withdraw, receipt."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.db import models
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from grants.actions.applications.applying import begin_application
from grants.filters.calls import ApplicationFilters
from grants.forms.calls.facts import BeginForm
from grants.lifecycles import APPLICATION
from grants.models import Application, ApplicationStatus, Assignment, Call
from grants.queries.applications.clarifications import can_ask_now, reply_url, rounds_in_words
from grants.queries.applications.earlier import earlier_of
from grants.queries.applications.labels import with_labels
from grants.queries.applications.next_steps import application_steps
from grants.queries.applications.page import application_for, findings_of, units_of
from grants.queries.applications.reading import reading_of
from grants.queries.applications.stages import stage_links
from grants.queries.applications.standing import counting_sentence, standing_of, whereabouts_of
from grants.queries.calls.hindrances import can_found_an_applicant, hindrances_of
from grants.queries.calls.intake import applicants_for
from grants.queries.reviews.results import reviews_of
from grants.rules.stakes import stakes_of
from grants.tables.calls import ApplicationTable, LabelledApplicationTable
from kernel.lifecycle import Lifecycle
from kernel.views import ActPage, DetailPage, ListPage, PersonRequest
from organizations.models import Organization
from organizations.queries.activity import of as activity_of

# The moves of an application that have a button here; the others are made on pages of their own.
BUTTONS = Lifecycle("application_buttons", _("Application"), APPLICATION.moves["withdraw"])


FIRST_AN_ORGANIZATION = _(
    "Organisations apply: register yours here, and you go on with the application. "
    "Is it registered already? Then do not register it again: ask its representative to invite you."
)


class ApplicationList(ListPage):
    """Own applications; submitted ones of the person's calls; for a reviewer those that are open to them."""

    model = Application
    table_class = ApplicationTable
    filterset_class = ApplicationFilters
    title = _("Applications")
    reads = ("reference", "title", "status", "requested", "submitted_at")
    batch = "applications"
    keeps_summary = True

    def get_table(self) -> ApplicationTable:
        """With the labels as a column where the person's implementers keep some."""
        return LabelledApplicationTable() if self.filters.offers("label") else ApplicationTable()

    def printed(self, queryset: models.QuerySet) -> models.QuerySet:
        rows = super().printed(queryset)
        return rows.prefetch_related(with_labels(self.request.user)) if self.has_labels else rows

    def rows_of(self, queryset: models.QuerySet, keys: list[int]) -> Iterable[Application]:
        rows = list(super().rows_of(queryset, keys))
        if self.has_labels:
            prefetch_related_objects(rows, with_labels(self.request.user))
        return rows

    @property
    def has_labels(self) -> bool:
        return isinstance(self.table, LabelledApplicationTable)


class ApplicationPage(DetailPage):
    """One application as it is read: where it is, what comes next, everything that stands in it."""

    model = Application
    template_name = "grants/applications/application.html"
    lifecycle = BUTTONS
    place = "application"

    def find(self) -> Application | None:
        return application_for(self.request.user, self.kwargs["reference"])

    def facts(self, thing: Application) -> dict[str, Any]:
        user = self.request.user
        is_own = user.has_perm("grants.write_application", thing)
        can_check = user.has_perm("grants.check_eligibility", thing)
        is_staff = user.has_perm("grants.view_ranking", thing.call)
        check = getattr(thing, "eligibility_check", None)
        is_ineligible = thing.status == ApplicationStatus.INELIGIBLE
        # Who judged an application is the implementer's to know; the applicant reads the rest of its record.
        within = None if is_staff else thing.organization
        shows_check = check is not None and (is_staff or is_ineligible)
        is_given = thing.pk in stakes_of(user, thing.call).reviewed
        standing = standing_of(thing)
        can_change = is_own and thing.status == ApplicationStatus.SUBMITTED and thing.is_open
        reads_versions = bool(standing.versions) and user.has_perm("grants.view_versions", thing)
        return {
            "steps": application_steps(thing),
            "standing": standing,
            "counting": counting_sentence(thing, standing),
            "whereabouts": whereabouts_of(thing, standing, is_own=is_own),
            "reply_url": reply_url(standing) if is_own else "",
            "can_change": can_change,
            "can_ask": can_ask_now(thing, standing) and user.has_perm("grants.ask_clarification", thing),
            "runs_rounds": standing.asked is not None and user.has_perm("grants.run_clarification", standing.asked),
            "rounds": rounds_in_words(thing, standing) if reads_versions else [],
            "reads_versions": reads_versions,
            "is_own": is_own,
            "stage_links": stage_links(thing) if is_own or is_staff else None,
            "reading": reading_of(thing),
            "units": units_of(thing),
            "award": getattr(thing, "award", None),
            "can_write": is_own and thing.status == ApplicationStatus.DRAFT,
            "can_check": can_check and thing.awaits_check,
            "can_declare": user.has_perm("grants.declare_own_conflict", thing),
            "findings": findings_of(check) if check and shows_check else [],
            "assignment": Assignment.objects.visible_to(user).filter(application=thing).first() if is_given else None,
            "reviews": reviews_of(thing) if is_staff else [],
            "activities": activity_of(thing, within=within) if is_own or is_staff else [],
        }


class Apply(ActPage):
    """Begin an application to an open call. Whoever cannot is told why, and led to what they can do."""

    model = Call
    permission = "grants.view_call"
    form_class = BeginForm
    title = _("Begin an application")
    button = _("Begin")
    done = _("The draft is there. It saves itself as you type; others of your organisation can write with you.")

    def get(self, request: PersonRequest, **kwargs: Any) -> HttpResponse:
        """The choice of the organisation."""
        if self.thing.is_open and applicants_for(self.thing, request.user):
            return super().get(request, **kwargs)
        return self.instead()

    def post(self, request: PersonRequest, **kwargs: Any) -> HttpResponse:
        """Begin; pressed a second time, it leads to what was begun."""
        if self.thing.is_open and not applicants_for(self.thing, request.user):
            return self.instead()
        return super().post(request, **kwargs)

    def instead(self) -> HttpResponse:
        """For who has no organisation left to choose: the call, their draft, the registration, or the reasons."""
        call, user = self.thing, self.request.user
        if not call.is_open:
            messages.info(self.request, _("The call does not take applications now."))
            return redirect(call)
        drafts = call.applications.of_organizations(user).filter(status=ApplicationStatus.DRAFT)
        if len(drafts) == 1:
            messages.info(self.request, _("Your organisation has begun already: this is its draft."))
            return redirect(f"{drafts[0].get_absolute_url()}form/facts/")
        hindrances, can_register = hindrances_of(call, user), can_found_an_applicant(call, user)
        register = f"{reverse('organizations:new')}?{urlencode({'next': self.request.path})}"
        if can_register and not hindrances:
            messages.info(self.request, FIRST_AN_ORGANIZATION)
            return redirect(register)
        words = {"title": self.title, "object": call, "hindrances": hindrances}
        return render(
            self.request, "grants/calls/cannot_apply.html", words | {"register": register if can_register else ""}
        )

    def get_form(self, data: Any = None, files: Any = None) -> BeginForm:
        lots = list(self.thing.lots.select_related("call"))
        return BeginForm(data, organizations=applicants_for(self.thing, self.request.user), lots=lots)

    def facts(self) -> dict[str, Any]:
        return {"intro": self.thing.title}

    def act(self, form: BeginForm) -> Application:
        organization = get_object_or_404(Organization, pk=form.cleaned_data["organization"])
        return begin_application(self.thing, organization, by=self.request.user, lot=form.cleaned_data.get("lot"))

    def success_url(self, done: Application) -> str:
        step = "earlier" if earlier_of(done).exists() else "facts"
        return f"{done.get_absolute_url()}form/{step}/"


class Receipt(DetailPage):
    """The receipt of a submitted application, for paper."""

    model = Application
    template_name = "grants/applications/receipt.html"

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().select_related("call__programme", "organization", "submitted_by")

    def facts(self, thing: Application) -> dict[str, Any]:
        version = thing.versions.first()
        if version is None:
            raise Http404
        return {"version": version}
