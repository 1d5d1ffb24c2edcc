"""What is new about public calls, from the record: for feeds and for the mails of those who follow."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _

from grants.models import Call, CallKind, Enquiry
from grants.queries.calls.enquiries import PublicAnswer, as_public
from kernel.registries import public_address_of
from organizations.models import Activity

# Acts on a call of which everybody may hear.
VERBS = (
    "call_published",
    "call_extended",
    "call_amended",
    "call_cancelled",
    "call_results_published",
    "enquiry_published",
)
MOST = 40


@dataclass(frozen=True)
class News:
    """One public act on one call; `number` is the line of the record that tells of it."""

    number: int
    verb: str
    at: datetime
    call: Call
    enquiry: Enquiry | None = None

    @property
    def answer(self) -> PublicAnswer | None:
        """The answered question, in the reader's language where it is given in it."""
        return as_public(self.enquiry) if self.enquiry is not None else None

    @property
    def title(self) -> str:
        """One line, in the active language."""
        words = {
            "call_published": _("New call: %(call)s"),
            "call_extended": _("Later deadline: %(call)s"),
            "call_amended": _("Changed: %(call)s"),
            "call_cancelled": _("Cancelled: %(call)s"),
            "call_results_published": _("Results: %(call)s"),
            "enquiry_published": _("A question was answered: %(call)s"),
        }
        return words[self.verb] % {"call": self.call.title}

    @property
    def address(self) -> str:
        """The path of the page where the public reads more, in the active language; one query."""
        return public_address_of(self.call) or "/"


def news(*, since: datetime | None = None, calls: Iterable[Call] | None = None, most: int = MOST) -> list[News]:
    """The news of public calls (of `calls` alone, where given), the latest first; three queries."""
    lines = Activity.objects.filter(content_type=ContentType.objects.get_for_model(Call), verb__in=VERBS)
    if since is not None:
        lines = lines.filter(at__gte=since)
    if calls is not None:
        lines = lines.filter(object_id__in=[call.pk for call in calls])
    rows = list(lines.order_by("-at", "-pk")[:most])
    public = Call.objects.filter(published_at__isnull=False, kind=CallKind.OPEN).select_related("programme")
    known = public.in_bulk({row.object_id for row in rows})
    asked = {row.facts.get("enquiry") for row in rows if row.verb == "enquiry_published"}
    answers = Enquiry.objects.published().in_bulk(asked) if asked else {}
    return [
        News(row.pk, row.verb, row.at, known[row.object_id], answers.get(row.facts.get("enquiry")))
        for row in rows
        if row.object_id in known and (row.verb != "enquiry_published" or row.facts.get("enquiry") in answers)
    ]
