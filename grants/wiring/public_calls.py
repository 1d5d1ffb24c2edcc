"""Questions about calls and those who follow them, in the registries: tasks, sections, routines, personal data."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from grants.actions.calls.enquiries import forget_asker
from grants.actions.calls.enquiries import sweep_unconfirmed as sweep_questions
from grants.actions.calls.following import followed_by, forget_follower, tell_followers
from grants.actions.calls.following import sweep_unconfirmed as sweep_wishes
from grants.models import Call, Enquiry, EnquiryStatus
from grants.queries.calls.care import calls_in_care
from kernel import clock, tones
from kernel.registries import Section, Task, TaskSource, sections, task_sources
from kernel.requests import PersonRequest
from kernel.tasking import Routine, routines
from organizations.models import User
from organizations.registries import PersonalData, personal_data, tell

ANSWER_WITHIN = timedelta(days=3)
SENTENCES = {
    "enquiry_asked": gettext_lazy("Question asked about the call"),
    "enquiry_answered": gettext_lazy("Question answered to the person"),
    "enquiry_published": gettext_lazy("Question answered for everyone"),
    "enquiry_set_aside": gettext_lazy("Question set aside"),
    "following_begun": gettext_lazy("News by mail begun"),
    "following_ended": gettext_lazy("News by mail stopped"),
}


def questions_for(user: User) -> Iterable[Task]:
    """Questions without an answer, one task for each call; they fall to the grants officers, or to who stands in."""
    calls = {call.pk: call for call in calls_in_care(user)}
    if not calls:
        return
    waiting = Enquiry.objects.filter(call__in=list(calls), status=EnquiryStatus.WAITING).order_by()
    counted = waiting.values_list("call").annotate(count=Count("pk"), since=Min("asked_at"))
    for key, count, since in counted.order_by("since", "call"):
        yield Task(
            calls[key].title,
            ngettext("%(count)d question waits", "%(count)d questions wait", count) % {"count": count},
            f"{reverse('grants:enquiries')}?call={key}&status={EnquiryStatus.WAITING}",
            _("Answer"),
            clock.day_of(since) + ANSWER_WITHIN,
        )


def of_call(call: Call, request: PersonRequest) -> dict[str, Any] | None:
    """For those who run the call: how many questions wait and were answered; two figures and a way to the list."""
    if call.published_at is None or not request.user.has_perm("grants.change_call", call):
        return None
    counted = call.enquiries.exclude(status=EnquiryStatus.UNCONFIRMED).aggregate(
        waiting=Count("pk", filter=Q(status=EnquiryStatus.WAITING)), asked=Count("pk")
    )
    return {"call": call, **counted, "followers": call.subscriptions.count()}


def _collect(user: Any) -> dict[str, Any]:
    asked = Enquiry.objects.filter(asked_by=user).select_related("call").order_by("pk")
    questions = [{"call": row.call.reference, "text": row.text, "at": row.asked_at.isoformat()} for row in asked]
    return {"questions": questions, "follows": followed_by(user)}


def _erase(user: Any) -> None:
    forget_asker(user)
    forget_follower(user)


def register() -> None:
    """Fill the registries."""
    task_sources.add(TaskSource("enquiries", questions_for, order=19))
    sections.add(Section("enquiries", "call", "grants/calls/parts/questions_waiting.html", of_call, order=50))
    personal_data.add(PersonalData("calls", collect=_collect, erase=_erase))
    routines.add(Routine("tell_followers", timedelta(minutes=1), tell_followers))
    routines.add(Routine("unconfirmed_questions", timedelta(hours=6), sweep_questions))
    routines.add(Routine("unconfirmed_followers", timedelta(hours=6), sweep_wishes))
    tones.register({"set_aside": tones.NEUTRAL, "unconfirmed": tones.NEUTRAL})
    tell(SENTENCES)
