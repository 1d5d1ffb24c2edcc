"""The second part of the tour: from a stranger's first question to an explained decision, one stop for each step."""

from collections.abc import Callable

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from config.demo.tour import Stop, site
from grants.models import Appeal, Application, Assignment, Call, Meeting


def _call(key: str) -> Call:
    return Call.objects.get(slug=f"punti-{key}")


def _application(call: str, key: str) -> Application:
    return Application.objects.get(call__slug=f"punti-{call}", organization__slug=key)


def _note_of_two() -> str:
    return reverse("grants:application_step", args=[_application("steps", "casa-mare").reference, "facts"])


def _to_sign() -> str:
    return reverse("grants:step_check", args=[_application("second", "casa-mare").reference])


def _receipt() -> str:
    return reverse("grants:receipt", args=[_application("school", "casa-mare").reference])


def _to_check() -> str:
    return reverse("grants:eligibility", args=[_application("school", "casa-mare").reference])


def _sheet() -> str:
    own = Assignment.objects.filter(application__call__slug="punti-school", reviewer__email="natalia@demo.invalid")
    return own.order_by("pk")[0].get_absolute_url()


def _meeting() -> str:
    return Meeting.objects.get(call__slug="punti-playground").get_absolute_url()


def _ranking() -> str:
    return reverse("grants:ranking", args=[_call("playground").reference])


def _letters() -> str:
    return reverse("grants:letters", args=[_call("mobile").reference])


def _feedback() -> str:
    return reverse("grants:feedback", args=[_application("kitchen", "casa-mare").reference])


def _appeal() -> str:
    return Appeal.objects.get(application__call__slug="punti-kitchen").get_absolute_url()


# Title, text, whose eyes, and where: an address of the public site, or what finds one in the workspace.
WAY: list[tuple[str | Promise, str | Promise, str, str | Callable[[], str]]] = [
    (
        _("Is this call for us?"),
        _("A few questions, no account, nothing is kept: it ends in what fits, what does not and what to do."),
        "visitor",
        "/calls/punti-steps/quiz/",
    ),
    (
        _("Two people write one note"),
        _("Dana and Elena answered the same question at the same time. Both texts are there, and one of them chooses."),
        "dana",
        _note_of_two,
    ),
    (
        _("The representative signs"),
        _("The accountant said that it is ready. Everything stands on one page, and only Elena may submit it."),
        "elena",
        _to_sign,
    ),
    (
        _("A receipt that anyone can check"),
        _("Time to the second and a digest of the content, as a page and as a PDF; the code opens a public page."),
        "elena",
        _receipt,
    ),
    (
        _("May it be judged at all?"),
        _("The system answers what it knows, Ion the rest, with a reason; Casa Mare was asked to clarify its budget."),
        "ion",
        _to_check,
    ),
    (
        _("Judged beside the application"),
        _("A blind call: no name on the left, and on the right each criterion with what its points mean."),
        "natalia",
        _sheet,
    ),
    (
        _("A ranking that says how sure it is"),
        _("The line that the money draws, the rank without any one review, and where two reviewers disagree."),
        "ion",
        _ranking,
    ),
    (
        _("The committee meets"),
        _("Radu chairs it: who steps aside for what, each change of order with its reason, minutes that he signs off."),
        "radu",
        _meeting,
    ),
    (
        _("Letters that explain"),
        _("In the language of each organisation, previewed, sent together, kept as sent, with cleared comments."),
        "ion",
        _letters,
    ),
    (
        _("Points beside the mean of the funded"),
        _("What Casa Mare reads after a no: its points by criterion, the comments, and until when it may appeal."),
        "elena",
        _feedback,
    ),
    (
        _("Somebody else answers the appeal"),
        _("Galina had no part in the decision. What follows from her answer is carried out and told by letter."),
        "galina",
        _appeal,
    ),
    (
        _("The result in public"),
        _("The page of the call shows who was funded, how many wait, what became of appeals, and how long it took."),
        "visitor",
        "/calls/punti-kitchen/",
    ),
]


def way() -> list[Stop]:
    """The stops of the second part, in the reader's language; none before the story is told."""
    if not Appeal.objects.filter(application__call__slug="punti-kitchen").exists():
        return []
    return [
        Stop(title, text, seat, f"{site()}{where}" if isinstance(where, str) else where())
        for title, text, seat, where in WAY
    ]
