"""The act that freezes what a published call says: a version, and the notice to all who have begun."""

from django.utils.translation import gettext as _

from grants.models import Call, CallVersion
from grants.queries.calls.intake import people_of_applicants
from grants.queries.calls.versions import content_of
from kernel import clock
from kernel.refusals import Refusal
from organizations.actions.activity import record
from organizations.models import User
from organizations.notifications import notify


def with_reason(reason: str) -> str:
    """The reason without spaces around it; refused when there is none."""
    if not reason.strip():
        sentence = _("Say why, in words that applicants will read.")
        raise Refusal(sentence, fields={"reason": sentence})
    return reason.strip()


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


def publish_version(call: Call, *, by: User, reason: str, approved_by: User | None = None) -> CallVersion:
    """Freeze a changed call as a public version, and tell all who have begun or submitted."""
    version = freeze_call(call, by=by, reason=reason, approved_by=approved_by)
    record("call_amended", call, by=by, organization=call.programme.implementer, version=version.number)
    url = call.get_absolute_url()
    notify(people_of_applicants(call), "call_amended", url=url, call=call, version=version)
    return version
