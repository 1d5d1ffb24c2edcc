"""Acts on organisations that may be one and the same. They are noted by the system and judged by a person.

Two registrations are not merged by this: what they own stays where it is; the decision says which is to be used.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from kernel import clock
from kernel.refusals import Refusal
from organizations.actions.activity import record
from organizations.actions.demand import demand
from organizations.models import DuplicateDecision, Organization, PossibleDuplicate, User
from organizations.queries.duplicates import twins_of


@transaction.atomic
def note_duplicates(organization: Organization) -> list[PossibleDuplicate]:
    """Note every organisation that may be this one; pairs that are known get their new score and keep their decision.

    Called when an organisation is registered and when its names or contacts change.
    """
    noted = []
    for other, likeness in twins_of(organization):
        first, second = sorted((organization.pk, other))
        facts = {"score": likeness.score, "reasons": list(likeness.reasons)}
        pair, _is_new = PossibleDuplicate.objects.update_or_create(first_id=first, second_id=second, defaults=facts)
        noted.append(pair)
    return noted


@transaction.atomic
def judge_duplicate(pair: PossibleDuplicate, *, by: User, decision: str, note: str) -> PossibleDuplicate:
    """Say whether the two are one; `note` says why, and for the same which of them is to be used from now on.

    A later judgement takes the place of an earlier one; the record keeps both.
    """
    row = PossibleDuplicate.objects.select_for_update().get(pk=pair.pk)
    demand(by, "organizations.judge_duplicates")
    if decision not in DuplicateDecision.values:
        raise Refusal(_("Choose one of the two."), fields={"decision": _("Choose one of the two.")})
    if not note.strip():
        reason = _("Say how you know, in a sentence.")
        raise Refusal(reason, fields={"note": reason})
    row.decision, row.note, row.decided_at, row.decided_by = decision, note.strip(), clock.now(), by
    row.save()
    record("duplicate_judged", row, by=by, decision=str(decision), organizations=[row.first_id, row.second_id])
    return row
