"""The list that the acts of the decision lock after its call, and what stands still while one waits."""

from django.utils.translation import gettext as _

from grants.models import AwardList, Call
from grants.queries.awards.ranking import waiting_list
from kernel.refusals import NotNow


def demand_no_list(call: Call) -> None:
    """Refuse to change who judges or what was judged while a list made from it waits; `call` is locked."""
    if waiting_list(call) is not None:
        raise NotNow(_("An award list made from these reviews waits for a decision: have it sent back first."))


def locked_list(award_list: AwardList) -> AwardList:
    """The list, locked, with its call and its proposer."""
    rows = AwardList.objects.select_for_update(of=("self",)).select_related("call__programme", "proposed_by")
    return rows.get(pk=award_list.pk)
