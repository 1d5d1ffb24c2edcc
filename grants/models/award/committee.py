"""The committee of a call: who sits on it, its meetings, and what it decided on each application."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grants.models.application.application import READER_ROLES, Application
from grants.models.award.decision import Decision
from grants.models.call.call import Call
from grants.models.review.conflict import ConflictNature
from kernel import clock
from kernel.fields import AmountField, one_of, positive, together
from organizations.models import User
from organizations.queries.memberships import organizations_where


class Seat(models.TextChoices):
    """The part of a person in the committee. The secretary writes the minutes and has no vote."""

    CHAIR = "chair", pgettext_lazy("committee", "chair")
    MEMBER = "member", pgettext_lazy("committee", "member")
    SECRETARY = "secretary", pgettext_lazy("committee", "secretary")


class CommitteeMemberQuerySet(models.QuerySet["CommitteeMember"]):
    """Who sits where."""

    def sitting(self) -> CommitteeMemberQuerySet:
        """Those who have not left."""
        return self.filter(left_at__isnull=True)


class CommitteeMember(models.Model):
    """A person on the committee of a call, of the implementer's staff or from outside."""

    demo = "call.is_demo"

    call = models.ForeignKey(Call, models.PROTECT, related_name="committee")
    user = models.ForeignKey(User, models.PROTECT, related_name="committees")
    seat = models.CharField(_("part"), max_length=10, choices=Seat.choices, default=Seat.MEMBER)
    added_at = models.DateTimeField(default=clock.now, editable=False)
    added_by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")
    left_at = models.DateTimeField(null=True, blank=True, editable=False)
    left_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, editable=False, related_name="+")

    objects = CommitteeMemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("member of the committee")
        verbose_name_plural = _("members of committees")
        ordering = ["call", "user__name", "pk"]
        constraints = [
            one_of("seat", Seat, "committeemember_seat"),
            together("left_at", "left_by", name="committeemember_left"),
            models.UniqueConstraint(fields=["call", "user"], name="committeemember_once"),
            models.UniqueConstraint(
                fields=["call"], condition=Q(seat=Seat.CHAIR, left_at__isnull=True), name="committeemember_one_chair"
            ),
        ]

    def __str__(self) -> str:
        return str(self.user)

    @property
    def votes(self) -> bool:
        """Whether the person has a vote and counts for the quorum."""
        return self.seat != Seat.SECRETARY


class Recusal(models.Model):
    """A declared conflict of a member with one application: from then on it is closed to them."""

    demo = "application.is_demo"

    member = models.ForeignKey(CommitteeMember, models.PROTECT, related_name="recusals")
    application = models.ForeignKey(Application, models.PROTECT, related_name="recusals")
    nature = models.CharField(_("nature of the conflict"), max_length=15, choices=ConflictNature.choices)
    declared_at = models.DateTimeField(default=clock.now, editable=False)
    declared_by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")

    class Meta:
        verbose_name = _("recusal")
        verbose_name_plural = _("recusals")
        ordering = ["application", "member__user__name", "pk"]
        constraints = [
            one_of("nature", ConflictNature, "recusal_nature"),
            models.UniqueConstraint(fields=["member", "application"], name="recusal_once"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id}: {self.application_id}"


class MeetingStatus(models.TextChoices):
    """Where a meeting is: open for its record, held, or its minutes signed off."""

    OPEN = "open", pgettext_lazy("meeting", "being recorded")
    HELD = "held", pgettext_lazy("meeting", "held")
    SIGNED = "signed", pgettext_lazy("meeting", "minutes signed off")


class MeetingQuerySet(models.QuerySet["Meeting"]):
    """Which meetings whom concern."""

    def visible_to(self, user: User) -> MeetingQuerySet:
        """Those of committees on which the user sits, and of the user's implementers."""
        seats = CommitteeMember.objects.sitting().filter(user=user)
        runs = organizations_where(user, *READER_ROLES)
        return self.filter(Q(call__in=seats.values("call")) | Q(call__programme__implementer__in=runs))


class Meeting(models.Model):
    """One meeting of the committee: when, where, who was there, and the minutes."""

    demo = "call.is_demo"

    call = models.ForeignKey(Call, models.PROTECT, related_name="meetings")
    held_at = models.DateTimeField(_("when"))
    place = models.CharField(_("where, or the link"), max_length=200)
    status = models.CharField(
        _("status"), max_length=10, choices=MeetingStatus.choices, default=MeetingStatus.OPEN, editable=False
    )
    note = models.TextField(_("what else was said"), blank=True)
    present = models.ManyToManyField(CommitteeMember, blank=True, related_name="meetings", verbose_name=_("present"))
    opened_at = models.DateTimeField(default=clock.now, editable=False)
    opened_by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")
    signed_at = models.DateTimeField(null=True, blank=True, editable=False)
    signed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, editable=False, related_name="+")

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting of the committee")
        verbose_name_plural = _("meetings of committees")
        ordering = ["call", "-held_at", "-pk"]
        constraints = [
            one_of("status", MeetingStatus, "meeting_status"),
            together("signed_at", "signed_by", name="meeting_signed"),
            models.CheckConstraint(
                condition=~Q(status=MeetingStatus.SIGNED) | Q(signed_at__isnull=False),
                name="meeting_signed_status",
            ),
            models.UniqueConstraint(
                fields=["call"],
                condition=Q(status__in=[MeetingStatus.OPEN, MeetingStatus.HELD]),
                name="meeting_one_in_work",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.call}, {clock.day_of(self.held_at):%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        """Its page in the workspace."""
        return reverse("grants:meeting", args=[self.pk])


class MeetingItem(models.Model):
    """One application before the committee: its rank, the place the committee gives it, and the proposed decision."""

    demo = "meeting.call.is_demo"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items")
    application = models.ForeignKey(Application, models.PROTECT, related_name="meeting_items")
    rank = models.PositiveSmallIntegerField(_("rank"), null=True, blank=True)
    place = models.PositiveSmallIntegerField(_("place"))
    decision = models.CharField(_("decision"), max_length=10, choices=Decision.choices, blank=True)
    amount = AmountField(_("amount"), null=True, blank=True)
    votes_for = models.PositiveSmallIntegerField(_("for"), null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField(_("against"), null=True, blank=True)
    votes_abstained = models.PositiveSmallIntegerField(_("abstained"), null=True, blank=True)
    conditions = models.TextField(_("conditions"), blank=True)
    note = models.TextField(_("reasons"), blank=True)

    class Meta:
        verbose_name = _("item of a meeting")
        verbose_name_plural = _("items of meetings")
        ordering = ["meeting", "place", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "application"], name="meetingitem_once"),
            models.CheckConstraint(condition=Q(decision__in=["", *Decision.values]), name="meetingitem_decision"),
            models.CheckConstraint(
                condition=Q(decision=Decision.AWARD, amount__gt=0)
                | (~Q(decision=Decision.AWARD) & Q(amount__isnull=True)),
                name="meetingitem_amount_when_awarded",
            ),
            together("votes_for", "votes_against", "votes_abstained", name="meetingitem_votes"),
            positive("place", "meetingitem_place"),
        ]

    def __str__(self) -> str:
        return f"{self.place}. {self.application_id}"


class OrderChange(models.Model):
    """A place that the committee changed: from where to where, why, and who proposed it."""

    item = models.ForeignKey(MeetingItem, models.CASCADE, related_name="changes")
    from_place = models.PositiveSmallIntegerField(_("from place"))
    to_place = models.PositiveSmallIntegerField(_("to place"))
    reason = models.TextField(_("why"))
    proposed_by = models.ForeignKey(
        CommitteeMember, models.PROTECT, related_name="+", verbose_name=_("who proposed it")
    )
    recorded_at = models.DateTimeField(default=clock.now, editable=False)
    recorded_by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")

    class Meta:
        verbose_name = _("change of the order")
        verbose_name_plural = _("changes of the order")
        ordering = ["item", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="orderchange_reason"),
            models.CheckConstraint(condition=~Q(from_place=models.F("to_place")), name="orderchange_moves"),
        ]

    def __str__(self) -> str:
        return f"{self.from_place} → {self.to_place}"
