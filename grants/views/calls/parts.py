"""Pages of one part of a call: its form, new or changed, and its removal; open while the call is a draft."""

from typing import Any

from django import forms as django_forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _

from grants.actions.calls.amending import announce_session
from grants.actions.calls.parts import remove_part, save_anchors, save_choices, save_lot, save_part
from grants.forms.calls import parts as forms
from grants.forms.calls.questions import CHOICES, AnchorFormSet, ChoiceFormSet, QuestionForm
from grants.models import Call, Criterion, InformationSession, Lot, Question, QuestionKind
from grants.queries.calls.design import design_of, url_of
from grants.views.calls.design import KINDS, part_of
from kernel.keys import key_in
from kernel.refusals import Refusal
from kernel.views import ActButton, FormPage, PersonRequest
from kernel.views.forms import show_refusal

FORMS: dict[str, type[forms.PartForm]] = {
    "lots": forms.LotForm,
    "limits": forms.LimitForm,
    "sections": forms.SectionForm,
    "questions": QuestionForm,
    "criteria": forms.CriterionForm,
    "eligibility": forms.EligibilityForm,
    "documents": forms.DocumentForm,
    "sessions": forms.SessionForm,
}
# What stands in rows below the form: the set of rows and its texts.
TEXTS = {"choices": ("label_ro", "label_ru", "label_en"), "anchors": ("points", "text_ro", "text_ru", "text_en")}


class PartForm(FormPage):
    """One part, new or changed; a question with its choices, a criterion with its anchors."""

    template_name = "grants/calls/design/part.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if kwargs["kind"] not in KINDS:
            raise Http404
        self.kind = KINDS[kwargs["kind"]]
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

    def answer_kind(self) -> str:
        """The kind of answer of a question: as sent, as asked for in the address, or as it stands; "" for none."""
        if self.kind.model is not Question:
            return ""
        wanted = self.request.POST.get("kind") or self.request.GET.get("kind") or ""
        if wanted in QuestionKind.values:
            return wanted
        return self.thing.kind if self.thing else ""

    def get_form(self, data: Any = None, files: Any = None) -> Any:
        given: dict[str, Any] = {"instance": self.thing, "call": self.call}
        if self.kind.model is Question:
            section = key_in(self.request.GET.get("section"))
            given |= {"kind": self.answer_kind(), "initial": {"section": section} if section else {}}
        form = FORMS[self.kwargs["kind"]](data, files, **given)
        if self.kind.model is InformationSession and self.call.published_at:
            form.fields["reason"] = django_forms.CharField(
                label=_("Why"), help_text=_("Applicants read this."), max_length=500
            )
        return form

    def formset(self, data: Any = None) -> Any:
        """The rows below the form: choices of a question, anchors of a criterion; None for the others."""
        if self.kind.model is Question and self.answer_kind() in CHOICES:
            rows = self.thing.choices.values("id", *TEXTS["choices"]) if self.thing else []
            return ChoiceFormSet(data, initial=list(rows), prefix="choices")
        if data is not None and "anchors-TOTAL_FORMS" not in data and "choices-TOTAL_FORMS" not in data:
            return None  # a page without the rows leaves them as they are
        if self.kind.model is Criterion:
            rows = self.thing.anchors.values(*TEXTS["anchors"]) if self.thing else []
            return AnchorFormSet(data, initial=list(rows), prefix="anchors")
        return None

    def page(self, form: Any, formset: Any = None) -> HttpResponse:
        is_question = self.kind.model is Question
        context = {
            "call": self.call,
            "object": self.thing,
            "title": self.kind.title,
            "form": form,
            "formset": formset if formset is not None else self.formset(),
            "caption": _("Choices") if is_question else _("Anchors: what points mean"),
            "kinds": QuestionKind.choices if is_question else [],
            "answer_kind": QuestionKind(self.answer_kind()).label if self.answer_kind() else "",
            "pages": design_of(self.call, self.kind.page),
            "back_url": self.back_url(),
            "kind": self.kwargs["kind"],
        }
        return render(self.request, self.template_name, context)

    def get(self, request: PersonRequest, **kwargs: Any) -> HttpResponse:
        """The form; for a new question first the choice of its kind."""
        if self.kind.model is Question and not self.answer_kind():
            context = {
                "call": self.call,
                "title": self.kind.title,
                "kinds": QuestionKind.choices,
                "pages": design_of(self.call, self.kind.page),
                "back_url": self.back_url(),
            }
            return render(request, "grants/calls/design/question_kinds.html", context)
        return super().get(request, **kwargs)

    def post(self, request: PersonRequest, **kwargs: Any) -> HttpResponse:
        form, formset = self.get_form(request.POST), self.formset(request.POST)
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
        """Store the part and its rows, all or nothing."""
        user = self.request.user
        part = form.save(commit=False)
        if isinstance(part, Lot):
            save_lot(part, by=user, units=form.cleaned_data["units"])
            return
        if isinstance(part, InformationSession) and self.call.published_at:
            announce_session(part, by=user, reason=form.cleaned_data["reason"])
            return
        save_part(part, by=user)
        rows = [each.cleaned_data for each in formset if not each.is_empty] if formset is not None else []
        if isinstance(part, Question):
            save_choices(part, rows, by=user)
        elif isinstance(part, Criterion) and formset is not None:
            save_anchors(part, [{name: row[name] for name in TEXTS["anchors"]} for row in rows], by=user)

    def back_url(self) -> str:
        return url_of(self.call, self.kind.page)


class PartRemove(ActButton):
    """Remove one part."""

    done = _("Removed.")

    def find(self) -> Any:
        return part_of(self.request, self.kwargs["reference"], self.kwargs["kind"], self.kwargs["pk"])

    def act(self, thing: Any) -> str:
        remove_part(thing, by=self.request.user)
        return self.back(thing)

    def back(self, thing: Any) -> str:
        return url_of(thing.call, KINDS[self.kwargs["kind"]].page)
