"""Pages of the design of a call: form builder, lots, criteria, eligibility, documents, timetable; each one purpose."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grants.actions.calls.order import move_part, step_part
from grants.models import (
    Call,
    CallSection,
    CallStatus,
    CategoryLimit,
    Criterion,
    EligibilityCriterion,
    InformationSession,
    Lot,
    Question,
    RequiredDocument,
)
from grants.queries.calls.amendable import moments_of
from grants.queries.calls.design import design_of, url_of
from grants.queries.calls.effort import effort_of
from grants.queries.calls.timetable import timetable_of
from grants.queries.calls.untranslated import untranslated_of
from kernel.keys import key_in
from kernel.views import ActButton, DetailPage


@dataclass(frozen=True)
class Kind:
    """One kind of part: its model, the page on which it stands, what a new one is called, the way to its call."""

    model: Any
    page: str
    title: str | Promise
    path: str = "call"


KINDS = {
    "lots": Kind(Lot, "lots", _("Lot of the call")),
    "sections": Kind(CallSection, "form", _("Section of the form")),
    "questions": Kind(Question, "form", _("Question"), "section__call"),
    "criteria": Kind(Criterion, "criteria", _("Criterion")),
    "eligibility": Kind(EligibilityCriterion, "eligibility", _("Eligibility criterion")),
    "documents": Kind(RequiredDocument, "documents", _("Required document")),
    "limits": Kind(CategoryLimit, "limits", _("Limit on a cost category")),
    "sessions": Kind(InformationSession, "timetable", _("Information session")),
}
WORDS = {
    "form": (
        pgettext_lazy("of a call", "Form"),
        _("What applicants are asked, in the order in which they read it. Sections are the steps of their form."),
    ),
    "invited": (
        _("Invited organisations"),
        _("Who may apply to a call by invitation. They are told when it is published."),
    ),
    "lots": (
        _("Lots"),
        _("Parts of the money with limits and territory of their own. Without lots the call is one pot."),
    ),
    "limits": (
        _("Budget limits"),
        _("The largest share of a cost category, such as seven percent for the office."),
    ),
    "criteria": (
        _("Criteria"),
        _("By what reviewers give points. Anchors say in words what points mean; reviewers and the public read them."),
    ),
    "eligibility": (
        _("Eligibility"),
        _("What must be true before an application is judged. The house answers what it knows and asks the rest."),
    ),
    "documents": (
        _("Documents"),
        _("What every application brings. What the profile holds already is not asked again."),
    ),
    "timetable": (
        _("Timetable and sessions"),
        _("Every date that applicants plan by, and where the call is explained."),
    ),
}
ROWS: dict[str, tuple[str, str]] = {
    "lots": ("lots", "lots"),
    "limits": ("limits", "category_limits"),
    "criteria": ("criteria", "criteria"),
    "eligibility": ("eligibility", "eligibility_criteria"),
    "documents": ("documents", "required_documents"),
    "timetable": ("sessions", "sessions"),
}


class DesignPage(DetailPage):
    """What every page of the design shares: the pages beside it and whether the draft is still open."""

    model = Call
    permission = "grants.change_call"
    template_name = "grants/calls/design/rows.html"

    @property
    def name(self) -> str:
        """Which page it is."""
        return str(self.kwargs["page"])

    def find(self) -> Call:
        if self.name not in WORDS:
            raise Http404
        call: Call = super().find()
        return call

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("programme")

    def facts(self, thing: Call) -> dict[str, Any]:
        title, intro = WORDS[self.name]
        return {
            "title": title,
            "intro": intro,
            "pages": design_of(thing, self.name),
            "here": self.name,
            "is_open": thing.status == CallStatus.DRAFT,
            "can_amend": bool(moments_of(thing)),
            **self.rows(thing),
        }

    def rows(self, thing: Call) -> dict[str, Any]:
        """What stands on the page."""
        if self.name not in ROWS:
            raise Http404
        kind, relation = ROWS[self.name]
        rows = getattr(thing, relation).all()
        if kind == "criteria":
            rows = rows.prefetch_related("anchors").order_by("stage", "order", "pk")
        if kind == "lots":
            rows = rows.prefetch_related("units")
        return {"kind": kind, "rows": list(rows), "dates": timetable_of(thing) if kind == "sessions" else []}


class FormBuilder(DesignPage):
    """Sections and questions on one screen, with the effort that they ask."""

    template_name = "grants/calls/design/form.html"

    @property
    def name(self) -> str:
        return "form"

    def rows(self, thing: Call) -> dict[str, Any]:
        rows = thing.sections.prefetch_related("questions__choices", "questions__shown_if__question")
        sections = list(rows.order_by("stage", "order", "pk"))
        asked = [list(section.questions.all()) for section in sections]
        # At the edge of its section a question goes on into the next one; the outermost have nowhere to go.
        edges = {
            "first": asked[0][0] if asked and asked[0] else None,
            "last": asked[-1][-1] if asked and asked[-1] else None,
        }
        return {"sections": sections, "edges": edges, "effort": effort_of(thing)}


class Untranslated(DesignPage):
    """Which texts are missing in which language, with the way to each."""

    template_name = "grants/calls/design/untranslated.html"

    @property
    def name(self) -> str:
        return "form"

    def rows(self, thing: Call) -> dict[str, Any]:
        return {"title": _("Missing translations"), "intro": "", "texts": untranslated_of(thing)}


def part_of(request: HttpRequest, reference: str, kind: str, pk: int, kinds: Mapping[str, Kind] = KINDS) -> Any:
    """A part of a call that the person sees; 404 for all else."""
    found = kinds.get(kind)
    if found is None:
        raise Http404
    call = get_object_or_404(Call.objects.visible_to(request.user).select_related("programme"), reference=reference)
    return get_object_or_404(found.model.objects.filter(**{found.path: call}), pk=pk)


class PartMove(ActButton):
    """Move a part: one step up or down, or to a place (and section) where it was dropped."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if kwargs["kind"] not in KINDS:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def find(self) -> Any:
        return part_of(self.request, self.kwargs["reference"], self.kwargs["kind"], self.kwargs["pk"])

    def act(self, thing: Any) -> str:
        data = self.request.POST
        if not self.request.user.has_perm("grants.change_call", thing.call):
            raise PermissionDenied
        if data.get("to") in {"up", "down"}:
            step_part(thing, by=self.request.user, down=data["to"] == "down")
        else:
            place, section = key_in(data.get("place")), key_in(data.get("section"))
            into = thing.call.sections.filter(pk=section).first() if section else None
            move_part(thing, by=self.request.user, place=place or 1, section=into)
        return self.back(thing)

    def back(self, thing: Any) -> str:
        return f"{url_of(thing.call, KINDS[self.kwargs['kind']].page)}#{self.kwargs['kind']}-{thing.pk}"
