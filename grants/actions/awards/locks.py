"""Rows that the acts of the decision lock: the call first, then its list."""

from grants.models import AwardList, Call


def locked_call(call: Call) -> Call:
    """The call, locked: whatever counts its money waits for its turn."""
    return Call.objects.select_for_update(of=("self",)).select_related("programme").get(pk=call.pk)


def locked_list(award_list: AwardList) -> AwardList:
    """The list, locked, with its call and its proposer."""
    rows = AwardList.objects.select_for_update(of=("self",)).select_related("call__programme", "proposed_by")
    return rows.get(pk=award_list.pk)
