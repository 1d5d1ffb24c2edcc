"""What waits for a person in calls, applications, reviews and awards; a fixed number of queries for each source."""

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from grants.models import (
    SECOND_STAGE,
    Application,
    ApplicationStatus,
    Assignment,
    Award,
    AwardList,
    AwardListStatus,
    AwardStatus,
    Call,
    CallAmendment,
    CallStatus,
    DeadlineExtension,
    NoteSelection,
    SelectionStatus,
)
from grants.queries.applications.budgets import say
from grants.queries.calls.care import calls_in, calls_in_care, calls_run, to_be_decided, waiting_lists
from grants.rules.reviews import DECIDERS
from grants.rules.stakes import stakes_anywhere
from kernel import clock, formatting
from kernel.registries import Task
from organizations.models import Role, User
from organizations.queries.memberships import asked_of, holds, organizations_where


def drafts_for(user: User) -> Iterable[Task]:
    """Drafts of the user's organisations to calls that are still open."""
    mine = organizations_where(user, Role.REPRESENTATIVE, Role.MEMBER)
    if not mine:
        return
    rows = Application.objects.filter(organization__in=mine, status=ApplicationStatus.DRAFT).still_taken()
    signed = set(organizations_where(user, Role.REPRESENTATIVE))
    for row in rows.select_related("call", "organization", "saved_by", "ready_by"):
        saved = timezone.localtime(row.saved_at)
        detail = _("%(title)s · saved on %(day)s by %(person)s") % {
            "title": row.title or _("no title yet"),
            "day": formatting.moment(saved, get_language() or settings.LANGUAGE_CODE),
            "person": row.saved_by,
        }
        title = _("Application to “%(call)s”") % {"call": row.call.title}
        signs = row.ready_by is not None and row.organization_id in signed
        if signs:
            detail = _("%(title)s · %(person)s says that it is ready for your signature") % {
                "title": row.title,
                "person": row.ready_by,
            }
        step, label = ("check", _("Read and submit")) if signs else ("facts", _("Continue"))
        due = clock.day_of(row.deadline_at)
        yield Task(title, detail, reverse("grants:application_step", args=[row.reference, step]), label, due)


def awards_for(user: User) -> Iterable[Task]:
    """Awards that the user's organisation has not answered."""
    mine = organizations_where(user, Role.REPRESENTATIVE)
    if not mine:
        return
    rows = Award.objects.filter(application__organization__in=mine, status=AwardStatus.OFFERED)
    for row in rows.select_related("application").order_by("due_on", "pk"):
        detail = _("%(amount)s %(currency)s are awarded: accept or decline") % {
            "amount": say(row.amount),
            "currency": row.currency,
        }
        title = _("Award to “%(title)s”") % {"title": row.application.title}
        yield Task(title, detail, row.get_absolute_url(), _("Read and answer"), row.due_on)


def calls_for(user: User) -> Iterable[Task]:
    """Calls to approve or to publish."""
    for call in calls_run(user):
        is_draft = call.status == CallStatus.DRAFT
        may_approve = holds(user, call.programme.implementer_id, Role.PROGRAMME_MANAGER)
        is_own = user.pk in {call.created_by_id, call.changed_by_id}
        if not ((is_draft and may_approve and not is_own) or call.status == CallStatus.APPROVED):
            continue
        detail = _("The draft waits for a second person") if is_draft else _("Approved, not published yet")
        label = _("Read and approve") if is_draft else _("Publish")
        yield Task(call.title, detail, call.get_absolute_url(), label, clock.day_of(call.deadline_at))


def changes_for(user: User) -> Iterable[Task]:
    """Later deadlines and amendments of published calls that another person proposed, for programme managers.

    A deadline that comes while it waits takes its task along, but for a second stage to which nobody is invited yet;
    an amendment waits until it is approved or dropped.
    """
    managed = organizations_where(user, Role.PROGRAMME_MANAGER)
    if not managed:
        return
    here = Q(approved_at__isnull=True, dropped_at__isnull=True, call__programme__implementer__in=managed)
    invited = Application.objects.filter(call=OuterRef("call"), stage=2)
    alive = Q(old_deadline_at__gt=clock.now()) | Q(Q(stage=2), ~Exists(invited))
    runs = Q(call__status__in=[CallStatus.PUBLISHED, *SECOND_STAGE])
    later = DeadlineExtension.objects.filter(here, runs, alive).exclude(proposed_by=user).select_related("call")
    for each in later.order_by("old_deadline_at", "pk"):
        title = _("Later deadline: %(call)s") % {"call": each.call.title}
        address, due = f"{each.call.get_absolute_url()}#deadline", clock.day_of(each.old_deadline_at)
        yield Task(title, _("It waits for a second person"), address, _("Read and decide"), due)
    amended = CallAmendment.objects.filter(here).exclude(proposed_by=user).select_related("call")
    for amendment in amended.order_by("proposed_at", "pk"):
        title = _("Amendment: %(call)s") % {"call": amendment.call.title}
        address = f"{amendment.call.get_absolute_url()}#amendment"
        yield Task(title, _("It waits for a second person"), address, _("Read and decide"))


def checks_for(user: User) -> Iterable[Task]:
    """Calls whose applications wait for the eligibility check, and closed ones whose review can start.

    They fall to the grants officers; where an implementer has none, to its programme managers.
    """
    calls = [call for call in calls_in_care(user) if call.status == CallStatus.IN_REVIEW or _is_over(call)]
    if not calls:
        return
    to_check = _to_check(calls, user)
    checked = [call.pk for call in calls if call.status != CallStatus.IN_REVIEW and call.pk not in to_check]
    in_review = Application.objects.filter(call__in=checked, status=ApplicationStatus.IN_REVIEW)
    to_review = set(in_review.order_by().values_list("call", flat=True).distinct()) if checked else ()
    for call in calls:
        if count := to_check.get(call.pk):
            detail = ngettext(
                "%(count)d application to check for eligibility",
                "%(count)d applications to check for eligibility",
                count,
            ) % {"count": count}
            url = f"{reverse('grants:applications')}?call={call.pk}&status={ApplicationStatus.SUBMITTED}"
            yield Task(call.title, detail, url, _("Check"), clock.day_of(call.deadline_at) + timedelta(days=14))
        elif call.pk in to_review:
            detail = _("All applications are checked: the review can start")
            yield Task(call.title, detail, call.get_absolute_url(), _("Start the review"))


def _is_over(call: Call) -> bool:
    """Whether it takes applications no longer and its review has not begun; the record of the close may lag behind."""
    is_late = call.status == CallStatus.PUBLISHED and call.deadline_at <= clock.now()
    return is_late or call.status == CallStatus.CLOSED


def _to_check(calls: list[Call], user: User) -> dict[int, int]:
    """How many applications wait for the check that are open to `user`, by key of the call; one query."""
    # Full applications may still be changed until their own deadline.
    full = [call.pk for call in calls if call.full_deadline_at and call.full_deadline_at <= clock.now()]
    in_time = Q(stage=1) | Q(call__in=full) if full else Q(stage=1)
    rows = Application.objects.filter(in_time, call__in=[call.pk for call in calls], status=ApplicationStatus.SUBMITTED)
    mine = rows.exclude(pk__in=stakes_anywhere(user).in_conflict).order_by()
    return dict(mine.values_list("call").annotate(count=Count("pk")))


def proposals_for(user: User) -> Iterable[Task]:
    """Calls whose reviews are all in: rankings ready to be proposed, concept notes ready to be chosen among."""
    for call, has_notes in _reviewed(user):
        if call.stages == 2 and has_notes:
            url = reverse("grants:note_selection", args=[call.reference])
            detail = _("All reviews are in: choose whom to invite to the full application")
            yield Task(call.title, detail, url, _("Choose"), call.decision_planned_on)
        elif call.stages == 1 or call.full_deadline_at is None or call.full_deadline_at <= clock.now():
            url = reverse("grants:decision", args=[call.reference])
            detail = _("All reviews are in: propose the award list")
            yield Task(call.title, detail, url, _("Propose"), call.decision_planned_on)


def _reviewed(user: User) -> list[tuple[Call, bool]]:
    """Calls that wait for a proposal, and whether concept notes are in review; two queries at most.

    Not those with a proposal that waits, nor with an application with which `user` declared a conflict.
    """
    waiting = waiting_lists(user)
    calls = [call for call in calls_in(user, CallStatus.IN_REVIEW) if call.pk not in waiting]
    if not calls:
        return []
    notes = Application.objects.filter(call=OuterRef("pk"), stage=1, status=ApplicationStatus.IN_REVIEW)
    live = Assignment.objects.live().filter(
        application__call=OuterRef("pk"), application__status=ApplicationStatus.IN_REVIEW
    )
    chosen = NoteSelection.objects.filter(call=OuterRef("pk"), status=SelectionStatus.PROPOSED)
    closed = Application.objects.filter(pk__in=stakes_anywhere(user).in_conflict)
    # As values of each call, not as conditions: the database then stops at the first review that is missing.
    rows = Call.objects.filter(pk__in=[call.pk for call in calls]).exclude(pk__in=closed.values("call"))
    found = rows.order_by().values_list("pk", Exists(live), Exists(live.unfinished()), Exists(chosen), Exists(notes))
    ready = {key: has_notes for key, is_live, is_open, waits, has_notes in found if is_live and not (is_open or waits)}
    return [(call, ready[call.pk]) for call in calls if call.pk in ready]


@asked_of(*DECIDERS)
def decisions_for(user: User) -> Iterable[Task]:
    """Award lists that wait for the user's decision."""
    for each in to_be_decided(AwardList.objects.filter(status=AwardListStatus.PROPOSED), user):
        detail = _("An award list waits for a second person")
        yield Task(
            each.call.title, detail, each.get_absolute_url(), _("Read and decide"), each.call.decision_planned_on
        )
