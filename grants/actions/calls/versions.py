"""The act that freezes what a published call says: a version, and the notice to all who have begun."""

from grants.models import Call, CallVersion
from grants.queries.calls.versions import content_of, plain
from kernel import clock
from organizations.models import User

__all__ = ["freeze_call", "plain"]


def freeze_call(call: Call, *, by: User, reason: str = "", approved_by: User | None = None) -> CallVersion:
    """Store what the call says now as its next version, within the transaction of the act that changed it.

    The row of the call is locked by that act. The same content as in the last version makes no new one.
    """
    last = call.versions.order_by("-number").first()
    content = content_of(call)
    if last is not None and last.content == content:
        return last
    return CallVersion.objects.create(
        call=call,
        number=last.number + 1 if last else 1,
        content=content,
        reason=reason.strip(),
        changed_at=clock.now(),
        changed_by=by,
        approved_by=approved_by,
    )


def freeze_before(call: Call, *, by: User) -> None:
    """Store the first version of a call that was published before versions were kept."""
    if not call.versions.exists():
        freeze_call(call, by=call.published_by or by)
