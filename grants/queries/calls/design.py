"""The pages on which a call is made, each with what is there and what is missing: the overview of its designer."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from grants.models import Call, CallKind, Question
from grants.queries.calls.hurdles import hurdles_of


@dataclass(frozen=True)
class DesignPage:
    """One page of the design: its name, its title, where it is, how many things are on it, what is missing.

    `count` None: nothing is counted there. `is_optional`: a call may do without.
    """

    name: str
    title: str
    url: str
    count: int | None
    gaps: tuple[str, ...]
    is_optional: bool = False
    is_here: bool = False


def design_of(call: Call, here: str = "") -> list[DesignPage]:
    """The pages of the design in the order of the work; `here` is the one on which the person is."""
    gaps: dict[str, list[str]] = {}
    for hurdle in hurdles_of(call):
        gaps.setdefault(hurdle.place, []).append(hurdle.text)
    # Whom to invite is asked only where there are invitations.
    invited = [("invited", _("Invited organisations"), call.invited.count(), False)]
    pages = (
        ("facts", _("Facts and texts"), None, False),
        *(invited if call.kind == CallKind.DIRECT else []),
        ("lots", _("Lots"), call.lots.count(), True),
        ("limits", _("Budget limits"), call.category_limits.count(), True),
        ("form", pgettext("of a call", "Form"), Question.objects.filter(section__call=call).count(), False),
        ("criteria", _("Criteria"), call.criteria.count(), False),
        ("eligibility", _("Eligibility"), call.eligibility_criteria.count(), False),
        ("documents", _("Documents"), call.required_documents.count(), True),
        ("timetable", _("Timetable and sessions"), call.sessions.count(), True),
    )
    return [
        DesignPage(name, title, url_of(call, name), count, tuple(gaps.get(name, ())), optional, name == here)
        for name, title, count, optional in pages
    ]


def url_of(call: Call, name: str) -> str:
    """The address of one page of the design."""
    if name == "facts" and call.published_at is not None:
        return reverse("grants:call_amend_facts", args=[call.reference])
    if name == "facts":
        return reverse("grants:call_edit", args=[call.reference])
    if name == "invited":
        return reverse("grants:call_invited", args=[call.reference])
    if name == "form":
        return reverse("grants:call_parts", args=[call.reference])
    return reverse("grants:call_design", args=[call.reference, name])
