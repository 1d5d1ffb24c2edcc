"""Pages around the form of a call: copied from an earlier call, and read as an applicant reads it."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from grants.actions.calls.copying import copy_parts
from grants.forms.applications.drafts import field_for
from grants.forms.calls.questions import CopyForm
from grants.models import Call, QuestionKind
from grants.queries.calls.design import url_of
from grants.queries.calls.intake import questions_of
from kernel.views import ActPage, DetailPage, PersonRequest


class CallCopy(ActPage):
    """First which call, then what of it."""

    model = Call
    permission = "grants.change_call"
    form_class = CopyForm
    template_name = "grants/calls/design/copy.html"
    title = _("Copy from an earlier call")
    button = _("Copy")
    done = _("Copied. Everything can still be changed.")

    def sources(self) -> Any:
        """The calls that this person may read, newest first, without the one that is written."""
        calls = Call.objects.visible_to(self.request.user).exclude(pk=self.thing.pk)
        return calls.order_by("-deadline_at", "-pk")

    def source(self) -> Call | None:
        """The call that the address names, if the person may read it."""
        wanted = self.request.GET.get("from", "")
        return get_object_or_404(self.sources(), reference=wanted) if wanted else None

    def get_form(self, data: Any = None, files: Any = None) -> forms.Form:
        source = self.source()
        return CopyForm(data, source=source) if source else forms.Form(data)

    def facts(self) -> dict[str, Any]:
        source = self.source()
        return {"source": source, "sources": [] if source else list(self.sources()[:50])}

    def post(self, request: PersonRequest, **kwargs: Any) -> HttpResponse:
        return super().post(request, **kwargs) if self.source() else self.get(request, **kwargs)

    def act(self, form: Any) -> Call:
        source = self.source()
        if source is not None:
            data = form.cleaned_data
            copy_parts(source, self.thing, by=self.request.user, parts=data["parts"], section=data["section"])
        return self.thing

    def back_url(self) -> str:
        return url_of(self.thing, "form")

    def success_url(self, done: Any) -> str:
        return self.back_url()


class PreviewForm(forms.Form):
    """The questions of one section as applicants meet them; nothing can be typed."""

    def __init__(self, *args: Any, questions: Any, currency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in questions:
            field = field_for(question, currency)
            if question.kind == QuestionKind.FILE:
                field.widget = forms.FileInput()
            field.disabled, field.required = True, False
            self.fields[f"question-{question.pk}"] = field


class CallPreview(DetailPage):
    """The form as an applicant meets it, in one of the three languages."""

    model = Call
    permission = "grants.view_call"
    template_name = "grants/calls/design/preview.html"

    def facts(self, thing: Call) -> dict[str, Any]:
        codes = [code for code, _name in settings.LANGUAGES]
        wanted = self.request.GET.get("language", "")
        language = wanted if wanted in codes else translation.get_language() or codes[0]
        with translation.override(language):
            questions = list(questions_of(thing))
            sections = [
                (
                    str(section),
                    section.stage,
                    # Drawn here, while the language is the chosen one; the template prints it.
                    PreviewForm(
                        questions=[each for each in questions if each.section_id == section.pk],
                        currency=thing.currency,
                        prefix=f"section-{section.pk}",
                    ).render(),
                )
                for section in thing.sections.order_by("stage", "order", "pk")
            ]
            documents = [str(each) for each in thing.required_documents.all()]
            title, summary = thing.title, thing.summary
        return {
            "language": language,
            "codes": [(code, translation.get_language_info(code)["name_local"]) for code in codes],
            "form_sections": sections,
            "documents": documents,
            "call_title": title,
            "call_summary": summary,
            "is_staff": self.request.user.has_perm("grants.change_call", thing),
        }
