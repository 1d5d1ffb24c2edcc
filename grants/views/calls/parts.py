"""Pages of the parts of a call: what it asks, by what it judges; open while the call is a draft."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from grants.actions.calls.parts import remove_part, save_choices, save_part
from grants.forms.calls import parts as forms
from grants.models import (
    Call,
    CallSection,
    CallStatus,
    CategoryLimit,
    Criterion,
    EligibilityCriterion,
    Question,
    QuestionKind,
    RequiredDocument,
)
from grants.queries.calls.intake import gaps_of, questions_of
from kernel.refusals import Refusal
from kernel.views import ActButton, DetailPage, FormPage, PersonRequest
from kernel.views.forms import show_refusal


@dataclass(frozen=True)
class Kind:
    """One kind of part: its model, form, and what a new one is called."""

    model: Any
    form: Any
    title: str | Promise
    path: str = "call"


KINDS = {
    "sections": Kind(CallSection, forms.SectionForm, _("Section of the form")),
    "questions": Kind(Question, forms.QuestionForm, _("Question"), "section__call"),
    "criteria": Kind(Criterion, forms.CriterionForm, _("Criterion")),
    "eligibility": Kind(EligibilityCriterion, forms.EligibilityForm, _("Eligibility criterion")),
    "documents": Kind(RequiredDocument, forms.DocumentForm, _("Required document")),
    "limits": Kind(CategoryLimit, forms.LimitForm, _("Limit on a cost category")),
}


class PartsPage(DetailPage):
    """Everything that a call asks and judges by, with what is still missing."""

    model = Call
    permission = "grants.change_call"
    template_name = "grants/calls/parts_of_call.html"

    def facts(self, thing: Call) -> dict[str, Any]:
        return {
            "sections": list(thing.sections.all()),
            "questions": list(questions_of(thing)),
            "criteria": list(thing.criteria.all()),
            "eligibility": list(thing.eligibility_criteria.all()),
            "documents": list(thing.required_documents.all()),
            "limits": list(thing.category_limits.all()),
            "is_open": thing.status == CallStatus.DRAFT,
            "gaps": gaps_of(thing),
        }


class PartForm(FormPage):
    """One part, new or changed; a question with its choices."""

    template_name = "grants/calls/part.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        kind = KINDS.get(kwargs["kind"])
        if kind is None:
            raise Http404
        self.kind = kind
        self.call = get_object_or_404(
            Call.objects.visible_to(request.user).select_related("programme"), reference=kwargs["reference"]
        )
        return super().dispatch(request, *args, **kwargs)

    def find(self) -> Any:
        if "pk" not in self.kwargs:
            return None
        return get_object_or_404(self.kind.model.objects.filter(**{self.kind.path: self.call}), pk=self.kwargs["pk"])

    def demand(self, thing: Any) -> None:
        if not self.request.user.has_perm("grants.change_call", self.call):
            raise PermissionDenied

    def get_form(self, data: Any = None, files: Any = None) -> Any:
        return self.kind.form(data, files, instance=self.thing, call=self.call)

    def choices(self, data: Any = None) -> Any:
        """The rows of choices of a question; None for the other kinds."""
        if self.kind.model is not Question:
            return None
        initial = list(self.thing.choices.values("id", "label_ro", "label_ru", "label_en")) if self.thing else []
        return forms.ChoiceFormSet(data, initial=initial, prefix="choices")

    def page(self, form: Any, formset: Any = None) -> HttpResponse:
        context = {
            "call": self.call,
            "object": self.thing,
            "title": self.kind.title,
            "form": form,
            "formset": formset if formset is not None else self.choices(),
            "back_url": self.back_url(),
            "kind": self.kwargs["kind"],
        }
        return render(self.request, self.template_name, context)

    def post(self, request: PersonRequest, **kwargs: Any) -> HttpResponse:
        form, formset = self.get_form(request.POST), self.choices(request.POST)
        if not form.is_valid() or (formset is not None and not formset.is_valid()):
            return self.page(form, formset)
        try:
            self.keep(form, formset)
        except Refusal as refusal:
            show_refusal(form, refusal)
            return self.page(form, formset)
        return redirect(self.back_url())

    @transaction.atomic
    def keep(self, form: Any, formset: Any) -> None:
        """Store the part and its choices, both or neither."""
        part = save_part(form.save(commit=False), by=self.request.user)
        if formset is not None and isinstance(part, Question):
            takes = part.kind in {QuestionKind.CHOICE, QuestionKind.SEVERAL}
            labels = [each.cleaned_data for each in formset if each.cleaned_data and takes]
            save_choices(part, labels, by=self.request.user)

    def back_url(self) -> str:
        return reverse("grants:call_parts", args=[self.call.reference])


class PartRemove(ActButton):
    """Remove one part."""

    done = _("Removed.")

    def find(self) -> Any:
        kind = KINDS.get(self.kwargs["kind"])
        if kind is None:
            raise Http404
        calls = Call.objects.visible_to(self.request.user)
        call = get_object_or_404(calls, reference=self.kwargs["reference"])
        return get_object_or_404(kind.model.objects.filter(**{kind.path: call}), pk=self.kwargs["pk"])

    def act(self, thing: Any) -> str:
        remove_part(thing, by=self.request.user)
        return self.back(thing)

    def back(self, thing: Any) -> str:
        return reverse("grants:call_parts", args=[self.kwargs["reference"]])
