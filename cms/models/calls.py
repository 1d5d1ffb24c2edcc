"""Calls as the public reads them: everything that is asked and judged, before anyone logs in."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from cms.blocks import BodyBlock
from cms.models.base import PublicPage
from grants.models import Award, AwardStatus, Call, Question
from grants.queries.calls.enquiries import public_answers, takes_questions
from kernel import clock
from kernel.listing import in_languages
from organizations.models import Nature


class CallIndexPage(PublicPage):
    """Open and past calls; a page for each call appears here when the call is published."""

    template = "cms/calls.html"
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.CallPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("register of calls")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Open calls by deadline, then past ones, the latest first."""
        pages = list(call_lines(CallPage.objects.child_of(self).live()).order_by("call__deadline_at", "pk"))
        return super().get_context(request, *args, **kwargs) | {
            "open_calls": [page for page in pages if page.call.is_open],
            "past_calls": [page for page in reversed(pages) if not page.call.is_open],
        }


class CallPage(PublicPage):
    """One published call in one language. Its facts are the call's own; an editor may add words above them."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="+", verbose_name=_("call"))
    introduction = StreamField(BodyBlock(), verbose_name=_("words above the facts"), blank=True)

    template = "cms/call.html"
    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    parent_page_types = ["cms.CallIndexPage"]
    subpage_types: list[str] = []
    is_creatable = False

    class Meta:
        verbose_name = _("call")
        verbose_name_plural = _("calls")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The call with its questions, criteria and documents, and its awards once the results are published."""
        call = Call.objects.select_related("programme__implementer").get(pk=self.call_id)
        sections = call.sections.prefetch_related(
            models.Prefetch("questions", Question.objects.select_related("shown_if__question").order_by("order", "pk")),
            "questions__choices",
        )
        return super().get_context(request, *args, **kwargs) | {
            "call": call,
            "units": list(call.units.all()),
            "natures": ", ".join(str(Nature(nature).label) for nature in call.natures),
            "sections": list(sections.order_by("order", "pk")),
            "criteria": list(call.criteria.order_by("order", "pk")),
            "eligibility": list(call.eligibility_criteria.order_by("order", "pk")),
            "documents": list(call.required_documents.order_by("order", "pk")),
            "extensions": list(call.extensions.filter(approved_at__isnull=False).order_by("approved_at", "pk")),
            "awards": published_awards(call),
            "answers": public_answers(call),
            "takes_questions": takes_questions(call),
            "today": clock.today(),
        }


def call_lines(pages: models.QuerySet[CallPage]) -> models.QuerySet[CallPage]:
    """Pages of calls with no more than a line on another page prints of each."""
    shown = ("title", "url_path", *(f"call__{name}" for name in ("status", "deadline_at", "cancelled_at")))
    money = ("call__envelope", "call__currency", "call__programme__is_demo")
    told = in_languages("call__summary", "call__programme__title")
    return pages.select_related("call__programme").only(*shown, *money, *told)


def published_awards(call: Call) -> list[Award]:
    """The accepted awards of a call whose results are published; empty before that."""
    if call.results_published_at is None:
        return []
    awards = Award.objects.filter(award_list__call=call, status=AwardStatus.ACCEPTED)
    return list(awards.select_related("application__organization").order_by("-amount", "pk"))
