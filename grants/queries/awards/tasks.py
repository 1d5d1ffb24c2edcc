"""What waits for a person in the decision; a fixed number of queries for each source."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from grants.models import (
    Appeal,
    AppealStatus,
    Application,
    ApplicationStatus,
    AwardList,
    AwardListStatus,
    AwardStatus,
    CallStatus,
    CommitteeMember,
    Letter,
    LetterKind,
    Meeting,
    MeetingStatus,
    PartialOffer,
    Seat,
)
from grants.queries.applications.budgets import say
from grants.queries.awards.comments import waiting_comments
from grants.queries.awards.letters import KIND_OF
from grants.queries.calls.care import calls_in, waiting_lists
from grants.rules.calls import RUNS_CALLS
from grants.rules.reviews import DECIDERS
from grants.rules.stakes import stakes_anywhere
from kernel import clock
from kernel.listing import in_languages
from kernel.registries import Task
from organizations.models import Role, User
from organizations.queries.memberships import organizations_where


def meetings_for(user: User) -> Iterable[Task]:
    """Meetings to record as chair or secretary, minutes to sign off as chair, and meetings to come as a member."""
    seats = dict(CommitteeMember.objects.sitting().filter(user=user).values_list("call_id", "seat"))
    if not seats:
        return
    rows = Meeting.objects.filter(call__in=seats).exclude(status=MeetingStatus.SIGNED).select_related("call")
    for each in rows.order_by("held_at", "pk"):
        seat, due = seats[each.call_id], clock.day_of(each.held_at)
        if each.status == MeetingStatus.HELD and seat == Seat.CHAIR:
            detail, label = _("The minutes wait for your signature"), _("Read and sign off")
        elif each.status == MeetingStatus.OPEN and seat != Seat.MEMBER:
            detail, label = _("The committee's decisions are to be recorded"), _("Record")
        elif each.status == MeetingStatus.OPEN:
            detail, label = _("Read the applications, and say for which you step aside"), _("Open")
        else:
            continue
        yield Task(each.call.title, detail, each.get_absolute_url(), label, due)


def donor_answers_for(user: User) -> Iterable[Task]:
    """Approved lists that wait for the donor, for those who run the call."""
    waiting = [each.pk for each in waiting_lists(user).values() if each.status == AwardListStatus.AWAITING_DONOR]
    if not waiting:
        return
    rows = AwardList.objects.visible_to(user).filter(pk__in=waiting)
    for each in rows.select_related("call").order_by("approved_at", "pk"):
        detail = _("The list waits for the donor's no-objection")
        yield Task(each.call.title, detail, each.get_absolute_url(), _("Record the answer"))


def partial_offers_for(user: User) -> Iterable[Task]:
    """Questions about a smaller amount that the user's organisation has not answered."""
    mine = organizations_where(user, Role.REPRESENTATIVE)
    if not mine:
        return
    rows = PartialOffer.objects.filter(application__organization__in=mine, answered_at__isnull=True)
    for each in rows.select_related("application__call").order_by("due_on", "pk"):
        figures = {"amount": say(each.amount), "currency": each.application.call.currency}
        detail = _("Would you work with %(amount)s %(currency)s?") % figures
        url = each.application.get_absolute_url()
        yield Task(each.application.title, detail, url, _("Answer"), each.due_on)


def letters_for(user: User) -> Iterable[Task]:
    """Decided calls with letters to send, for the grants officers."""
    calls = calls_in(user, CallStatus.DECIDED)
    if not calls:
        return
    told = Letter.objects.filter(application=OuterRef("pk")).exclude(kind=LetterKind.APPEAL)
    # A call that sends no letters told everybody when its list was approved.
    untold = Application.objects.filter(
        ~Exists(told),
        call__in=[call.pk for call in calls],
        call__decision_terms__tells_by_letter=True,
        status__in=list(KIND_OF),
    )
    waiting = calls_of(untold)
    for call in calls:
        if call.pk in waiting:
            url = reverse("grants:letters", args=[call.reference])
            yield Task(call.title, _("Letters are to be sent"), url, _("Open"))


def comments_for(user: User) -> Iterable[Task]:
    """Calls that are decided, or whose list waits, with comments for applicants that no officer has read."""
    near = waiting_lists(user)
    calls = [
        call
        for call in calls_in(user, CallStatus.DECIDED, CallStatus.IN_REVIEW)
        if call.status == CallStatus.DECIDED or call.pk in near
    ]
    if not calls:
        return
    waiting = calls_of(Application.objects.filter(waiting_comments(), call__in=[call.pk for call in calls]))
    for call in calls:
        if call.pk in waiting:
            title = _("Comments for applicants: %(call)s") % {"call": call.title}
            detail = _("Read what reviewers wrote, and clear what the applicants may read")
            yield Task(title, detail, reverse("grants:comments_of_call", args=[call.reference]), _("Read and clear"))


def reserves_for(user: User) -> Iterable[Task]:
    """Decided calls in which an award was declined or lapsed while others wait on the reserve list."""
    near = waiting_lists(user)
    calls = [call for call in calls_in(user, CallStatus.DECIDED) if call.pk not in near]
    if not calls:
        return
    freed = Application.objects.filter(
        call=OuterRef("call"), award__status__in=[AwardStatus.DECLINED, AwardStatus.LAPSED]
    )
    reserve = Application.objects.filter(
        Exists(freed), call__in=[call.pk for call in calls], status=ApplicationStatus.RESERVE
    )
    waiting = calls_of(reserve)
    for call in calls:
        if call.pk in waiting:
            detail = _("Money is free again: see who moves up from the reserve list")
            yield Task(call.title, detail, reverse("grants:reserve", args=[call.reference]), _("Open"))


def calls_of(applications: QuerySet[Application]) -> set[int]:
    """Keys of the calls of `applications`; one query."""
    return set(applications.order_by().values_list("call", flat=True).distinct())


def appeals_for(user: User) -> Iterable[Task]:
    """Appeals that this person may answer, and those whose outcome is to be carried out."""
    decide, run = organizations_where(user, *DECIDERS), organizations_where(user, *RUNS_CALLS)
    if not decide and not run:
        return
    # All of them read submitted applications: what is left of who may see an appeal is what a conflict closes.
    rows = Appeal.objects.exclude(application__in=stakes_anywhere(user).shut)
    yield from _to_answer(rows.filter(application__call__programme__implementer__in=decide), user) if decide else ()
    yield from _to_carry_out(rows.filter(application__call__programme__implementer__in=run)) if run else ()


def _to_answer(rows: QuerySet[Appeal], user: User) -> Iterable[Task]:
    judged = AwardList.objects.filter(rows__application=OuterRef("application"))
    free = (
        rows.filter(status=AppealStatus.FILED)
        .exclude(application__assignments__reviewer=user)
        .exclude(application__call__committee__user=user)
        .exclude(application__eligibility_check__checked_by=user)
        .filter(~Exists(judged.filter(proposed_by=user)), ~Exists(judged.filter(approved_by=user)))
    )
    told = free.select_related("application__organization").only(
        "reference", "due_on", "application__organization", *in_languages("application__organization__name")
    )
    for each in told.order_by("due_on", "pk"):
        detail = _("An appeal waits for an answer: %(organization)s") % {"organization": each.application.organization}
        title = _("Appeal %(reference)s") % {"reference": each.reference}
        yield Task(title, detail, each.get_absolute_url(), _("Read and answer"), each.due_on)


def _to_carry_out(rows: QuerySet[Appeal]) -> Iterable[Task]:
    upheld = rows.filter(status=AppealStatus.UPHELD, carried_out_at__isnull=True)
    told = upheld.only("reference", "consequence", "carried_out_at")
    for each in told.order_by("decided_at", "pk"):
        if each.waits_for_its_consequence:
            detail = _("What follows from an upheld appeal is to be carried out")
            title = _("Appeal %(reference)s") % {"reference": each.reference}
            yield Task(title, detail, each.get_absolute_url(), _("Open"))
