"""The interface meeting: people and authority speak about the frozen scores, and agree on what will be done."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from kernel import clock
from monitoring.actions.cycles import refuse_if_lacking
from monitoring.actions.guards import locked
from monitoring.lifecycles.scorecards import SCORECARD
from monitoring.models import InterfaceMeeting, ScorecardCycle
from monitoring.refusals import WrongDates
from organizations.actions.activity import record
from organizations.actions.documents import attach
from organizations.models import Document, User


@transaction.atomic
def hold_meeting(
    cycle: ScorecardCycle,
    *,
    by: User,
    held_on: date,
    place: str,
    community_count: int,
    authority_count: int,
    minutes: Document | None = None,
    no_agreement: str = "",
) -> ScorecardCycle:
    """Record that the meeting was held: how many came from each side, the minutes, and whether nothing was agreed.

    Refuses before the authority has replied or its term has passed, and while an input waits for its audit.
    """
    row = locked(cycle)
    SCORECARD.check(row, "hold_meeting", by=by)
    refuse_if_lacking(row)
    if held_on > clock.today():
        reason = _("The meeting lies in the future. Record it after it was held.")
        raise WrongDates(reason, fields={"held_on": reason})
    InterfaceMeeting.objects.create(
        cycle=row, held_on=held_on, place=place, community_count=community_count, authority_count=authority_count,
        minutes=minutes, no_agreement=no_agreement.strip(), recorded_at=clock.now(), recorded_by=by,
    )  # fmt: skip
    if minutes is not None:
        attach(minutes)
    SCORECARD.make(row, "hold_meeting", by=by)
    record("interface_meeting_held", row, by=by, organization=row.facilitator, held_on=held_on.isoformat())
    return row
