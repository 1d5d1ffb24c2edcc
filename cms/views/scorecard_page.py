"""What the public page of one scorecard prints, and the body by which anybody can prove it."""

from typing import Any

from django.http import Http404

from monitoring.canonical import canonical
from reports.figures.accountability import earlier_scorecard, published_body, scorecard_figures


def scorecard_context(slug: str, version: int | None = None) -> dict[str, Any]:
    """One published scorecard in its latest or the given version, with its promises as they stand today."""
    figures = scorecard_figures(slug, version)
    if figures is None:
        raise Http404
    return {"figures": figures, "card": figures.card, "earlier": earlier_scorecard(figures.card)}


def snapshot_file(slug: str, version: int) -> bytes:
    """The body of a published version, byte for byte as its digest was taken; Http404 when it is not public."""
    body = published_body(slug, version)
    if body is None:
        raise Http404
    return canonical(body)
