"""What reviewers wrote is read by an officer before the applicant reads it."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from grants.models import Application, ClearedComment
from kernel import clock
from kernel.refusals import NotAllowed, Refusal
from organizations.actions.activity import record
from organizations.models import User


@transaction.atomic
def clear_comments(
    application: Application, comments: Sequence[tuple[int | None, str]], *, by: User
) -> list[ClearedComment]:
    """Keep which comments the applicant reads, each with its criterion (None: on the whole); it replaces what stood."""
    row = Application.objects.select_for_update(of=("self",)).select_related("call__programme", "organization")
    found = row.get(pk=application.pk)
    if not by.has_perm("grants.clear_comments", found):
        raise NotAllowed(_("Only grants officers and programme managers without a conflict clear comments."))
    known = set(found.call.criteria.values_list("pk", flat=True)) | {None}
    if any(criterion not in known for criterion, _text in comments):
        raise Refusal(_("One of the comments is on a criterion of another call."))
    found.cleared_comments.all().delete()
    kept = ClearedComment.objects.bulk_create(
        ClearedComment(
            application=found, criterion_id=criterion, text=text.strip(), cleared_at=clock.now(), cleared_by=by
        )
        for criterion, text in comments
        if text.strip()
    )
    record("comments_cleared", found, by=by, organization=None, count=len(kept))
    return kept
