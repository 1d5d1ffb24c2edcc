"""What reviewers wrote is read by an officer before the applicant reads it."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from grants.models import Application, ClearedComment
from grants.queries.awards.comments import written_for
from kernel import clock
from kernel.refusals import NotAllowed, NotNow
from organizations.actions.activity import record
from organizations.models import User


@transaction.atomic
def clear_comments(application: Application, words: Mapping[str, str], *, by: User) -> list[ClearedComment]:
    """Go through everything that reviewers wrote for the applicant: `words` says of each comment, by its key
    (`Written.key`), in which words the applicant reads it; "" leaves it out.

    What the reviewer wrote is kept beside it. A ruling that stays as it was keeps who made it and when. Refused when
    `words` are not those of the comments that stand now: nothing is left out that nobody has read.
    """
    rows = Application.objects.select_for_update(of=("self",)).select_related("call__programme", "organization")
    row = rows.get(pk=application.pk)
    if not by.has_perm("grants.clear_comments", row):
        raise NotAllowed(_("Only grants officers and programme managers without a conflict clear comments."))
    written = {each.key: each for each in written_for(row)}
    if set(words) != set(written):
        raise NotNow(_("The reviews have changed meanwhile: read the comments again."))
    kept = []
    for key, each in written.items():
        text = words[key].strip()
        ruling = each.ruling or ClearedComment(application=row, criterion=each.criterion, original=each.original)
        if ruling.pk is None or (ruling.is_cleared, ruling.text) != (bool(text), text):
            ruling.is_cleared, ruling.text = bool(text), text
            ruling.cleared_at, ruling.cleared_by = clock.now(), by
            ruling.save()
        kept.append(ruling)
    # What stands of a review that was reopened, or no longer counts, is nobody's comment any more.
    row.cleared_comments.exclude(pk__in=[each.pk for each in kept]).delete()
    cleared = sum(each.is_cleared for each in kept)
    record("comments_cleared", row, by=by, organization=None, count=cleared, left_out=len(kept) - cleared)
    return kept
