"""Feeds and calendars of calls, each in three languages."""

from collections import defaultdict

from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.views.calls.finding import find, here, register_path, shown_pages, whole
from grants.calendars import Event
from grants.calendars import calendar as write_calendar
from grants.models import Call, CallVersion, InformationSession
from grants.queries.calls.dates import events_of
from grants.queries.calls.news import News, news


@require_safe
def calls_feed(request: HttpRequest) -> HttpResponse:
    """New, changed, extended, cancelled and decided calls, and answered questions, the latest first."""
    paths = {page.call_id: f"{register_path()}{page.slug}/" for page in shown_pages()}
    entries = [(each, paths[each.call.pk]) for each in news() if each.call.pk in paths]
    title, about = _("Calls on Răboj"), _("New calls, later deadlines, changes, results and answered questions.")
    return _feed(request, title, about, register_path(), entries)


@require_safe
def answers_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """The news of one call: its answered questions, extensions, changes, results."""
    shown = find(slug)
    entries = [(each, shown.path) for each in news(calls=[shown.call])]
    return _feed(request, shown.call.title, _("Answers and changes of this call."), shown.path, entries)


def _feed(request: HttpRequest, title: str, about: str, path: str, entries: list[tuple[News, str]]) -> HttpResponse:
    feed = Atom1Feed(
        title=title,
        link=whole(path),
        description=about,
        subtitle=about,
        language=get_language(),
        feed_url=here(request),
        feed_guid=here(request),
        author_name="Răboj",
    )
    for each, address in entries:
        anchor = f"#answer-{each.enquiry.pk}" if each.enquiry is not None else ""
        feed.add_item(
            title=each.title + (f" ({_('demo data')})" if each.call.is_demo else ""),
            link=f"{whole(address)}{anchor}",
            description=_told(each),
            unique_id=f"{here(request)}#{each.number}",
            unique_id_is_permalink=False,
            pubdate=each.at,
            updateddate=each.at,
            author_name=str(each.call.programme.implementer or "Răboj"),
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _told(each: News) -> str:
    """The text of one entry."""
    if each.answer is not None:
        return f"{each.answer.question}\n\n{each.answer.answer}"
    return each.call.cancelled_reason if each.verb == "call_cancelled" else each.call.summary


@require_safe
def call_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """All dates of one call."""
    shown = find(slug)
    return _calendar(shown.call.title, _events([(shown.call, shown.path)]), slug)


@require_safe
def open_calendar(request: HttpRequest) -> HttpResponse:
    """The dates of all open calls, in one calendar to subscribe to."""
    pages = shown_pages().filter(call__in=Call.objects.open()).order_by("call__deadline_at", "pk")
    register = register_path()
    return _calendar(_("Open calls"), _events([(page.call, f"{register}{page.slug}/") for page in pages]), "calls")


def _events(calls: list[tuple[Call, str]]) -> list[Event]:
    """The dates of several calls; sessions and last versions are read for all of them at once."""
    keys = [call.pk for call, _path in calls]
    sessions: dict[int, list[InformationSession]] = defaultdict(list)
    for session in InformationSession.objects.filter(call__in=keys).order_by("starts_at", "pk"):
        sessions[session.call_id].append(session)
    rows = CallVersion.objects.filter(call__in=keys).order_by("call", "number")
    versions = {row.call_id: row for row in rows.only("call", "number", "changed_at")}
    return [
        event
        for call, path in calls
        for event in events_of(call, whole(path), sessions=sessions[call.pk], version=versions.get(call.pk))
    ]


def _calendar(name: str, events: list[Event], filename: str) -> HttpResponse:
    content = write_calendar(name, events, get_language() or "ro")
    headers = {"Content-Disposition": f'inline; filename="{filename}.ics"'}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)
