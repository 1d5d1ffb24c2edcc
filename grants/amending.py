"""What of a published call may still be changed, by how many people, until when and in which direction. Data only.

The rule, in words, stands in docs/adr/0066: wording at once; what applicants promised themselves only to their
advantage; by what they are judged only by two people and before the first review; who may apply, what is asked and the
currency never.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Until = Literal["open", "review", "decision"]
Way = Literal["any", "later", "up", "looser"]


@dataclass(frozen=True)
class Rule:
    """How many people it takes, until when, and which way the value may go.

    `until`: while the call takes applications, before the first review, before the decision. `way` "later" and "up":
    only a later day, a larger number; "looser": only towards "may be left empty".
    """

    people: int
    until: Until
    way: Way = "any"


_WORDS_OPEN, _WORDS = Rule(1, "open"), Rule(1, "decision")
_LATER = Rule(1, "decision", "later")
_MORE, _LOOSER = Rule(2, "open", "up"), Rule(2, "open", "looser")
_JUDGED = Rule(2, "review")

RULES: Mapping[str, Mapping[str, Rule]] = {
    "call": {
        "title": _WORDS,
        "summary": _WORDS,
        "body": _WORDS,
        "questions_until_on": Rule(1, "open", "later"),
        "decision_planned_on": _LATER,
        "answer_by_on": _LATER,
        "money_days": _WORDS,
        "envelope": Rule(2, "decision", "up"),
        "max_amount": _MORE,
    },
    "lot": {"title": _WORDS, "ceiling": Rule(2, "decision", "up")},
    "callsection": {"title": _WORDS_OPEN},
    "question": {
        "label": _WORDS_OPEN,
        "help": _WORDS_OPEN,
        "word_limit": _MORE,
        "maximum": _MORE,
        "most_files": _MORE,
        "most_megabytes": _MORE,
        "is_required": _LOOSER,
        "is_identifying": Rule(1, "review"),
    },
    "choice": {"label": _WORDS_OPEN},
    "requireddocument": {"title": _WORDS_OPEN, "help": _WORDS_OPEN, "is_required": _LOOSER},
    "eligibilitycriterion": {"text": Rule(2, "open"), "explanation": _WORDS_OPEN},
    "criterion": {
        "title": _JUDGED,
        "guidance": _JUDGED,
        "maximum": _JUDGED,
        "weight": _JUDGED,
        "threshold": _JUDGED,
    },
    "anchor": {"points": _JUDGED, "text": _JUDGED},
}

LANGUAGES = ("ro", "ru", "en")


def base_of(field: str) -> str:
    """`title` of `title_ro`; a field that is not one of several languages is its own."""
    name, _mark, code = field.rpartition("_")
    return name if name and code in LANGUAGES else field


def rule_of(model: str, field: str) -> Rule | None:
    """The rule for a field of a part of a call, by lower-case name of the model; None when it never changes."""
    return RULES.get(model, {}).get(base_of(field))
