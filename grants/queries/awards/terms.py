"""The terms by which a call decides."""

from grants.models import Call, DecisionTerms


def terms_of(call: Call) -> DecisionTerms:
    """The terms of `call`, kept on it; those that hold when nobody wrote any are not in the database."""
    kept: DecisionTerms | None = getattr(call, "_terms", None)
    if kept is None:
        kept = getattr(call, "decision_terms", None) or DecisionTerms(call=call)
        call._terms = kept  # type: ignore[attr-defined]  # read once for each object, as roles are
    return kept
