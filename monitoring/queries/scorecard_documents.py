"""Who may read the documents that hang on scorecards and commitments, beside the organisation that owns them."""

from typing import Any

from monitoring.models import Commitment, FocusGroup, InputItem, InterfaceMeeting
from organizations.models import Document


def may_read_scorecard_document(document: Document, user: Any) -> bool:
    """Minutes of groups and evidence of inputs: those who keep the counts. Minutes of the meeting: all parties too.

    Evidence of a claim: those who see the commitment.
    """
    private = [each.cycle for each in _with_cycle(FocusGroup, minutes=document)]
    private += [each.cycle for each in _with_cycle(InputItem, evidence=document)]
    if any(user.has_perm("monitoring.view_counts", cycle) for cycle in private):
        return True
    shared = [each.cycle for each in _with_cycle(InterfaceMeeting, minutes=document)]
    if any(user.has_perm("monitoring.view_scorecard", cycle) for cycle in shared):
        return True
    claims = Commitment.objects.filter(claim_evidence=document).select_related("cycle__programme")
    return any(user.has_perm("monitoring.view_commitment", each) for each in claims)


def _with_cycle(model: Any, **where: Any) -> Any:
    return model.objects.filter(**where).select_related("cycle__competence__authority", "cycle__programme")
