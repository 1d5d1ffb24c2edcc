"""The right of reply: asked for on the frozen draft, given by link or account, kept word for word."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from kernel import clock, links
from kernel.refusals import Refusal
from monitoring.actions.guards import expect, locked, permit, require_text
from monitoring.lifecycles.scorecards import SCORECARD
from monitoring.models import (
    Criterion,
    Reply,
    ReplyChannel,
    ReplyDraft,
    ReplyItem,
    ReplyLanguage,
    ScorecardCycle,
    ScorecardStatus,
    Stance,
)
from monitoring.notifications.scorecards import officers_of, tell_of_reply, write_to_authority
from monitoring.queries.calendar import working_day_after
from monitoring.refusals import Incomplete
from organizations.actions.activity import record
from organizations.models import User

PURPOSE = "scorecard-reply"
LINK_AGE = timedelta(days=120)


@dataclass(frozen=True)
class ItemReply:
    """What the authority says to one criterion."""

    stance: str
    text: str = ""


@transaction.atomic
def ask_for_reply(cycle: ScorecardCycle, *, by: User) -> ScorecardCycle:
    """Send the frozen draft to the authority and start the term of its reply, in working days of the methodology.

    Officers with an account get their page; the authority's mailbox gets a signed link that needs no account. Refuses
    when there is neither, and when the calendar does not know the holidays of the term.
    """
    row = locked(cycle)
    SCORECARD.check(row, "ask_for_reply", by=by)
    officers, email = officers_of(row), row.authority.organization.email
    if not officers and not email:
        raise Incomplete(
            _("Nobody can be asked: the authority has neither an e-mail address nor an officer here. Add one of them.")
        )
    row.reply_asked_at, row.reply_asked_by = clock.now(), by
    row.reply_due_on = working_day_after(clock.today(), row.methodology.reply_working_days)
    row.save(update_fields=["reply_asked_at", "reply_asked_by", "reply_due_on"])
    SCORECARD.make(row, "ask_for_reply", by=by)
    record(
        "scorecard_reply_asked", row, by=by, organization=row.authority.organization,
        due_on=row.reply_due_on.isoformat(), officers=len(officers),
    )  # fmt: skip
    write_to_authority(row, "scorecard_reply_asked", officers=officers, link=reply_link(row))
    return row


def reply_link(cycle: ScorecardCycle) -> str:
    """The path of the page on which the authority replies without an account; it dies with the publication."""
    return cycle.get_link_url(links.sign(PURPOSE, {"cycle": cycle.pk}))


def cycle_of_link(token: str) -> ScorecardCycle:
    """The cycle that a signed link names; raises Refusal when the link is not ours, too old, or of no use any more."""
    facts = links.read(PURPOSE, token, max_age=LINK_AGE)
    cycle = ScorecardCycle.objects.with_parties().filter(pk=facts["cycle"], reply_asked_at__isnull=False).first()
    if cycle is None:
        raise Refusal(_("This link leads nowhere. Ask the facilitator for a new one."))
    return cycle


@transaction.atomic
def submit_reply(
    cycle: ScorecardCycle,
    *,
    by: User | None,
    text: str,
    language: str,
    office: str,
    items: Mapping[int, ItemReply],
) -> Reply:
    """Keep the authority's reply word for word, beside the scores; `by` None when it came by signed link.

    `items` is by id of criterion. After the term it is kept as an addendum. No count changes, and what was sent cannot
    be taken back; a further reply stands after it.
    """
    # The moment at which the reply came, not the one at which its turn came.
    now = clock.now()
    row = locked(cycle)
    if by is not None:
        permit(by, "monitoring.reply_to_scorecard", row)
    expect(row, ScorecardStatus.IN_REPLY, ScorecardStatus.MEETING, reason=_closed(row))
    text = require_text(text, "text", _("Write the reply."))
    office = require_text(office, "office", _("Say which office replies."))
    if language not in ReplyLanguage.values:
        raise Incomplete(_("Say in which language the reply is written."), fields={"language": _("Choose one.")})
    _check_items(row, items)
    reply = Reply.objects.create(
        cycle=row, text=text, language=language, office=office, submitted_at=now, submitted_by=by,
        channel=ReplyChannel.LINK if by is None else ReplyChannel.ACCOUNT,
        is_late=row.reply_due_on is None or clock.day_of(now) > row.reply_due_on,
    )  # fmt: skip
    ReplyDraft.objects.filter(cycle=row).delete()
    for key, item in items.items():
        ReplyItem.objects.create(reply=reply, criterion_id=key, stance=item.stance, text=item.text.strip())
    record(
        "scorecard_replied", row, by=by, organization=row.authority.organization,
        reply=reply.pk, is_late=reply.is_late, channel=str(reply.channel),
    )  # fmt: skip
    tell_of_reply(row)
    return reply


@transaction.atomic
def save_reply_draft(cycle: ScorecardCycle, *, by: User | None, typed: Mapping[str, str]) -> ReplyDraft:
    """Keep what the authority typed so far, right or wrong; one draft for link and account together."""
    row = locked(cycle)
    if by is not None:
        permit(by, "monitoring.reply_to_scorecard", row)
    expect(row, ScorecardStatus.IN_REPLY, ScorecardStatus.MEETING, reason=_closed(row))
    draft, _is_new = ReplyDraft.objects.update_or_create(
        cycle=row, defaults={"typed": dict(typed), "saved_at": clock.now()}
    )
    return draft


def _closed(cycle: ScorecardCycle) -> str:
    if cycle.status == ScorecardStatus.FROZEN:
        return _("The authority has not been asked yet.")
    return _("The time for replies is over: this scorecard is published or was cancelled.")


def _check_items(cycle: ScorecardCycle, items: Mapping[int, ItemReply]) -> None:
    known = set(Criterion.objects.filter(cycle=cycle).values_list("pk", flat=True))
    if not set(items) <= known:
        raise Incomplete(_("A criterion of another scorecard was named. Open the page again."))
    silent = {
        f"text_of_{key}": _("Say why, or what you want to add.")
        for key, item in items.items()
        if item.stance != Stance.AGREE and not item.text.strip()
    }
    if silent:
        raise Incomplete(
            _("A disagreement or a comment needs words. Write them at the marked criteria."), fields=silent
        )
