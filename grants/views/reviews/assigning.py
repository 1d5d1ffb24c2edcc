"""Pages of those who give applications to reviewers: who has what, by hand, replacement, reminders."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from grants.actions.reviews import assignments as acts
from grants.actions.reviews.planning import set_domains
from grants.actions.reviews.reminding import remind_reviewers
from grants.forms.reviews.assigning import (
    AssignForm,
    BalancedForm,
    DomainsForm,
    DueForm,
    ReplaceForm,
    ReviewerForm,
)
from grants.models import Application, Assignment, Call
from grants.queries.reviews.divergence import divergences_of
from grants.queries.reviews.duties import outstanding, overdue_of
from grants.queries.reviews.severity import severities_of
from grants.queries.reviews.sheets import review_table, reviewers_of
from kernel.views import ActButton, ActPage, DetailPage


class AssignmentsPage(DetailPage):
    """Who reviews what in one call, and how far they are."""

    model = Call
    permission = "grants.manage_applications"
    template_name = "grants/reviews/assignments.html"

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().select_related("programme__implementer")

    def facts(self, thing: Call) -> dict[str, Any]:
        user = self.request.user
        mine = set(thing.applications.open_to(user).values_list("pk", flat=True))
        table = review_table(thing)
        sees_scores = user.has_perm("grants.view_ranking", thing)
        diverging = [each for each in divergences_of(thing) if each.application.pk in mine]
        return {
            "rows": [(each, given) for each, given in table.rows if each.pk in mine],
            "loads": table.loads,
            "divergences": diverging if sees_scores else [],
            "severities": severities_of(thing) if sees_scores else [],
            "overdue": [each for each in overdue_of(thing) if each.application_id in mine],
            "waiting": sum(each.assigned - each.submitted for each in table.loads),
            "balanced_form": BalancedForm(initial={"wanted": thing.reviewers_wanted}),
            "can_open_names": thing.is_veiled and user.has_perm("grants.open_names", thing),
        }


class CallAct(ActPage):
    """An act of assignment on one call; it goes back to the table of assignments."""

    model = Call
    permission = "grants.manage_applications"

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().select_related("programme__implementer")

    def success_url(self, done: Any) -> str:
        return self.back_url()

    def back_url(self) -> str:
        return reverse("grants:assignments", args=[self.thing.reference])


class ReviewerAdd(CallAct):
    """Ask a person to review for the call."""

    form_class = ReviewerForm
    title = _("Add a reviewer")
    done = _("The reviewer was added and told.")

    def act(self, form: ReviewerForm) -> Call:
        acts.add_reviewer(self.thing, by=self.request.user, **form.cleaned_data)
        return self.thing


class AssignPage(ActPage):
    """Give one application to one reviewer by hand; a known relation asks for a reason."""

    model = Application
    permission = "grants.assign_reviewers"
    title = _("Assign by hand")
    button = _("Assign")
    done = _("Assigned; the reviewer was told.")

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().select_related("call__programme", "organization")

    def get_form(self, data: Any = None, files: Any = None) -> Any:
        have = {each.reviewer_id for each in self.thing.assignments.filter(withdrawn_at__isnull=True)}
        free = [each.user for each in reviewers_of(self.thing.call) if each.user_id not in have]
        return AssignForm(data, people=free)

    def facts(self) -> dict[str, Any]:
        return {"title": f"{self.title}: {self.thing.reference}", "intro": self.thing.title}

    def act(self, form: Any) -> Any:
        data = form.cleaned_data
        return acts.assign_reviewer(self.thing, data["reviewer"], by=self.request.user, despite=data["despite"])

    def back_url(self) -> str:
        return reverse("grants:assignments", args=[self.thing.call.reference])

    def success_url(self, done: Any) -> str:
        return self.back_url()


class DomainsPage(AssignPage):
    """In which fields of work one application stands; reviewers who know them are proposed first."""

    title = _("Fields of work")
    button = _("Save")
    done = _("The fields of work are kept; the next proposal of reviewers goes by them.")

    def get_form(self, data: Any = None, files: Any = None) -> DomainsForm:
        return DomainsForm(data, initial={"domains": self.thing.domains.all()})

    def act(self, form: Any) -> Application:
        return set_domains(self.thing, form.cleaned_data["domains"], by=self.request.user)


class FurtherAsk(ActButton):
    """One more reviewer where reviewers diverge: whoever suits best."""

    done = _("One more reviewer was asked.")

    def find(self) -> Application:
        rows = Application.objects.visible_to(self.request.user).select_related("call__programme", "organization")
        return get_object_or_404(rows, reference=self.kwargs["reference"])

    def act(self, thing: Application) -> str:
        if not self.request.user.has_perm("grants.assign_reviewers", thing):
            raise PermissionDenied
        acts.ask_further_reviewer(thing, by=self.request.user)
        return self.back(thing)

    def back(self, thing: Application) -> str:
        return reverse("grants:assignments", args=[thing.call.reference])


class OneAssignment(ActPage):
    """An act on one assignment of a call that the person runs."""

    model = Assignment
    permission = "grants.assign_reviewers"

    def get_queryset(self) -> models.QuerySet:
        mine = Application.objects.visible_to(self.request.user)
        rows = Assignment.objects.filter(application__in=mine, withdrawn_at__isnull=True)
        return rows.select_related("application__call__programme", "application__organization", "reviewer", "review")

    def permission_object(self, thing: Assignment) -> Application:
        return thing.application

    def facts(self) -> dict[str, Any]:
        return {"title": f"{self.title}: {self.thing.application.reference}, {self.thing.reviewer}"}

    def back_url(self) -> str:
        return reverse("grants:assignments", args=[self.thing.application.call.reference])

    def success_url(self, done: Any) -> str:
        return self.back_url()


class ReplacePage(OneAssignment):
    """Withdraw and assign another in one act."""

    title = _("Replace the reviewer")
    button = _("Replace")
    done = _("The reviewer was replaced; the new one was told.")

    def get_form(self, data: Any = None, files: Any = None) -> ReplaceForm:
        have = set(self.thing.application.assignments.values_list("reviewer_id", flat=True))
        free = [each.user for each in reviewers_of(self.thing.application.call) if each.user_id not in have]
        return ReplaceForm(data, people=free)

    def facts(self) -> dict[str, Any]:
        best = acts.best_remaining(self.thing.application, but=[self.thing.reviewer_id])
        words = gettext("Who suits best now: %(person)s.") % {"person": best} if best else ""
        return {**super().facts(), "intro": words}

    def act(self, form: ReplaceForm) -> Assignment:
        data = form.cleaned_data
        return acts.replace_reviewer(self.thing, by=self.request.user, reason=data["reason"], reviewer=data["reviewer"])


class AssignmentWithdraw(ActButton):
    """Take an application away from a reviewer."""

    done = _("The assignment was withdrawn.")

    def find(self) -> Assignment:
        mine = Application.objects.visible_to(self.request.user)
        rows = Assignment.objects.filter(application__in=mine).select_related("application__call__programme")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def act(self, thing: Assignment) -> str:
        acts.withdraw_assignment(thing, by=self.request.user)
        return self.back(thing)

    def back(self, thing: Assignment) -> str:
        return reverse("grants:assignments", args=[thing.application.call.reference])


class RemindersPage(CallAct):
    """Reviews that are not in: remind of a selection, or give it another day."""

    form_class = DueForm
    template_name = "grants/reviews/reminders.html"
    title = _("Reviews that are not in")

    def _rows(self) -> list[Assignment]:
        mine = self.thing.applications.open_to(self.request.user).values("pk")
        rows = outstanding().filter(application__in=mine).select_related("reviewer", "application", "review")
        return list(rows.prefetch_related("reminders").order_by("due_on", "reviewer__name", "pk"))

    def facts(self) -> dict[str, Any]:
        return {"rows": self._rows()}

    def act(self, form: DueForm) -> Any:
        chosen = set(self.request.POST.getlist("assignment"))
        rows = [each for each in self._rows() if str(each.pk) in chosen]
        if "move" in self.request.POST and form.cleaned_data["due_on"]:
            acts.move_due_date(rows, by=self.request.user, due_on=form.cleaned_data["due_on"])
            self.said = gettext("The due date was moved.")
        else:
            count = remind_reviewers(rows, by=self.request.user)
            words = ngettext("%(count)d person was reminded.", "%(count)d people were reminded.", count)
            self.said = words % {"count": count}
        return self.thing

    def message(self, done: Any) -> str:
        return self.said

    def success_url(self, done: Any) -> str:
        return reverse("grants:review_reminders", args=[self.thing.reference])
