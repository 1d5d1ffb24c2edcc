"""Acts on commitments: made in the meeting, claimed by the owner, verified by somebody else, postponed in the open."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from kernel import clock
from kernel.references import next_reference
from kernel.refusals import NotNow
from monitoring.actions.guards import (
    expect,
    locked,
    locked_commitment,
    permit,
    require_second_person,
    require_text,
)
from monitoring.lifecycles.scorecards import COMMITMENT
from monitoring.models import Commitment, CommitmentStatus, Criterion, Postponement, ScorecardCycle, ScorecardStatus
from monitoring.notifications.scorecards import tell_followers, tell_owner
from monitoring.refusals import Incomplete, WrongDates
from organizations.actions.activity import record
from organizations.actions.documents import attach
from organizations.models import Document, User


@transaction.atomic
def record_commitment(
    cycle: ScorecardCycle,
    *,
    by: User,
    text: Mapping[str, str],
    due_on: date,
    made_on: date | None = None,
    criterion: Criterion | None = None,
) -> Commitment:
    """Record what the authority promised, by language code; it is the owner. `made_on` is the meeting's day by default.

    Only once the interface meeting was held. The due date stays visible for ever as the first one.
    """
    row = locked(cycle)
    permit(by, "monitoring.run_scorecard", row)
    expect(
        row, ScorecardStatus.MEETING, ScorecardStatus.PUBLISHED,
        reason=_("Promises are recorded after the interface meeting. Record the meeting first."),
    )  # fmt: skip
    made_on = made_on or row.interface_meeting.held_on
    if due_on < made_on:
        reason = _("A promise cannot be due before it was made, on %(day)s. Choose a later day.") % {"day": made_on}
        raise WrongDates(reason, fields={"due_on": reason})
    if criterion is not None and criterion.cycle_id != row.pk:
        raise Incomplete(_("The criterion belongs to another scorecard. Choose one of this one."))
    commitment = Commitment(
        reference=next_reference("COM"), cycle=row, criterion=criterion, owner=row.authority.organization,
        made_on=made_on, original_due_on=due_on, due_on=due_on, recorded_at=clock.now(), recorded_by=by,
    )  # fmt: skip
    for code, words in text.items():
        setattr(commitment, f"text_{code}", words)
    commitment.save()
    record("commitment_made", commitment, by=by, organization=commitment.owner, due_on=due_on.isoformat())
    tell_owner(commitment, "commitment_made")
    return commitment


@transaction.atomic
def claim_commitment(commitment: Commitment, *, by: User, note: str, evidence: Document | None = None) -> Commitment:
    """The owner says that the promise is kept, and how it can be seen. That proves nothing yet."""
    row = locked_commitment(commitment)
    COMMITMENT.check(row, "claim", by=by)
    row.claim_note = require_text(note, "note", _("Say what was done and where it can be seen."))
    row.claimed_at, row.claimed_by, row.claim_evidence = clock.now(), by, evidence
    row.save(update_fields=["claim_note", "claimed_at", "claimed_by", "claim_evidence"])
    COMMITMENT.make(row, "claim", by=by)
    if evidence is not None:
        attach(evidence)
    record("commitment_claimed", row, by=by, organization=row.owner)
    tell_followers(row, "commitment_claimed")
    return row


@transaction.atomic
def verify_commitment(commitment: Commitment, *, by: User, note: str) -> Commitment:
    """Somebody who is not of the owner confirms that the promise was kept, and says how it was seen."""
    row = locked_commitment(commitment)
    COMMITMENT.check(row, "verify", by=by)
    require_second_person(by, row.claimed_by_id, _("You claimed this yourself. Another person verifies it."))
    row.verification_note = require_text(note, "note", _("Say how you saw that the promise was kept."))
    row.verified_at, row.verified_by = clock.now(), by
    row.save(update_fields=["verification_note", "verified_at", "verified_by"])
    COMMITMENT.make(row, "verify", by=by)
    record("commitment_verified", row, by=by, organization=row.owner)
    tell_owner(row, "commitment_verified")
    return row


@transaction.atomic
def return_claim(commitment: Commitment, *, by: User, reason: str) -> Commitment:
    """Send a claim back: the promise stays open, with its due date. The record keeps that it was claimed."""
    row = locked_commitment(commitment)
    COMMITMENT.check(row, "return_claim", by=by)
    reason = require_text(reason, "reason", _("Say what is still missing."))
    COMMITMENT.make(row, "return_claim", by=by)
    row.claimed_at, row.claimed_by, row.claim_note, row.claim_evidence = None, None, "", None
    row.save(update_fields=["claimed_at", "claimed_by", "claim_note", "claim_evidence"])
    record("commitment_claim_returned", row, by=by, organization=row.owner)
    tell_owner(row, "commitment_claim_returned", reason=reason)
    return row


@transaction.atomic
def close_as_not_kept(commitment: Commitment, *, by: User, reason: str) -> Commitment:
    """Close a promise that was not kept, after its due date, with the reason; it stays in the public list."""
    row = locked_commitment(commitment)
    COMMITMENT.check(row, "close_as_not_kept", by=by)
    if clock.today() <= row.due_on:
        raise NotNow(_("The promise is not due yet. It can be closed as not kept after %(day)s.") % {"day": row.due_on})
    row.not_kept_reason = require_text(reason, "reason", _("Say why it counts as not kept: the public reads it."))
    row.closed_at, row.closed_by = clock.now(), by
    row.save(update_fields=["not_kept_reason", "closed_at", "closed_by"])
    COMMITMENT.make(row, "close_as_not_kept", by=by)
    record("commitment_not_kept", row, by=by, organization=row.owner)
    tell_owner(row, "commitment_not_kept")
    return row


@transaction.atomic
def postpone_commitment(commitment: Commitment, *, by: User, due_on: date, reason: str) -> Commitment:
    """The owner sets a later due date with a public reason; the first date stays beside it and lateness counts both."""
    row = locked_commitment(commitment)
    permit(by, "monitoring.own_commitment", row)
    if row.status != CommitmentStatus.MADE:
        raise NotNow(_("Only an open promise can be postponed."))
    if due_on <= row.due_on:
        wrong = _("The new day must come after the present one, %(day)s.") % {"day": row.due_on}
        raise WrongDates(wrong, fields={"due_on": wrong})
    reason = require_text(reason, "reason", _("Say why more time is needed: the public reads it."))
    Postponement.objects.create(
        commitment=row, from_on=row.due_on, to_on=due_on, reason=reason, postponed_at=clock.now(), postponed_by=by
    )
    row.due_on = due_on
    row.save(update_fields=["due_on"])
    record("commitment_postponed", row, by=by, organization=row.owner, to=due_on.isoformat())
    tell_followers(row, "commitment_postponed", reason=reason)
    return row
