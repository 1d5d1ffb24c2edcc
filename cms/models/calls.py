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
from cms.clock_words import TIMED, lines_of, usual_apart
from cms.models.base import PublicPage
from grants.models import Award, AwardStatus, Call, CallStatus, CallVersion
from grants.queries.awards.outcome import outcome_of
from grants.queries.calls.enquiries import public_answers, takes_questions
from grants.queries.calls.sheet import Sheet, sheet_of
from kernel import clock
from kernel.compiled import compiled
from kernel.keeping import keep
from kernel.listing import in_languages
from kernel.prepared import prepared
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
        lines = call_lines(CallPage.objects.child_of(self).live().order_by("call__deadline_at", "pk"), self)
        calls = sorted((line.call for line in lines), key=lambda call: call.pk)
        return super().get_context(request, *args, **kwargs) | {
            "open_calls": [line for line in lines if line.call.is_open],
            "past_calls": [line for line in reversed(lines) if not line.call.is_open],
            "clocks": usual_apart(calls),
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
        [call] = _shown_calls(call=self.call_id, kind=ContentType.objects.get_for_model(Call).pk)
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


def with_newest_act(calls: models.QuerySet[Call], kind: Any) -> models.QuerySet[Call]:
    """Calls with the newest line of the record about each (`newest_act`) and the number of their last version.

    `kind` is the key of the content type of calls.
    """
    mine = Activity.objects.filter(content_type=kind, object_id=models.OuterRef("pk")).order_by("-at", "-pk")
    versions = CallVersion.objects.filter(call=models.OuterRef("pk")).order_by("-number")
    return calls.annotate(
        newest_act=models.Subquery(mine.values("pk")[:1]), last_version=models.Subquery(versions.values("number")[:1])
    )


def kept_sheet(call: Any) -> Sheet:
    """The sheet of a call out of `with_newest_act`, kept until something is done about this call."""
    key = ("sheet", str(call.pk), get_language() or "")
    return keep(key, str(call.newest_act), partial(_sheet, call.pk))


def _sheet(key: int) -> Sheet:
    return sheet_of(Call.objects.select_related("programme__implementer").get(pk=key))


@compiled
def _shown_calls(*, call: Any, kind: Any) -> models.QuerySet[Call]:
    """The call with what its page prints beside the sheet."""
    shown = (*TIMED, "reference", "kind", "questions_until_on", "currency", *in_languages("programme__title"))
    return with_newest_act(Call.objects.filter(pk=call).select_related("programme").only(*shown), kind)


@dataclass(frozen=True)
class CallLine:
    """A call on another page: the title of its own page, the path from there to here, and its facts."""

    title: str
    path: str
    call: Call


def open_call_lines(above: Page, most: int) -> list[CallLine]:
    """The calls that take applications at this moment and have a page below `above`, by deadline; two queries."""
    calls = {call.pk: call for call in _announced_calls() if call.is_open}
    rows = [row for row in _announced_pages(locale=above.locale_id) if row[0] in calls]
    return [CallLine(title, path.removeprefix(above.url_path), calls[call]) for call, title, path in rows[:most]]


@compiled
def _announced_calls() -> models.QuerySet[Call]:
    """The public calls of which no close is recorded; the record may lag behind."""
    return _announced(_printed_calls())


@compiled
def _announced_pages(*, locale: Any) -> models.QuerySet[CallPage, tuple[int, str, str]]:
    pages = CallPage.objects.live().filter(locale=locale, call__in=_announced(Call.objects.all()))
    return pages.order_by("call__deadline_at", "pk").values_list("call_id", "title", "url_path")


def _announced(calls: Any) -> Any:
    return calls.public().filter(status=CallStatus.PUBLISHED)


def call_lines(pages: models.QuerySet[CallPage], above: Page) -> list[CallLine]:
    """The calls of `pages`, which lie below `above`, in the order of `pages`; two queries.

    Pages are not made of the rows: each would cost more than its call.
    """
    rows = list(pages.values_list("call_id", "title", "url_path"))
    calls = _printed_calls().in_bulk([call for call, _title, _path in rows])
    return [CallLine(title, path.removeprefix(above.url_path), calls[call]) for call, title, path in rows]


@prepared
def _printed_calls() -> models.QuerySet[Call]:
    """Calls with what a line prints of each, and with their dates."""
    shown = (*TIMED, "envelope", "currency", *in_languages("summary", "programme__title"))
    return Call.objects.select_related("programme").only(*shown)


# What the organisation or its grant keeps from the public, such as a shelter.
WITHHELD = models.Q(application__organization__publication_level=PublicationLevel.WITHHELD) | models.Q(
    agreement__publication_level=PublicationLevel.WITHHELD
)


# What is printed of an award: how much, for what, and to whom, where that is public.
AWARD = (
    *("amount", "currency", "application__title"),
    *("application__organization__published_at", "application__organization__publication_level"),
    *in_languages("application__organization__name"),
)


@dataclass(frozen=True)
class Withheld:
    """How many awards of a call are told without names, and how much they come to, in the call's currency."""

    number: int
    amount: Decimal


def published_awards(call: Call) -> list[Award]:
    """The accepted awards that may be told one by one, the largest first; none before the results are public."""
    if call.results_published_at is None:
        return []
    return _awards_of(call=call.pk)


@compiled
def _awards_of(*, call: Any) -> models.QuerySet[Award]:
    awards = _told_awards().select_related("application__lot", "agreement").filter(award_list__call=call)
    shown = (*AWARD, "agreement__publication_level", *in_languages("application__lot__title"))
    return awards.only(*shown).order_by("-amount", "pk")


def withheld_awards(call: Call) -> Withheld | None:
    """The accepted awards that are only counted; None where there is none, and before the results are public."""
    if call.results_published_at is None:
        return None
    awards = Award.objects.filter(WITHHELD, award_list__call=call, status=AwardStatus.ACCEPTED)
    found = awards.aggregate(number=models.Count("pk"), amount=models.Sum("amount"))
    return Withheld(**found) if found["number"] else None


def funded_earlier(call: Call) -> list[Award]:
    """What other decided calls of the same project funded, the latest first; a few, to see what fits."""
    return _funded_beside(call=call.pk, programme=call.programme_id)


@compiled
def _funded_beside(*, call: Any, programme: Any) -> models.QuerySet[Award]:
    told = _told_awards().filter(award_list__call__programme=programme).exclude(award_list__call=call)
    decided = told.filter(award_list__call__results_published_at__isnull=False)
    return decided.order_by("-offered_at", "-pk")[:EARLIER]


def _told_awards() -> models.QuerySet[Award]:
    """The accepted awards that may be told one by one, with what is printed of each."""
    awards = Award.objects.filter(status=AwardStatus.ACCEPTED).exclude(WITHHELD)
    return awards.select_related("application__organization").only(*AWARD)
