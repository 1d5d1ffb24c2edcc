"""Rows that the acts of the decision lock: the call first, then its list.

The call is locked against its like alone: a row that only points to it, such as one more version of an application, is
written meanwhile. Otherwise an approval and a withdrawal at the same moment would wait for each other.
"""

from django.utils.translation import gettext as _

from grants.models import AwardList, Call
from grants.queries.awards.ranking import waiting_list
from kernel.refusals import NotNow


def locked_call(call: Call) -> Call:
    """The call, locked: whatever counts its money waits for its turn."""
    return Call.objects.select_for_update(of=("self",), no_key=True).select_related("programme").get(pk=call.pk)


def demand_no_list(call: Call) -> None:
    """Refuse to change who judges or what was judged while a list made from it waits; `call` is locked."""
    if waiting_list(call) is not None:
        raise NotNow(_("An award list made from these reviews waits for a decision: have it sent back first."))


def locked_list(award_list: AwardList) -> AwardList:
    """The list, locked, with its call and its proposer."""
    rows = AwardList.objects.select_for_update(of=("self",)).select_related("call__programme", "proposed_by")
    return rows.get(pk=award_list.pk)
