"""Calls as the public reads them: everything that is asked and judged, before anyone logs in."""

from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from cms.blocks import BodyBlock
from cms.clock_words import ClockLine, lines_of, usual_apart
from cms.models.base import PublicPage
from grants.models import Award, AwardStatus, Call, CallVersion
from grants.queries.awards.outcome import outcome_of
from grants.queries.calls.enquiries import public_answers, takes_questions
from grants.queries.calls.sheet import Sheet, sheet_of
from kernel import clock
from kernel.keeping import keep
from kernel.listing import in_languages
from organizations.models import Activity, PublicationLevel
from reports.figures.process import process_clock

EARLIER = 5


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
            "clocks": clocks_of([page.call for page in pages]),
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
        """The call with its sheet, its answers, its clock, what was funded before, and its awards once published."""
        call = with_newest_act(Call.objects.select_related("programme__implementer")).get(pk=self.call_id)
        return super().get_context(request, *args, **kwargs) | {
            "call": call,
            "sheet": kept_sheet(call),
            "takes_questions": takes_questions(call),
            "answers": public_answers(call),
            "awards": published_awards(call),
            "withheld": withheld_awards(call),
            "outcome": outcome_of(call),
            "earlier": funded_earlier(call),
            "clock": lines_of(process_clock(call)),
            "today": clock.today(),
        }


def with_newest_act(calls: models.QuerySet[Call]) -> models.QuerySet[Call]:
    """Calls with the newest line of the record about each (`newest_act`) and the number of their last version."""
    kind = ContentType.objects.get_for_model(Call)
    mine = Activity.objects.filter(content_type=kind, object_id=models.OuterRef("pk")).order_by("-at", "-pk")
    versions = CallVersion.objects.filter(call=models.OuterRef("pk")).order_by("-number")
    return calls.annotate(
        newest_act=models.Subquery(mine.values("pk")[:1]), last_version=models.Subquery(versions.values("number")[:1])
    )


def kept_sheet(call: Any) -> Sheet:
    """The sheet of a call out of `with_newest_act`, kept until something is done about this call."""
    key = ("sheet", str(call.pk), get_language() or "")
    return keep(key, str(call.newest_act), partial(sheet_of, call))


def call_lines(pages: models.QuerySet[CallPage]) -> models.QuerySet[CallPage]:
    """Pages of calls with no more than a line on another page prints of each."""
    shown = ("title", "url_path", *(f"call__{name}" for name in ("status", "deadline_at", "cancelled_at")))
    money = ("call__envelope", "call__currency", "call__programme__is_demo")
    told = in_languages("call__summary", "call__programme__title")
    return pages.select_related("call__programme").only(*shown, *money, *told)


def clocks_of(calls: list[Call]) -> list[tuple[bool, list[ClockLine]]]:
    """What the steps after the close usually take, of real and of invented calls apart; a part without any is left out.

    Calls of `call_lines` carry too little to be counted, so their dates are read once more.
    """
    rows = Call.objects.filter(pk__in=[call.pk for call in calls]).select_related("programme")
    return usual_apart(list(rows.order_by("pk")))


# What the organisation or its grant keeps from the public, such as a shelter.
WITHHELD = models.Q(application__organization__publication_level=PublicationLevel.WITHHELD) | models.Q(
    agreement__publication_level=PublicationLevel.WITHHELD
)


@dataclass(frozen=True)
class Withheld:
    """How many awards of a call are told without names, and how much they come to, in the call's currency."""

    number: int
    amount: Decimal


def accepted_awards(call: Call) -> models.QuerySet[Award]:
    """The accepted awards of a call whose results are published; empty before that."""
    awards = Award.objects.filter(award_list__call=call, status=AwardStatus.ACCEPTED)
    return awards if call.results_published_at is not None else awards.none()


def published_awards(call: Call) -> list[Award]:
    """The accepted awards that the public may read one by one, the largest first."""
    awards = accepted_awards(call).exclude(WITHHELD)
    named = awards.select_related("application__organization", "application__lot", "agreement")
    return list(named.order_by("-amount", "pk"))


def withheld_awards(call: Call) -> Withheld | None:
    """The accepted awards that are only counted; None where there is none."""
    found = accepted_awards(call).filter(WITHHELD).aggregate(number=models.Count("pk"), amount=models.Sum("amount"))
    return Withheld(**found) if found["number"] else None


def funded_earlier(call: Call) -> list[Award]:
    """What other decided calls of the same project funded, the latest first; a few, to see what fits."""
    awards = Award.objects.filter(
        award_list__call__programme=call.programme_id,
        award_list__call__results_published_at__isnull=False,
        status=AwardStatus.ACCEPTED,
    ).exclude(models.Q(award_list__call=call.pk) | WITHHELD)
    return list(awards.select_related("application__organization").order_by("-offered_at", "-pk")[:EARLIER])
