"""The way of a decision, step by step: what is done, what comes next, where."""

from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from grants.models import (
    AppealStatus,
    ApplicationStatus,
    AwardList,
    AwardListStatus,
    AwardStatus,
    Call,
    CallStatus,
    Letter,
    Meeting,
    MeetingStatus,
)
from grants.queries.applications.stages import notes_to_choose, what_stage_two_waits_for
from grants.queries.awards.comments import waiting_comments
from grants.queries.awards.committee import members_of
from grants.queries.awards.ranking import open_reviews_of, stage_under_judgement
from grants.queries.awards.terms import terms_of


@dataclass(frozen=True)
class DeskStep:
    """One step of the decision. `tone` says how it stands: kept (done), wait (now), neutral (not yet).

    `needs` is the permission on the call without which its page is closed, where it is not that of the way itself.
    """

    title: str
    words: str
    tone: str
    url: str = ""
    label: str = ""
    needs: str = ""


def steps_of(call: Call, reader: Any) -> list[DeskStep]:
    """The steps that the terms of the call ask for, in their order, with a way only to pages that `reader` may open.

    A fixed number of queries.
    """
    terms, here = terms_of(call), [call.reference]
    lists = list(call.award_lists.all())
    meeting = call.meetings.first()
    found = [_notes_step(call, here)] if call.stages == 2 else []
    found.append(_ranking_step(call, here))
    if terms.needs_meeting:
        found.append(_meeting_step(call, meeting, here))
    found.append(_list_step(call, lists, meeting, is_by_meeting=terms.needs_meeting))
    if terms.needs_no_objection:
        found.append(_donor_step(lists))
    if call.status in {CallStatus.DECIDED, CallStatus.ARCHIVED}:
        found += [_answers_step(call, here), _comments_step(call, here), _letters_step(call, here), _appeals_step(call)]
    return [each if not each.needs or reader.has_perm(each.needs, call) else replace(each, url="") for each in found]


def _notes_step(call: Call, here: list[str]) -> DeskStep:
    latest, waiting = call.note_selections.first(), len(notes_to_choose(call))
    words = (
        ngettext("%(count)d waits for the choice", "%(count)d wait for the choice", waiting) % {"count": waiting}
        if waiting
        else str(latest.get_status_display())
        if latest
        else _("Not yet")
    )
    tone = "wait" if waiting else "kept" if latest else "neutral"
    return DeskStep(_("Concept notes"), words, tone, reverse("grants:note_selection", args=here), _("Open"))


def _ranking_step(call: Call, here: list[str]) -> DeskStep:
    waiting = sum(open_reviews_of(call, stage_under_judgement(call)).values())
    words = (
        ngettext("%(count)d review is still open", "%(count)d reviews are still open", waiting) % {"count": waiting}
        if waiting
        else _("All reviews are in")
    )
    return DeskStep(_("Ranking"), words, "wait" if waiting else "kept", reverse("grants:ranking", args=here), _("Open"))


def _meeting_step(call: Call, meeting: Meeting | None, here: list[str]) -> DeskStep:
    if meeting is None:
        count = len(members_of(call))
        words = ngettext("%(count)d person sits on it", "%(count)d people sit on it", count) % {"count": count}
        return DeskStep(_("Committee"), words, "wait", reverse("grants:committee", args=here), _("Committee"))
    tone = "kept" if meeting.status == MeetingStatus.SIGNED else "wait"
    words = str(meeting.get_status_display())
    return DeskStep(_("Meeting of the committee"), words, tone, meeting.get_absolute_url(), _("Open"))


def _list_step(call: Call, lists: list[AwardList], meeting: Meeting | None, *, is_by_meeting: bool) -> DeskStep:
    title = _("Award list")
    if lists and lists[0].status != AwardListStatus.RETURNED:
        latest = lists[0]
        tone = "wait" if latest.status == AwardListStatus.PROPOSED else "kept"
        return DeskStep(title, str(latest.get_status_display()), tone, latest.get_absolute_url(), _("Open"))
    if is_by_meeting and (meeting is None or meeting.status != MeetingStatus.SIGNED):
        return DeskStep(title, _("It is made from the signed minutes"), "neutral")
    if call.status != CallStatus.IN_REVIEW:
        return DeskStep(title, _("Not yet"), "neutral")
    if early := what_stage_two_waits_for(call):
        return DeskStep(title, early, "neutral")
    url = (
        reverse("grants:meeting_propose", args=[meeting.pk])
        if is_by_meeting and meeting is not None
        else reverse("grants:propose_awards", args=[call.reference])
    )
    words = _("It was sent back: propose another") if lists else _("To be proposed")
    return DeskStep(title, words, "wait", url, _("Propose"), "grants.propose_awards")


def _donor_step(lists: list[AwardList]) -> DeskStep:
    title = _("No-objection of the donor")
    latest = lists[0] if lists else None
    if latest is None or latest.status in {AwardListStatus.PROPOSED, AwardListStatus.RETURNED}:
        return DeskStep(title, _("It is asked for when the list is approved"), "neutral")
    if latest.status == AwardListStatus.AWAITING_DONOR:
        return DeskStep(title, _("The donor has the list"), "wait", latest.get_absolute_url(), _("Record the answer"))
    return DeskStep(title, _("Given"), "kept", latest.get_absolute_url(), _("Open"))


def _answers_step(call: Call, here: list[str]) -> DeskStep:
    applications = call.applications
    offered = applications.filter(award__status=AwardStatus.OFFERED).count()
    reserve = applications.filter(status=ApplicationStatus.RESERVE).count()
    words = _("%(offered)d offers wait for an answer; %(reserve)d on the reserve list") % {
        "offered": offered,
        "reserve": reserve,
    }
    return DeskStep(
        _("Answers and reserve"), words, "wait" if offered else "kept", reverse("grants:reserve", args=here), _("Open")
    )


def _comments_step(call: Call, here: list[str]) -> DeskStep:
    waiting = call.applications.filter(waiting_comments()).count()
    words = (
        ngettext("%(count)d application has comments to read", "%(count)d applications have comments to read", waiting)
        % {"count": waiting}
        if waiting
        else _("All comments are gone through")
    )
    url = reverse("grants:comments_of_call", args=here)
    tone = "wait" if waiting else "kept"
    return DeskStep(_("Comments for applicants"), words, tone, url, _("Open"), "grants.send_letters")


def _letters_step(call: Call, here: list[str]) -> DeskStep:
    decided = [ApplicationStatus.AWARDED, ApplicationStatus.RESERVE, ApplicationStatus.REJECTED]
    told = Letter.objects.filter(application__call=call).exclude(kind="appeal").values("application")
    wanted = call.applications.filter(status__in=[*decided, ApplicationStatus.INELIGIBLE])
    left = wanted.exclude(pk__in=told).count()
    words = (
        ngettext("%(count)d letter to send", "%(count)d letters to send", left) % {"count": left}
        if left
        else _("All letters are sent")
    )
    tone, url = "wait" if left else "kept", reverse("grants:letters", args=here)
    return DeskStep(_("Letters"), words, tone, url, _("Open"), "grants.send_letters")


def _appeals_step(call: Call) -> DeskStep:
    statuses = list(call.applications.filter(appeal__isnull=False).values_list("appeal__status", flat=True))
    waiting = sum(status == AppealStatus.FILED for status in statuses)
    words = _("%(count)d filed, %(waiting)d wait for an answer") % {"count": len(statuses), "waiting": waiting}
    url = f"{reverse('grants:appeals')}?call={call.pk}"
    return DeskStep(_("Appeals"), words, "wait" if waiting else "kept", url, _("Open"))


def desk_facts(call: Call, user: Any) -> dict[str, Any]:
    """What the page of the decision prints beside its steps."""
    is_early = not call.award_lists.exists() and not call.meetings.exists()
    return {
        "terms": terms_of(call),
        "lists": list(call.award_lists.visible_to(user).select_related("call")),
        "meetings": list(call.meetings.all()),
        "can_set_terms": is_early and user.has_perm("grants.set_decision_terms", call),
    }
