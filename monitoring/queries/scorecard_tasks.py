"""What waits for a person in scorecards and commitments: asked of the lifecycles and rules, in two queries."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kernel import clock
from kernel.registries import Task
from monitoring.lifecycles.scorecards import COMMITMENT, SCORECARD
from monitoring.models import Commitment, CommitmentStatus, InputItem, Reply, ScorecardCycle, ScorecardStatus
from monitoring.rules.scorecards import RUNNERS
from organizations.models import Role
from organizations.queries.memberships import asked_of, holds, who_holds

CALM_DAYS = 14
# Who sees any scorecard or promise that is not ended: see `visible_to` of both.
CONCERNED = (Role.FACILITATOR, Role.REPRESENTATIVE, Role.MONITORING_OFFICER, Role.OFFICER)
ENDED = (ScorecardStatus.PUBLISHED, ScorecardStatus.CANCELLED)


@asked_of(*CONCERNED)
def scorecard_tasks(user: Any) -> Iterable[Task]:
    """Cycles whose next step `user` may take, replies to give and inputs to audit; one query."""
    unaudited = Count("input_items", filter=Q(input_items__audited_at__isnull=True), distinct=True)
    theirs = InputItem.objects.filter(cycle=OuterRef("pk"), audited_at__isnull=True).exclude(recorded_by=user.pk)
    cycles = (
        ScorecardCycle.objects.visible_to(user)
        .exclude(status__in=ENDED)
        .with_parties()
        .annotate(
            is_replied=Exists(Reply.objects.filter(cycle=OuterRef("pk"))),
            unaudited=unaudited,
            can_audit=Exists(theirs),
        )
        .order_by("collects_until", "pk")
    )
    return [task for cycle in cycles for task in _tasks_of(cycle, user)]


def _tasks_of(cycle: Any, user: Any) -> Iterator[Task]:
    place, url = str(cycle.authority.organization), cycle.get_absolute_url()
    is_unanswered = cycle.status == ScorecardStatus.IN_REPLY and not cycle.is_replied
    if is_unanswered and user.has_perm("monitoring.reply_to_scorecard", cycle):
        title = _("A scorecard waits for your reply")
        yield Task(title, cycle.title, cycle.get_reply_url(), _("Reply"), cycle.reply_due_on)
    if cycle.can_audit and cycle.status != ScorecardStatus.PLANNED and user.has_perm("monitoring.audit_inputs", cycle):
        title = _("Inputs wait for a second person: %(number)s") % {"number": cycle.unaudited}
        yield Task(title, f"{cycle.reference}, {place}", url, pgettext("button", "Audit"))
    step = _next_step(cycle)
    if step and SCORECARD.moves[step] in SCORECARD.moves_for(cycle, user) and not _froze_it(cycle, step, user):
        move = SCORECARD.moves[step]
        due_on = cycle.collects_until if cycle.status in {ScorecardStatus.PLANNED, ScorecardStatus.COLLECTING} else None
        yield Task(move.label, f"{cycle.reference}, {place}", url, _("Open"), due_on)


def _next_step(cycle: Any) -> str | None:
    """The move that the cycle waits for; None while it waits for the authority or for an audit."""
    if cycle.status == ScorecardStatus.IN_REPLY:
        is_over = cycle.is_replied or clock.today() > cycle.reply_due_on
        return "hold_meeting" if is_over and not cycle.unaudited else None
    if cycle.status == ScorecardStatus.MEETING:
        return None if cycle.unaudited else "publish"
    return {
        ScorecardStatus.PLANNED: "start_collecting",
        ScorecardStatus.COLLECTING: "freeze",
        ScorecardStatus.FROZEN: "ask_for_reply",
    }.get(cycle.status)


def _froze_it(cycle: ScorecardCycle, step: str, user: Any) -> bool:
    """Whether the step needs a second person and `user` is the first."""
    return step == "publish" and cycle.frozen_by_id == user.pk


@asked_of(*CONCERNED)
def commitment_tasks(user: Any) -> Iterable[Task]:
    """Promises that `user`'s authority has to keep, and claims that `user` has to verify; one query.

    A claim falls to those who ran the scorecard; where nobody does any more, to those who monitor it.
    """
    rows = (
        Commitment.objects.visible_to(user)
        .open()
        .annotate(has_runner=Exists(who_holds(*RUNNERS, of="cycle__facilitator")))
        .select_related("owner", "criterion", "cycle__facilitator", "cycle__programme")
        .order_by("due_on", "pk")
    )
    return [task for commitment in rows for task in _tasks_of_promise(commitment, user)]


def _tasks_of_promise(commitment: Any, user: Any) -> Iterator[Task]:
    url = commitment.get_absolute_url()
    open_moves = {move.name for move in COMMITMENT.moves_for(commitment, user)}
    if commitment.status == CommitmentStatus.MADE and "claim" in open_moves:
        is_calm = commitment.due_on > clock.today() + timedelta(days=CALM_DAYS)
        yield Task(_("A public promise is to be kept"), commitment.text, url, _("Open"), commitment.due_on, is_calm)
    falls_to_user = not commitment.has_runner or holds(user, commitment.cycle.facilitator_id, *RUNNERS)
    if commitment.status == CommitmentStatus.CLAIMED and "verify" in open_moves and falls_to_user:
        yield Task(
            _("A kept promise is to be verified"),
            f"{commitment.owner}: {commitment.text}",
            url,
            pgettext("task", "Verify"),
        )
