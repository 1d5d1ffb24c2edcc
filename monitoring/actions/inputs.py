"""Acts on inputs: record what is there beside what people are entitled to, and let a second person audit it."""

from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from kernel import clock
from monitoring.actions.guards import expect, locked, permit, require_second_person, require_text
from monitoring.models import AuditOutcome, InputItem, ScorecardCycle, ScorecardStatus
from monitoring.refusals import Incomplete
from organizations.actions.activity import record
from organizations.actions.documents import attach
from organizations.models import Document, User


@transaction.atomic
def record_input(
    cycle: ScorecardCycle,
    *,
    by: User,
    title: Mapping[str, str],
    unit_label: Mapping[str, str],
    entitled: Decimal,
    present: Decimal | None,
    norm: str,
    source: str,
    evidence: Document | None = None,
) -> InputItem:
    """Record one entitlement and what is there; `present` None means not reported. Only while scores are collected."""
    row = locked(cycle)
    permit(by, "monitoring.run_scorecard", row)
    expect(
        row,
        ScorecardStatus.COLLECTING,
        reason=_("Inputs are recorded only between the start of collection and the freeze."),
    )
    last = InputItem.objects.filter(cycle=row).aggregate(last=Max("position"))["last"] or 0
    item = InputItem(
        cycle=row, position=last + 1, entitled=entitled, present=present, norm=norm, source=source,
        evidence=evidence, recorded_at=clock.now(), recorded_by=by,
    )  # fmt: skip
    for code, words in title.items():
        setattr(item, f"title_{code}", words)
    for code, words in unit_label.items():
        setattr(item, f"unit_label_{code}", words)
    item.save()
    if evidence is not None:
        attach(evidence)
    record("input_recorded", row, by=by, organization=row.facilitator, item=item.pk)
    return item


@transaction.atomic
def audit_input(
    item: InputItem, *, by: User, outcome: str, present: Decimal | None = None, note: str = ""
) -> InputItem:
    """Say whether the documents prove what was recorded; by another person than the one who recorded it.

    A correction gives the right figure and its reason; what was recorded stays beside it.
    """
    row = locked(item.cycle)
    permit(by, "monitoring.audit_inputs", row)
    expect(
        row,
        *(ScorecardStatus.COLLECTING, ScorecardStatus.FROZEN, ScorecardStatus.IN_REPLY, ScorecardStatus.MEETING),
        reason=_("Inputs are audited between the start of collection and the publication."),
    )
    kept = InputItem.objects.select_for_update().get(pk=item.pk)
    require_second_person(by, kept.recorded_by_id, _("You recorded this input yourself. A second person audits it."))
    if outcome == AuditOutcome.CORRECTED and present is None:
        reason = _("A correction needs the right figure.")
        raise Incomplete(reason, fields={"present": reason})
    if outcome != AuditOutcome.CONFIRMED:
        note = require_text(note, "note", _("Say what the documents show: the public reads it."))
    kept.audit_outcome, kept.audit_note = outcome, note
    kept.audited_present = present if outcome == AuditOutcome.CORRECTED else None
    kept.audited_at, kept.audited_by = clock.now(), by
    kept.save(update_fields=["audit_outcome", "audit_note", "audited_present", "audited_at", "audited_by"])
    record("input_audited", row, by=by, organization=row.facilitator, item=kept.pk, outcome=outcome)
    return kept
