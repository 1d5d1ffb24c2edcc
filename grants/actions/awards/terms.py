"""By which terms a call decides: set before its decision begins."""

from django.db import transaction
from django.utils.translation import gettext as _

from grants.actions.calls.locks import locked_call
from grants.models import Call, DecisionTerms
from kernel.refusals import NotAllowed, NotNow
from organizations.actions.activity import record
from organizations.models import User


@transaction.atomic
def set_decision_terms(terms: DecisionTerms, call: Call, *, by: User) -> DecisionTerms:
    """Keep the terms by which `call` decides. Refused when an award list was proposed or a meeting opened."""
    row = locked_call(call)
    if not by.has_perm("grants.set_decision_terms", row):
        raise NotAllowed(_("Only programme managers and grants officers without a conflict set the terms."))
    if row.award_lists.exists() or row.meetings.exists():
        raise NotNow(_("The decision has begun: its terms stand. A mistake in them is corrected by a new call."))
    terms.call = row
    terms.pk = DecisionTerms.objects.filter(call=row).values_list("pk", flat=True).first()
    terms.full_clean(exclude=["call"])
    terms.save()
    record("decision_terms_set", row, by=by, organization=row.programme.implementer)
    return terms
