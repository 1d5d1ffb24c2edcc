"""What a call says on paper, and what was changed since its publication."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from cms.models.calls import kept_sheet, with_newest_act
from cms.views.calls.finding import Shown, find, whole
from grants.call_papers import document_of
from grants.models import Call, CallVersion
from grants.queries.calls.versions import Change, difference, versions_of
from kernel.keeping import keep
from kernel.pdf import make_pdf


@require_safe
def call_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """The whole call as PDF, made of the sheet that its page prints; kept until something is done about the call."""
    shown = find(slug)
    kind = ContentType.objects.get_for_model(Call).pk
    call: Any = with_newest_act(Call.objects.select_related("programme__implementer"), kind).get(pk=shown.call.pk)
    language = get_language() or "ro"
    content = keep(("call.pdf", str(call.pk), language), str(call.newest_act), partial(_print, call, shown))
    headers = {"Content-Disposition": f'inline; filename="{slug}-{language}.pdf"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _print(call: Call, shown: Shown) -> bytes:
    address, made_at = whole(shown.path), spoken_at(call)
    return make_pdf(document_of(call, kept_sheet(call), address=address, made_at=made_at))


def spoken_at(call: Call) -> datetime:
    """Since when the call says what it says: its publication, last version or cancellation, whichever came last."""
    version = versions_of(call).values_list("changed_at", flat=True).first()
    moments: list[datetime | None] = [call.changed_at, call.published_at, version, call.cancelled_at]
    return max(moment for moment in moments if moment is not None)


@dataclass(frozen=True)
class Told:
    """One version as it is told: when, why, and what it says differently than the one before."""

    number: int
    changed_at: datetime
    reason: str
    changes: list[Change]


def told(versions: list[CallVersion]) -> list[Told]:
    """Versions, the newest first, each with its difference to the next in the list."""
    older: list[CallVersion | None] = [*versions[1:], None]
    return [
        Told(each.number, each.changed_at, each.reason, difference(before, each) if before else [])
        for each, before in zip(versions, older, strict=True)
    ]


@require_safe
def call_changes(request: HttpRequest, slug: str) -> HttpResponse:
    """Every version since the publication, with what it changed and why; who changed it is not told."""
    shown = find(slug)
    versions = told(list(versions_of(shown.call))) if shown.call.published_at else []
    context = {"call": shown.call, "call_url": shown.path, "versions": versions}
    return render(request, "cms/call_changes.html", context)
