"""Acts of publication: a numbered version that nobody can change, and corrections as further versions."""

from django.db import transaction
from django.utils.translation import gettext as _

from kernel import clock
from monitoring.actions.cycles import refuse_if_lacking
from monitoring.actions.guards import expect, locked, permit, require_second_person, require_text
from monitoring.canonical import digest
from monitoring.lifecycles.scorecards import SCORECARD
from monitoring.models import ScorecardCycle, ScorecardStatus, Snapshot
from monitoring.notifications.scorecards import tell_of_publication
from monitoring.queries.ballots import ballots_of, digest_of
from monitoring.queries.published_body import body_of
from monitoring.refusals import NothingChanged, WrongCounts
from organizations.actions.activity import record
from organizations.models import User


@transaction.atomic
def publish_snapshot(cycle: ScorecardCycle, *, by: User) -> ScorecardCycle:
    """Publish the first version, by another person than the one who froze the draft.

    Refuses while inputs are unaudited or the meeting ended without commitment and without a reason, and when the counts
    are not those of the freeze.
    """
    row = locked(cycle)
    SCORECARD.check(row, "publish", by=by)
    require_second_person(
        by, row.frozen_by_id, _("You froze this draft yourself. A second person publishes it: ask a colleague.")
    )
    refuse_if_lacking(row)
    if digest_of(ballots_of(row)) != row.frozen_digest:
        raise WrongCounts(_("The counts are not those that were frozen. Tell the operator; nothing was published."))
    SCORECARD.make(row, "publish", by=by)
    _write(row, by=by, version=1, reason="")
    return row


@transaction.atomic
def correct_snapshot(cycle: ScorecardCycle, *, by: User, reason: str) -> Snapshot:
    """Publish the cycle as it stands now as a further version, with the reason; earlier versions stay readable.

    Refuses when the new version would say the same as the last.
    """
    row = locked(cycle)
    permit(by, "monitoring.control_scorecard", row)
    expect(row, ScorecardStatus.PUBLISHED, reason=_("Only a published scorecard is corrected by a new version."))
    reason = require_text(reason, "reason", _("Say what is corrected and why: the public reads it."))
    last = Snapshot.objects.filter(cycle=row).order_by("-version")[0]
    if digest(body_of(row)) == last.digest:
        raise NothingChanged(_("Nothing has changed since version %(number)s.") % {"number": last.version})
    return _write(row, by=by, version=last.version + 1, reason=reason)


def _write(cycle: ScorecardCycle, *, by: User, version: int, reason: str) -> Snapshot:
    body = body_of(cycle)
    snapshot = Snapshot.objects.create(
        cycle=cycle, version=version, body=body, digest=digest(body), reason=reason, published_at=clock.now(),
        published_by=by,
    )  # fmt: skip
    record("scorecard_published", cycle, by=by, organization=cycle.facilitator, version=version, digest=snapshot.digest)
    tell_of_publication(cycle, version=version)
    return snapshot
