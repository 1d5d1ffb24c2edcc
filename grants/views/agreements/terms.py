"""Pages on which a draft gets its terms: drafted directly, its facts, its budget, its tranches."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views import View

from grants.actions.agreements.drafting import draft_direct_agreement
from grants.actions.agreements.terms import (
    PlannedCondition,
    PlannedLine,
    PlannedTranche,
    refuse_unless_draft,
    save_facts,
    set_budget,
    set_tranches,
)
from grants.forms.agreements.facts import AgreementFactsForm, DirectAgreementForm
from grants.forms.agreements.terms import BudgetFormSet, ConditionFormSet, TrancheFormSet
from grants.models import Agreement, Condition
from kernel.refusals import NotAllowed, Refusal
from kernel.views import ActPage, PersonRequest, Scoped
from organizations.models import Role
from organizations.roles import holds_anywhere

LANGUAGES = ("ro", "ru", "en")


class NewAgreement(ActPage):
    """A grant without a call."""

    model = Agreement
    form_class = DirectAgreementForm
    title = _("New agreement without a call")
    intro = _("For a grant that is given directly. Others are drafted by themselves when an award is accepted.")
    button = _("Make the draft")

    def demand(self, thing: Any) -> None:
        """For those who prepare agreements somewhere; the act asks again for the programme chosen."""
        if not holds_anywhere(self.request.user, Role.PROGRAMME_MANAGER, Role.GRANTS_OFFICER):
            raise PermissionDenied

    def get_form(self, data: Any = None, files: Any = None) -> DirectAgreementForm:
        return DirectAgreementForm(data, by=self.request.user)

    def act(self, form: Any) -> Agreement:
        facts = dict(form.cleaned_data)
        return draft_direct_agreement(facts.pop("programme"), facts.pop("organization"), by=self.request.user, **facts)


class EditFacts(ActPage):
    """Title, public summary, dates, place and partner of a draft."""

    model = Agreement
    permission = "grants.prepare_agreement"
    form_class = AgreementFactsForm
    title = _("Describe the agreement")

    def get_form(self, data: Any = None, files: Any = None) -> AgreementFactsForm:
        return AgreementFactsForm(data, instance=self.thing)

    def act(self, form: Any) -> Agreement:
        return save_facts(form, by=self.request.user)


class TermsPage(Scoped, View):
    """A page of rows that replace the terms of a draft as a whole."""

    model = Agreement
    permission = "grants.prepare_agreement"
    template_name: str
    title: Any

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.thing = self.find()
        self.demand(self.thing)
        return super().dispatch(request, *args, **kwargs)

    def sets(self, data: Any = None) -> dict[str, Any]:
        """The formsets of the page by their name."""
        raise NotImplementedError

    def keep(self, sets: dict[str, Any]) -> None:
        """The act."""
        raise NotImplementedError

    def page(self, sets: dict[str, Any], refusal: Refusal | None = None) -> HttpResponse:
        """The rows, and why they were not kept."""
        context = {
            "object": self.thing,
            "title": self.title,
            "refusal": refusal,
            "wrong": any(each.is_bound and not each.is_valid() for each in sets.values()),
            **sets,
        }
        return render(self.request, self.template_name, context)

    def get(self, request: PersonRequest, **kwargs: Any) -> HttpResponse:
        try:
            refuse_unless_draft(self.thing, by=request.user)
        except Refusal as refusal:
            messages.error(request, str(refusal.reason))
            return redirect(self.thing.get_absolute_url())
        return self.page(self.sets())

    def post(self, request: PersonRequest, **kwargs: Any) -> HttpResponse:
        sets = self.sets(request.POST)
        if not all([each.is_valid() for each in sets.values()]):
            return self.page(sets)
        try:
            self.keep(sets)
        except NotAllowed as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        except Refusal as refusal:
            return self.page(sets, refusal)
        messages.success(request, gettext("Saved."))
        return redirect(self.thing.get_absolute_url())


class BudgetPage(TermsPage):
    """The budget lines."""

    template_name = "grants/agreements/budget.html"
    title = _("Budget")

    def sets(self, data: Any = None) -> dict[str, Any]:
        names = ("code", "category", "title_ro", "title_ru", "title_en", "amount")
        lines = self.thing.budget_lines.order_by("order", "pk")
        initial = [{name: getattr(line, name) for name in names} for line in lines]
        return {"lines": BudgetFormSet(data, prefix="lines", initial=None if data is not None else initial)}

    def keep(self, sets: dict[str, Any]) -> None:
        rows = [
            PlannedLine(
                code=row["code"],
                category=row["category"],
                amount=row["amount"],
                titles={language: row[f"title_{language}"] for language in LANGUAGES},
            )
            for row in sets["lines"].rows
        ]
        set_budget(self.thing, rows, by=self.request.user)


class TranchesPage(TermsPage):
    """The tranches, and what each waits for."""

    template_name = "grants/agreements/tranches.html"
    title = _("Tranches and conditions")

    def sets(self, data: Any = None) -> dict[str, Any]:
        tranches = self.thing.tranches.order_by("number")
        conditions = Condition.objects.filter(tranche__agreement=self.thing).select_related("tranche")
        dates = [{"due_on": each.due_on, "amount": each.amount} for each in tranches]
        names = ("kind", "report_number", "text_ro", "text_ru", "text_en")
        texts = [
            {"tranche": each.tranche.number, **{name: getattr(each, name) for name in names}}
            for each in conditions.order_by("tranche__number", "pk")
        ]
        is_bound = data is not None
        return {
            "tranches": TrancheFormSet(data, prefix="tranches", initial=None if is_bound else dates),
            "conditions": ConditionFormSet(data, prefix="conditions", initial=None if is_bound else texts),
        }

    def keep(self, sets: dict[str, Any]) -> None:
        rows = sets["tranches"].rows
        by_tranche: dict[int, list[PlannedCondition]] = {}
        for row in sets["conditions"].rows:
            if row["tranche"] > len(rows):
                raise Refusal(
                    gettext("There is no tranche %(number)s for one of the conditions.") % {"number": row["tranche"]}
                )
            texts = {language: row[f"text_{language}"] for language in LANGUAGES}
            condition = PlannedCondition(row["kind"], texts, row["report_number"])
            by_tranche.setdefault(row["tranche"], []).append(condition)
        planned = [
            PlannedTranche(row["amount"], row["due_on"], by_tranche.get(number, []))
            for number, row in enumerate(rows, start=1)
        ]
        set_tranches(self.thing, planned, by=self.request.user)
