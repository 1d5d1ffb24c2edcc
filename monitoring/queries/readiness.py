"""What a cycle still lacks before its next step: the same sentences on its page and in the refusal of the act."""

from django.utils.translation import gettext as _

from kernel import clock
from monitoring.models import Commitment, InputItem, InterfaceMeeting, Reply, ScorecardCycle, ScorecardStatus
from monitoring.queries.ballots import Ballots


def lacks(cycle: ScorecardCycle, ballots: Ballots) -> list[str]:
    """Sentences that say what must be there before `cycle` can take its next step; empty when it is ready."""
    return {
        ScorecardStatus.PLANNED: _lacks_for_collecting,
        ScorecardStatus.COLLECTING: _lacks_for_freeze,
        ScorecardStatus.IN_REPLY: _lacks_for_meeting,
        ScorecardStatus.MEETING: _lacks_for_publication,
    }.get(ScorecardStatus(cycle.status), _nothing)(cycle, ballots)


def _nothing(cycle: ScorecardCycle, ballots: Ballots) -> list[str]:
    return []


def _lacks_for_collecting(cycle: ScorecardCycle, ballots: Ballots) -> list[str]:
    return [] if ballots.criteria else [_("Write the criteria that people and staff will score.")]


def _lacks_for_freeze(cycle: ScorecardCycle, ballots: Ballots) -> list[str]:
    found = []
    if not ballots.groups:
        found.append(_("Record at least one focus group."))
    found += [
        _("Record the counts of the group “%(group)s” for every criterion.") % {"group": group}
        for group in ballots.groups
        if not ballots.is_recorded(group)
    ]
    if not InputItem.objects.filter(cycle=cycle).exists():
        found.append(_("Record at least one input: what people are entitled to and what is there."))
    return found


def _lacks_for_meeting(cycle: ScorecardCycle, ballots: Ballots) -> list[str]:
    found = []
    is_open = cycle.reply_due_on is not None and clock.today() <= cycle.reply_due_on
    if is_open and not Reply.objects.filter(cycle=cycle).exists():
        found.append(_("Wait for the authority's reply, or for the end of its term."))
    return found + _unaudited(cycle)


def _lacks_for_publication(cycle: ScorecardCycle, ballots: Ballots) -> list[str]:
    found = _unaudited(cycle)
    meeting = InterfaceMeeting.objects.filter(cycle=cycle).first()
    agreed = Commitment.objects.filter(cycle=cycle).exists()
    parties = (cycle.authority.organization, cycle.facilitator)
    found += [
        _("The page of %(organization)s is not public yet. Publish it first: the scorecard names it.")
        % {"organization": each}
        for each in parties
        if not each.is_published
    ]
    if not agreed and not (meeting and meeting.no_agreement):
        found.append(_("Record at least one promise, or say in the meeting why nothing was agreed."))
    return found


def _unaudited(cycle: ScorecardCycle) -> list[str]:
    waiting = InputItem.objects.filter(cycle=cycle, audited_at__isnull=True).count()
    if not waiting:
        return []
    return [_("Let a second person audit the inputs: %(number)s left.") % {"number": waiting}]
