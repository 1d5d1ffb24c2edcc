"""Pages of the committee: who sits on it, who steps aside, its meetings and their minutes."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from grants.actions.awards import meetings as acts
from grants.actions.awards.committee import add_committee_member, leave_committee, recuse_member
from grants.actions.awards.proposing import propose_from_meeting
from grants.forms.awards.committee import AttendanceForm, ItemForm, MeetingForm, MemberForm, OrderForm, RecusalForm
from grants.forms.reviews.sheets import ProposalHeadForm
from grants.lifecycles import MEETING
from grants.models import AwardList, Call, CommitteeMember, Meeting, MeetingItem, MeetingStatus, Recusal
from grants.papers.minutes import minutes_of
from grants.queries.awards.committee import (
    agenda_of,
    calls_to_decide,
    can_open_meeting,
    closed_to,
    members_of,
    quorum_of,
    seat_of,
)
from grants.queries.awards.ranking import judged, ranking_of
from grants.queries.awards.terms import terms_of
from kernel.pdf import pdf_response
from kernel.views import ActButton, ActPage, DetailPage, MovePage, Scoped


class OfCommittee(Scoped):
    """A call, for whoever decides on it."""

    model = Call

    def get_queryset(self) -> models.QuerySet:
        return calls_to_decide(self.request.user).select_related("programme__implementer")


class CommitteePage(OfCommittee, DetailPage):
    """Who sits on the committee, and who stepped aside for what."""

    permission = "grants.view_ranking"
    template_name = "grants/awards/committee.html"

    def facts(self, thing: Call) -> dict[str, Any]:
        user = self.request.user
        seat = seat_of(thing, user)
        hidden = closed_to(user, thing)
        recusals = Recusal.objects.filter(application__call=thing).select_related("member__user", "application")
        return {
            "members": members_of(thing),
            "recusals": [each for each in recusals if each.application_id not in hidden or each.member == seat],
            "seat": seat,
            "meetings": list(thing.meetings.all()),
            "can_manage": user.has_perm("grants.manage_committee", thing),
            "can_open": can_open_meeting(thing, user),
        }


class CommitteeAct(OfCommittee, ActPage):
    """An act on the committee; it goes back to its page."""

    permission = "grants.manage_committee"

    def back_url(self) -> str:
        return reverse("grants:committee", args=[self.thing.reference])

    def success_url(self, done: Any) -> str:
        return self.back_url()


class MemberAdd(CommitteeAct):
    """Ask a person to sit on the committee."""

    form_class = MemberForm
    title = _("Add to the committee")
    button = _("Add")
    done = _("The person sits on the committee and was told.")

    def act(self, form: MemberForm) -> CommitteeMember:
        return add_committee_member(self.thing, by=self.request.user, **form.cleaned_data)


class MemberLeave(ActButton):
    """Let a member leave."""

    done = _("The person left the committee.")

    def find(self) -> CommitteeMember:
        calls = calls_to_decide(self.request.user).order_by().values("pk")
        return get_object_or_404(CommitteeMember.objects.sitting().filter(call__in=calls), pk=self.kwargs["pk"])

    def act(self, thing: CommitteeMember) -> str:
        leave_committee(thing, by=self.request.user)
        return self.back(thing)

    def back(self, thing: CommitteeMember) -> str:
        return reverse("grants:committee", args=[thing.call.reference])


class RecusePage(ActPage):
    """A member steps aside for an application."""

    model = CommitteeMember
    form_class = RecusalForm
    title = _("Step aside for an application")
    intro = _("From then on this application is closed to the person, and the minutes say so. It cannot be undone.")
    button = _("Step aside")
    done = _("It is kept; the application is closed to this person.")

    def get_queryset(self) -> models.QuerySet:
        calls = calls_to_decide(self.request.user).order_by().values("pk")
        return CommitteeMember.objects.sitting().filter(call__in=calls).select_related("call__programme", "user")

    def demand(self, thing: CommitteeMember) -> None:
        mine = seat_of(thing.call, self.request.user)
        if mine is None or (mine.pk != thing.pk and mine.seat == "member"):
            raise PermissionDenied

    def get_form(self, data: Any = None, files: Any = None) -> RecusalForm:
        closed = Recusal.objects.filter(member__in=[self.thing, *self._mine()]).values("application")
        return RecusalForm(data, applications=judged(self.thing.call).exclude(pk__in=closed))

    def _mine(self) -> list[CommitteeMember]:
        return list(CommitteeMember.objects.filter(call=self.thing.call, user=self.request.user))

    def act(self, form: RecusalForm) -> Recusal:
        return recuse_member(self.thing, by=self.request.user, **form.said())

    def back_url(self) -> str:
        return reverse("grants:committee", args=[self.thing.call.reference])

    def success_url(self, done: Any) -> str:
        return self.back_url()


class MeetingNew(CommitteeAct):
    """Open a meeting."""

    permission = "grants.view_ranking"
    form_class = MeetingForm
    title = _("New meeting of the committee")
    intro = _("Every application in review is put before the committee, in the order of the ranking.")
    button = _("Open the meeting")

    def demand(self, thing: Call) -> None:
        super().demand(thing)
        if not can_open_meeting(thing, self.request.user):
            raise PermissionDenied

    def act(self, form: MeetingForm) -> Meeting:
        return acts.open_meeting(self.thing, by=self.request.user, **form.cleaned_data)

    def success_url(self, done: Meeting) -> str:
        return done.get_absolute_url()


class OfMeeting(Scoped):
    """A meeting, for whoever may see it."""

    model = Meeting
    permission = "grants.view_meeting"

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().select_related("call__programme__implementer", "signed_by")


class MeetingPage(OfMeeting, DetailPage):
    """One meeting: who is there, and each application with what the committee says."""

    template_name = "grants/awards/meeting.html"
    lifecycle = MEETING

    def facts(self, thing: Meeting) -> dict[str, Any]:
        user, terms = self.request.user, terms_of(thing.call)
        is_open = thing.status == MeetingStatus.OPEN
        is_signed = thing.status == MeetingStatus.SIGNED
        may_propose = is_signed and terms.needs_meeting and user.has_perm("grants.propose_awards", thing.call)
        present = list(thing.present.select_related("user").order_by("user__name", "pk"))
        return {
            "agenda": agenda_of(thing, user),
            "present": present,
            "voters": sum(each.votes for each in present),
            "quorum": quorum_of(thing),
            "terms": terms,
            "can_record": is_open and user.has_perm("grants.record_meeting", thing),
            "can_propose": may_propose and thing.call.status == "in_review" and not thing.award_lists.exists(),
        }


class MeetingAct(OfMeeting, ActPage):
    """A part of the record of a meeting."""

    permission = "grants.record_meeting"


class AttendanceEdit(MeetingAct):
    """When, where, who."""

    form_class = AttendanceForm
    title = _("Who is present")
    done = _("Kept.")

    def get_form(self, data: Any = None, files: Any = None) -> AttendanceForm:
        return AttendanceForm(data, members=members_of(self.thing.call), meeting=self.thing)

    def act(self, form: AttendanceForm) -> Meeting:
        return acts.record_attendance(self.thing, by=self.request.user, **form.said())


class ItemAct(ActPage):
    """An act on one application before the committee. Closed to who stepped aside for it."""

    model = MeetingItem
    permission = "grants.record_meeting"

    def get_queryset(self) -> models.QuerySet:
        seen = Meeting.objects.visible_to(self.request.user).order_by().values("pk")
        aside = Recusal.objects.filter(member__user=self.request.user).values("application")
        rows = MeetingItem.objects.filter(meeting__in=seen).exclude(application__in=aside)
        return rows.select_related("meeting__call__programme", "application__organization", "application__lot")

    def permission_object(self, thing: MeetingItem) -> Meeting:
        return thing.meeting

    def facts(self) -> dict[str, Any]:
        application = self.thing.application
        return {"intro": f"{application.reference} {application.title} · {application.organization}"}

    def back_url(self) -> str:
        return self.thing.meeting.get_absolute_url()

    def success_url(self, done: Any) -> str:
        return f"{self.back_url()}#item-{done.pk}"


class ItemEdit(ItemAct):
    """Decision, amount, votes, conditions and reasons."""

    title = _("What the committee decides")
    done = _("Kept.")

    def get_form(self, data: Any = None, files: Any = None) -> ItemForm:
        call = self.thing.meeting.call
        rows = {each.application.pk: each.suggestion for each in ranking_of(call).rows}
        suggestion = str(rows.get(self.thing.application_id, ""))
        return ItemForm(data, item=self.thing, asks_votes=terms_of(call).asks_votes, suggestion=suggestion)

    def act(self, form: ItemForm) -> MeetingItem:
        return acts.record_item(self.thing, form.said(), by=self.request.user)


class ItemMove(ItemAct):
    """Another place in the order."""

    title = _("Change the order")
    button = _("Change the order")
    done = _("The order is changed; the minutes say from where to where, why, and who proposed it.")

    def get_form(self, data: Any = None, files: Any = None) -> OrderForm:
        aside = Recusal.objects.filter(application=self.thing.application_id).values_list("member", flat=True)
        members = [each for each in members_of(self.thing.meeting.call) if each.votes and each.pk not in set(aside)]
        return OrderForm(data, members=members)

    def act(self, form: OrderForm) -> MeetingItem:
        return acts.change_order(self.thing, by=self.request.user, **form.said())


class MeetingMove(OfMeeting, MovePage):
    """Close the meeting, correct its record, sign off its minutes."""

    lifecycle = MEETING
    acts = {"hold": acts.hold_meeting, "reopen": acts.reopen_meeting, "sign": acts.sign_minutes}
    texts = {
        "hold": _("The record is closed; the chair reads it and signs the minutes off."),
        "sign": _("The minutes stand as they are from now on, and the award list can be made from them."),
    }


class Minutes(OfMeeting):
    """The minutes as PDF, in the language that is asked for."""

    def get(self, request: Any, **kwargs: Any) -> HttpResponse:
        meeting = self.find()
        self.demand(meeting)
        wanted = request.GET.get("language", "")
        language = wanted if wanted in {"ro", "ru", "en"} else (get_language() or "ro")
        name = f"{meeting.call.reference.lower()}-minutes-{language}.pdf"
        return pdf_response(minutes_of(meeting, language, reader=request.user), name)


class MeetingPropose(OfMeeting, ActPage):
    """The award list, as the committee decided."""

    permission = "grants.view_meeting"
    form_class = ProposalHeadForm
    title = _("Propose the award list")
    intro = _("It holds what the signed minutes say, in their order. Another person approves it or sends it back.")
    button = _("Propose the list")
    done = _("The list is proposed and waits for a second person.")

    def demand(self, thing: Meeting) -> None:
        super().demand(thing)
        if not self.request.user.has_perm("grants.propose_awards", thing.call):
            raise PermissionDenied

    def act(self, form: ProposalHeadForm) -> AwardList:
        return propose_from_meeting(self.thing, by=self.request.user, **form.cleaned_data)
