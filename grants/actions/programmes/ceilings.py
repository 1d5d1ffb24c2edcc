"""Acts on ceilings for one recipient: set with their source, ended on a day; never written over."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from grants.models import Programme, RecipientCeiling
from kernel import clock
from kernel.refusals import NotAllowed, NotNow, Refusal
from organizations.actions.activity import record
from organizations.models import User


@transaction.atomic
def set_ceiling(ceiling: RecipientCeiling, programme: Programme, *, by: User) -> RecipientCeiling:
    """Store a new ceiling of `programme`, or of a donor that funds it, for the programme's implementer."""
    if not by.has_perm("grants.manage_programme", programme):
        raise NotAllowed(_("Only programme managers of the implementer set its ceilings."))
    if ceiling.donor is None:
        ceiling.programme = programme
    elif not programme.funding_lines.filter(donor=ceiling.donor).exists():
        sentence = _("This donor has no funding line in the project: add it there first.")
        raise Refusal(sentence, fields={"donor": sentence})
    if programme.implementer is None:
        raise Refusal(_("The project names no implementer: a ceiling belongs to one."))
    if ceiling.valid_until is not None and ceiling.valid_until < ceiling.valid_from:
        sentence = _("The last day is not before the first.")
        raise Refusal(sentence, fields={"valid_until": sentence})
    ceiling.implementer, ceiling.set_at, ceiling.set_by = programme.implementer, clock.now(), by
    ceiling.save()
    figures = {"amount": f"{ceiling.amount:.2f}", "currency": ceiling.currency}
    record("ceiling_set", programme, by=by, organization=programme.implementer, id=ceiling.pk, **figures)
    return ceiling


@transaction.atomic
def end_ceiling(ceiling: RecipientCeiling, programme: Programme, *, by: User, last_on: date) -> RecipientCeiling:
    """Say on which day a ceiling holds last."""
    row = RecipientCeiling.objects.select_for_update().get(pk=ceiling.pk)
    if not by.has_perm("grants.manage_programme", programme) or programme.implementer_id != row.implementer_id:
        raise NotAllowed(_("Only programme managers of the implementer set its ceilings."))
    if row.ended_at is not None:
        raise NotNow(_("The last day of this ceiling is set already."))
    if last_on < row.valid_from:
        sentence = _("The last day is not before the first.")
        raise Refusal(sentence, fields={"last_on": sentence})
    row.valid_until, row.ended_at, row.ended_by = last_on, clock.now(), by
    row.save(update_fields=["valid_until", "ended_at", "ended_by"])
    record("ceiling_ended", programme, by=by, organization=programme.implementer, id=row.pk)
    return row
