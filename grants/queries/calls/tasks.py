"""What waits for a person in calls, applications, reviews and awards; a fixed number of queries for each source."""

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q, Subquery
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
    Conflict,
    ConflictOfInterest,
    DeadlineExtension,
    ReviewStatus,
    SelectionStatus,
)
from grants.queries.applications.budgets import say
from grants.rules.calls import RUNS_CALLS
from grants.rules.reviews import DECIDERS
from kernel import clock, formatting
from kernel.listing import in_languages
from kernel.registries import Task
from organizations.models import Role, User
from organizations.queries.memberships import organizations_where, who_holds

# What a task says of a call.
PRINTED = ("reference", "status", "deadline_at", "decision_planned_on", *in_languages("title"))


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
    managed = organizations_where(user, Role.PROGRAMME_MANAGER)
    run = organizations_where(user, *RUNS_CALLS)
    if not run:
        return
    drafts = Q(status=CallStatus.DRAFT, programme__implementer__in=managed) & ~Q(created_by=user) & ~Q(changed_by=user)
    approved = Q(status=CallStatus.APPROVED, programme__implementer__in=run)
    for call in Call.objects.filter(drafts | approved).order_by("deadline_at", "pk").only(*PRINTED):
        is_draft = call.status == CallStatus.DRAFT
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


def officers_or_stand_ins(user: User) -> Q:
    """Calls whose work falls to `user`: as grants officer, or as a manager where no officer is free of conflict.

    For use beside the organisations for which the person runs calls: an officer of them all stands in for nobody.
    """
    officer = organizations_where(user, Role.GRANTS_OFFICER)
    own = Q(programme__implementer__in=officer)
    if set(organizations_where(user, *RUNS_CALLS)) <= set(officer):
        return own
    conflicted = Assignment.objects.filter(
        application__call=OuterRef(OuterRef("pk")), reviewer=OuterRef("user"), conflict=Conflict.DECLARED
    )
    declared = ConflictOfInterest.objects.filter(application__call=OuterRef(OuterRef("pk")), user=OuterRef("user"))
    free = who_holds(Role.GRANTS_OFFICER, of="programme__implementer").filter(~Exists(conflicted), ~Exists(declared))
    return own | Q(~Exists(free))


def deciders_or_stand_ins(user: User) -> Q:
    """Award lists whose decision falls to `user`: as programme manager, or as approver where no manager is free."""
    judged = Assignment.objects.filter(application__call=OuterRef(OuterRef("call")), reviewer=OuterRef("user"))
    managers = who_holds(Role.PROGRAMME_MANAGER, of="call__programme__implementer")
    free = managers.exclude(user=OuterRef("proposed_by")).filter(~Exists(judged))
    return Q(call__programme__implementer__in=organizations_where(user, Role.PROGRAMME_MANAGER)) | Q(~Exists(free))


def checks_for(user: User) -> Iterable[Task]:
    """Calls whose applications wait for the eligibility check, and closed ones whose review can start.

    They fall to the grants officers; where an implementer has none, to its programme managers.
    """
    run = organizations_where(user, *RUNS_CALLS)
    if not run:
        return
    here = Application.objects.filter(call=OuterRef("pk"))
    mine = here.filter(status=ApplicationStatus.SUBMITTED).exclude(pk__in=Application.objects.closed_to(user))
    # Full applications may still be changed until their own deadline.
    in_time = mine.filter(Q(stage=1) | Q(call__full_deadline_at__lte=clock.now()))
    over = Q(status=CallStatus.CLOSED) | Q(status=CallStatus.PUBLISHED, deadline_at__lte=clock.now())
    calls = Call.objects.filter(
        officers_or_stand_ins(user), over | Q(status=CallStatus.IN_REVIEW), programme__implementer__in=run
    ).annotate(
        to_check=Subquery(in_time.order_by().values("call").annotate(count=Count("pk")).values("count")),
        to_review=Exists(here.filter(status=ApplicationStatus.IN_REVIEW)),
    )
    for call in calls.order_by("deadline_at", "pk").only(*PRINTED):
        if call.to_check:
            detail = ngettext(
                "%(count)d application to check for eligibility",
                "%(count)d applications to check for eligibility",
                call.to_check,
            ) % {"count": call.to_check}
            url = f"{reverse('grants:applications')}?call={call.pk}&status={ApplicationStatus.SUBMITTED}"
            yield Task(call.title, detail, url, _("Check"), clock.day_of(call.deadline_at) + timedelta(days=14))
        elif call.status != CallStatus.IN_REVIEW and call.to_review:
            detail = _("All applications are checked: the review can start")
            yield Task(call.title, detail, call.get_absolute_url(), _("Start the review"))


def proposals_for(user: User) -> Iterable[Task]:
    """Calls whose reviews are all in: rankings ready to be proposed, concept notes ready to be chosen among."""
    run = organizations_where(user, *RUNS_CALLS)
    if not run:
        return
    live = Assignment.objects.filter(application__call=OuterRef("pk"), withdrawn_at__isnull=True).exclude(
        conflict="declared"
    )
    here = live.filter(application__status=ApplicationStatus.IN_REVIEW)
    notes = Application.objects.filter(call=OuterRef("pk"), stage=1, status=ApplicationStatus.IN_REVIEW)
    ready = (
        Call.objects.filter(officers_or_stand_ins(user), status=CallStatus.IN_REVIEW, programme__implementer__in=run)
        .filter(Exists(here), ~Exists(here.exclude(review__status=ReviewStatus.SUBMITTED)))
        .exclude(award_lists__status__in=[AwardListStatus.PROPOSED, AwardListStatus.AWAITING_DONOR])
        .exclude(note_selections__status=SelectionStatus.PROPOSED)
        .exclude(pk__in=Application.objects.closed_to(user).values("call"))
        .annotate(has_notes=Exists(notes))
    )
    for call in ready.order_by("decision_planned_on", "pk").only(*PRINTED, "stages", "full_deadline_at"):
        if call.stages == 2 and call.has_notes:
            url = reverse("grants:note_selection", args=[call.reference])
            detail = _("All reviews are in: choose whom to invite to the full application")
            yield Task(call.title, detail, url, _("Choose"), call.decision_planned_on)
        elif call.stages == 1 or call.full_deadline_at is None or call.full_deadline_at <= clock.now():
            url = reverse("grants:decision", args=[call.reference])
            detail = _("All reviews are in: propose the award list")
            yield Task(call.title, detail, url, _("Propose"), call.decision_planned_on)


def decisions_for(user: User) -> Iterable[Task]:
    """Award lists that wait for the user's decision."""
    decide = organizations_where(user, *DECIDERS)
    if not decide:
        return
    took_part = Assignment.objects.filter(application__call=OuterRef("call"), reviewer=user)
    waiting = AwardList.objects.filter(
        deciders_or_stand_ins(user),
        ~Exists(took_part),
        status=AwardListStatus.PROPOSED,
        call__programme__implementer__in=decide,
    ).exclude(proposed_by=user)
    for each in waiting.select_related("call").order_by("proposed_at", "pk"):
        detail = _("An award list waits for a second person")
        yield Task(
            each.call.title, detail, each.get_absolute_url(), _("Read and decide"), each.call.decision_planned_on
        )
