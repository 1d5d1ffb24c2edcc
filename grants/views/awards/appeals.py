"""Pages of appeals: filed by the applicant, the register of staff, the answer, and what follows from it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.translation import gettext_lazy as _

from grants.actions.awards.appeals import carry_out_appeal, decide_appeal, file_appeal
from grants.filters.awards import AppealFilters
from grants.forms.awards.letters import AppealForm, RejectAppealForm, UpholdAppealForm
from grants.lifecycles import APPEAL
from grants.models import Appeal, Application
from grants.queries.awards.appeals import window_of
from grants.rules.committee import took_part
from grants.tables.awards import AppealTable
from kernel.views import ActPage, DetailPage, ListPage
from organizations.queries.activity import of as activity_of


class AppealNew(ActPage):
    """File an appeal, as representative, while the window is open."""

    model = Application
    permission = "grants.file_appeal"
    form_class = AppealForm
    template_name = "grants/awards/appeal_new.html"
    title = _("Appeal against the decision")
    button = _("File the appeal")
    done = _("Your appeal is filed. A person who had no part in the decision answers it.")

    def get_queryset(self) -> models.QuerySet:
        return Application.objects.told_to(self.request.user).select_related("call__programme", "organization")

    def get_form(self, data: Any = None, files: Any = None) -> AppealForm:
        return AppealForm(data, files, by=self.request.user, organization=self.thing.organization)

    def facts(self) -> dict[str, Any]:
        return {"window": window_of(self.thing)}

    def act(self, form: AppealForm) -> Appeal:
        document = form.cleaned_data["document"]
        documents = [document] if document else []
        return file_appeal(self.thing, by=self.request.user, text=form.cleaned_data["text"], documents=documents)


class AppealList(ListPage):
    """The register: own appeals for an organisation, those of its calls for the staff."""

    model = Appeal
    table_class = AppealTable
    filterset_class = AppealFilters
    title = _("Appeals")
    select_related = ("application__call__programme", "application__organization")


class OfAppeal(ActPage):
    """An act on one appeal."""

    model = Appeal

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().select_related("application__call__programme", "application__organization")


class AppealPage(DetailPage):
    """One appeal: what was wrong, who answers, what was answered, what follows."""

    model = Appeal
    template_name = "grants/awards/appeal.html"
    lifecycle = APPEAL

    def get_queryset(self) -> models.QuerySet:
        rows = super().get_queryset().select_related("application__call__programme", "application__organization")
        return rows.select_related("letter", "filed_by", "decided_by", "carried_out_by").prefetch_related("documents")

    def facts(self, thing: Appeal) -> dict[str, Any]:
        user = self.request.user
        is_own = user.has_perm("grants.write_application", thing.application)
        return {
            "application": thing.application,
            "is_own": is_own,
            "took_part": not is_own and took_part(user, thing.application),
            "can_carry_out": thing.waits_for_its_consequence and user.has_perm("grants.carry_out_appeal", thing),
            "activities": [] if is_own else activity_of(thing.application),
        }


class AppealReject(OfAppeal):
    """Do not uphold, with the reasons."""

    permission = "grants.decide_appeal"
    form_class = RejectAppealForm
    title = _("Do not uphold the appeal")
    button = _("Answer")
    done = _("The answer is kept and goes out as a letter.")

    def act(self, form: RejectAppealForm) -> Appeal:
        return decide_appeal(self.thing, by=self.request.user, is_upheld=False, **form.cleaned_data)


class AppealUphold(OfAppeal):
    """Uphold, with the reasons and what follows."""

    permission = "grants.decide_appeal"
    form_class = UpholdAppealForm
    title = _("Uphold the appeal")
    button = _("Answer")
    done = _("The answer is kept and goes out as a letter.")

    def act(self, form: UpholdAppealForm) -> Appeal:
        return decide_appeal(self.thing, by=self.request.user, is_upheld=True, **form.cleaned_data)


class AppealCarryOut(OfAppeal):
    """Do what follows from an upheld appeal."""

    permission = "grants.carry_out_appeal"
    title = _("Carry out what follows")
    button = _("Carry out")
    done = _("It is carried out.")

    def demand(self, thing: Appeal) -> None:
        super().demand(thing)
        if not thing.waits_for_its_consequence:
            raise PermissionDenied

    def facts(self) -> dict[str, Any]:
        return {"intro": self.thing.get_consequence_display()}

    def act(self, form: Any) -> Appeal:
        return carry_out_appeal(self.thing, by=self.request.user)
