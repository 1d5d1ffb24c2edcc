"""Tones: how a status is shown. A tone always comes with a sign, so that nothing is said by colour alone.

The words below are those that the lifecycles of every floor share; a floor registers its own from `AppConfig.ready()`.
"""

from collections.abc import Mapping

KEPT, LATE, WAIT, INFO, NEUTRAL = "kept", "late", "wait", "info", "neutral"
SIGNS = {KEPT: "✓", LATE: "!", WAIT: "…", INFO: "→", NEUTRAL: "·"}

_WORDS = {
    KEPT: "accepted active answered approved closed completed confirmed decided done kept paid published satisfied"
    " signed verified",
    LATE: "broken cancelled declined expired failed late not_kept overdue refused rejected revoked suspended"
    " terminated",
    WAIT: "checking in_review pending prepared proposed requested returned submitted waiting",
    INFO: "eligible offered open planned ready reserve scheduled shortlisted",
    NEUTRAL: "archived draft withdrawn",
}
_tones = {status: tone for tone, words in _WORDS.items() for status in words.split()}


def register(tones: Mapping[str, str]) -> None:
    """Give statuses their tones. Raises ValueError for an unknown tone or a status that has another tone already."""
    for status, tone in tones.items():
        if tone not in SIGNS:
            raise ValueError(f"Not a tone: {tone}")
        if _tones.setdefault(status, tone) != tone:
            raise ValueError(f"The status {status!r} is shown as {_tones[status]!r} already.")


def tone_of(status: str) -> str:
    """The tone of a status value; `neutral` for one that nobody registered."""
    return _tones.get(str(status), NEUTRAL)
