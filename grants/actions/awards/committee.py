"""Acts on the committee of a call: who sits on it, who steps aside for which application."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from grants.actions.calls.locks import locked_call
from grants.actions.people import find_or_invite
from grants.models import Application, ApplicationStatus, Call, CommitteeMember, ConflictNature, MeetingStatus, Recusal
from kernel import clock
from kernel.refusals import NotAllowed, NotNow, Refusal
from organizations.actions.activity import record
from organizations.models import User
from organizations.notifications import notify
from organizations.queries.memberships import roles_of


@transaction.atomic
def add_committee_member(
    call: Call, *, by: User, email: str, seat: str, name: str = "", language: str = "ro"
) -> CommitteeMember:
    """Ask a person, of the staff or from outside, to sit on the committee; they are told.

    Refused for somebody who belongs to an applicant, and for a second chair. Who left may be asked again.
    """
    row = locked_call(call)
    if not by.has_perm("grants.manage_committee", row):
        raise NotAllowed(_("Only programme managers and grants officers without a conflict form the committee."))
    if row.award_lists.exclude(status="returned").exists():
        raise NotNow(_("The award list is proposed: the committee does not change any more."))
    person = find_or_invite(email, name=name, language=language, is_demo=row.is_demo)
    standing = row.applications.exclude(status__in=[ApplicationStatus.DRAFT, ApplicationStatus.WITHDRAWN])
    theirs = standing.filter(organization__in=set(roles_of(person)) - {row.programme.implementer_id}).first()
    if theirs is not None:
        sentence = _("%(person)s belongs to %(organization)s, which has applied: choose somebody else.")
        reason = sentence % {"person": person, "organization": theirs.organization}
        raise Refusal(reason, fields={"email": reason})
    sitting = row.committee.sitting()
    if seat == "chair" and sitting.filter(seat="chair").exclude(user=person).exists():
        sentence = _("The committee has a chair already: let that person leave first.")
        raise Refusal(sentence, fields={"seat": sentence})
    if sitting.filter(user=person).exists():
        sentence = _("This person sits on the committee already.")
        raise Refusal(sentence, fields={"email": sentence})
    facts = {"seat": seat, "added_at": clock.now(), "added_by": by, "left_at": None, "left_by": None}
    member, _is_new = CommitteeMember.objects.update_or_create(call=row, user=person, defaults=facts)
    record("committee_member_added", row, by=by, organization=row.programme.implementer, seat=str(seat))
    notify([person], "committee_member_added", url=reverse("grants:committee", args=[row.reference]), call=row)
    return member


@transaction.atomic
def leave_committee(member: CommitteeMember, *, by: User) -> CommitteeMember:
    """Let a member leave; what they declared and attended stays on record."""
    row = CommitteeMember.objects.select_for_update(of=("self",)).select_related("call__programme").get(pk=member.pk)
    if not by.has_perm("grants.manage_committee", row.call):
        raise NotAllowed(_("Only programme managers and grants officers without a conflict form the committee."))
    if row.left_at is not None:
        raise NotNow(_("This person left already."))
    row.left_at, row.left_by = clock.now(), by
    row.save(update_fields=["left_at", "left_by"])
    record("committee_member_left", row.call, by=by, organization=row.call.programme.implementer)
    return row


@transaction.atomic
def recuse_member(member: CommitteeMember, application: Application, *, by: User, nature: str) -> Recusal:
    """Keep that a member steps aside for one application: it is closed to them from now on, and cannot be undone.

    Declared by the member, or recorded for them by the chair or the secretary.
    """
    row = CommitteeMember.objects.select_for_update(of=("self",)).select_related("call__programme").get(pk=member.pk)
    leads = row.call.committee.sitting().filter(user=by, seat__in=["chair", "secretary"]).exists()
    if by.pk != row.user_id and not leads:
        raise NotAllowed(_("A member declares their own conflict; the chair or the secretary may record it for them."))
    if application.call_id != row.call_id:
        raise Refusal(_("The application is not one of this call."))
    if nature not in ConflictNature.values:
        sentence = _("Choose of which nature the conflict is.")
        raise Refusal(sentence, fields={"nature": sentence})
    if row.call.meetings.filter(status=MeetingStatus.SIGNED).exists():
        raise NotNow(_("The minutes are signed off: a conflict that comes to light now is a matter for an appeal."))
    found, is_new = Recusal.objects.get_or_create(
        member=row,
        application=application,
        defaults={"nature": nature, "declared_at": clock.now(), "declared_by": by},
    )
    if is_new:
        record("committee_member_recused", application, by=by, organization=None, nature=nature)
    return found
