"""The tour: six stops that show in three minutes what the system is for."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Stop:
    """One stop: what to look at, whose eyes to look with, where."""

    title: str | Promise
    text: str | Promise
    seat: str
    url: str


def site() -> str:
    """Where the public pages of the reader's language begin."""
    return f"/{get_language()}"


def stops() -> list[Stop]:
    """The six stops, with public addresses in the reader's language."""
    return [
        Stop(
            _("What was promised, what was spent"),
            _(
                "A real project, as its implementer published it: seven donors, five years, every figure with its "
                "source. What the source does not say is printed as “not published”, never as zero."
            ),
            "visitor",
            f"{site()}/programmes/milab/",
        ),
        Stop(
            _("A call that anyone can read"),
            _("An open call of the invented project: all questions and criteria are here before any login."),
            "visitor",
            f"{site()}/calls/punti-second/",
        ),
        Stop(
            _("A small organisation applies"),
            _(
                "Elena leads an association of three. What waits for her is on one page; her application saves itself, "
                "and the budget takes a block pasted from Excel."
            ),
            "elena",
            "/workspace/",
        ),
        Stop(
            _("Two people for every payment"),
            _("Mihai prepares a payment, Galina approves it, neither can do both. Each has one task waiting."),
            "mihai",
            "/workspace/",
        ),
        Stop(
            _("The town hall answers"),
            _(
                "People scored a service 2.4, its staff 3.6. The town hall's answer stands beside the score, and its "
                "promises have dates."
            ),
            "maria",
            "/workspace/",
        ),
        Stop(
            _("And the public sees it"),
            _("Every grant, with place, money and results, as a page and as a file, promised beside kept."),
            "visitor",
            f"{site()}/grants/",
        ),
    ]
