"""Where a draft stands between those who write it and the representative who submits it."""

from dataclasses import dataclass

from grants.models import Application, DraftReturn


@dataclass(frozen=True)
class Signing:
    """Whether the draft waits for a representative, and the last note with which it was sent back, if any."""

    is_ready: bool
    last_return: DraftReturn | None


def signing_of(application: Application) -> Signing:
    """Where the draft stands; one query."""
    last = application.returns.select_related("returned_by").first()
    return Signing(application.ready_at is not None, last)
