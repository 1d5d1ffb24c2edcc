"""What a letter can say: the placeholders of each kind, and the texts with which every installation starts."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from grants.models import LetterKind

# Name of the placeholder, and what stands in its place.
COMMON = {
    "organization": _("name of the organisation"),
    "title": _("title of the project"),
    "reference": _("reference of the application"),
    "call": _("title of the call"),
    "implementer": _("name of the implementer"),
    "link": _("address of the page with the points and comments"),
    "appeal": _("the sentence on how to appeal and until when"),
}
OWN = {
    LetterKind.AWARDED: {
        "amount": _("amount awarded, with its currency"),
        "answer_by": _("day by which to answer"),
        "conditions": _("conditions of the committee, if any"),
    },
    LetterKind.RESERVE: {"reason": _("reason in the award list, if any")},
    LetterKind.REJECTED: {"reason": _("reason in the award list, if any")},
    LetterKind.INELIGIBLE: {"reason": _("the criteria that were not met, with the reasons")},
    LetterKind.APPEAL: {"outcome": _("upheld or not upheld"), "answer": _("answer with its reasons")},
}


def placeholders_of(kind: str) -> dict[str, object]:
    """The placeholders of a kind of letter, each with what stands in its place."""
    return {**COMMON, **OWN[LetterKind(kind)]}


def default_texts(kind: str) -> dict[str, str]:
    """Subject and body of a kind of letter in the three languages, as every installation starts with them.

    They stand in `templates/letters/<kind>.<language>.txt`, the subject on the first line. The operator changes them in
    the administration, a call on its own page.
    """
    texts: dict[str, str] = {}
    for language in ("ro", "ru", "en"):
        written = (settings.ROOT / "templates" / "letters" / f"{kind}.{language}.txt").read_text(encoding="utf-8")
        subject, _line, body = written.partition("\n")
        texts |= {f"subject_{language}": subject.strip(), f"body_{language}": body.strip()}
    return texts
