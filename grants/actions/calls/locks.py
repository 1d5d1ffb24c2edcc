"""The row of a call that an act locks before any row below it."""

from grants.models import Call


def locked_call(call: Call) -> Call:
    """`call` as it stands now, locked, with its programme and implementer; whoever comes second waits for their turn.

    It is locked against its like alone: a row that only points to it, such as one more version of an application, is
    written meanwhile. Otherwise an approval and a withdrawal at the same moment would wait for each other.
    """
    rows = Call.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("programme__implementer").get(pk=call.pk)
