"""The second part of the tour: from a stranger's first question to an explained decision, one stop for each step."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise

from config.demo.tour import Stop, site
from config.demo.way_words import PARTS
from grants.models import Appeal, Application, Assignment, AwardList, Call, Meeting, Question
from organizations.models import JoinRequest


@dataclass(frozen=True)
class Part:
    """Some stops that belong together."""

    title: str | Promise
    stops: list[Stop]


def _application(call: str, key: str) -> Application:
    return Application.objects.filter(call__slug=f"punti-{call}", organization__slug=key).order_by("-pk")[0]


def _of_call(name: str, call: str) -> Callable[[], str]:
    return lambda: reverse(f"grants:{name}", args=[Call.objects.get(slug=f"punti-{call}").reference])


def _of_application(name: str, call: str, key: str = "casa-mare", *more: str) -> Callable[[], str]:
    return lambda: reverse(f"grants:{name}", args=[_application(call, key).reference, *more])


def _note_of_two() -> str:
    section = Question.objects.filter(section__call__slug="punti-steps", section__stage=1)[0].section_id
    return reverse("grants:application_step", args=[_application("steps", "casa-mare").reference, f"section-{section}"])


def _compared() -> str:
    keys = Application.objects.filter(call__slug="punti-kitchen").order_by("pk").values_list("pk", flat=True)
    return f"{reverse('grants:compare')}?{'&'.join(f'row={key}' for key in keys)}"


def _sheet() -> str:
    own = Assignment.objects.filter(application__call__slug="punti-school", reviewer__email="natalia@demo.invalid")
    return own.order_by("pk")[0].get_absolute_url()


def _join_request() -> str:
    return JoinRequest.objects.get(organization__slug="casa-mare").get_absolute_url()


def _donors_list() -> str:
    return AwardList.objects.get(call__slug="punti-garden").get_absolute_url()


# Whose eyes, and where: an address of the public site, or what finds one in the workspace.
PLACES: dict[str, tuple[str, str | Callable[[], str]]] = {
    "profile": ("elena", lambda: reverse("organizations:profile", args=["casa-mare"])),
    "join": ("elena", _join_request),
    "alike": ("radu", lambda: reverse("organizations:duplicates")),
    "notices": ("elena", lambda: reverse("organizations:notices")),
    "builder": ("ion", _of_call("call_parts", "nights")),
    "call": ("visitor", "/calls/punti-steps/"),
    "answers": ("visitor", "/calls/punti-second/"),
    "amendment": ("ana", _of_call("call", "steps")),
    "two": ("dana", _note_of_two),
    "invited": ("dana", _of_application("application_step", "clubs", "casa-mare", "facts")),
    "sign": ("elena", _of_application("step_check", "second")),
    "receipt": ("elena", _of_application("receipt", "school")),
    "where": ("elena", _of_application("application", "school")),
    "list": ("ion", lambda: reverse("grants:applications")),
    "compare": ("ion", _compared),
    "desk": ("ion", _of_application("application", "school", "pas-cu-pas")),
    "shelf": ("ion", lambda: reverse("kernel:shelf")),
    "eligible": ("ion", _of_application("eligibility", "school")),
    "reviewers": ("ion", _of_call("assignments", "school")),
    "sheet": ("natalia", _sheet),
    "notes": ("ion", _of_call("note_selection", "clubs")),
    "ranking": ("ion", _of_call("ranking", "playground")),
    "meeting": ("radu", lambda: Meeting.objects.get(call__slug="punti-playground").get_absolute_url()),
    "decision": ("ion", _of_call("decision", "kitchen")),
    "donor": ("ion", _donors_list),
    "reserve": ("ion", _of_call("reserve", "workshop")),
    "letters": ("ion", _of_call("letters", "mobile")),
    "award": ("elena", _of_application("award", "mobile")),
    "points": ("elena", _of_application("feedback", "kitchen")),
    "appeal": (
        "galina",
        lambda: Appeal.objects.get(application__call__slug="punti-kitchen").get_absolute_url(),
    ),
    "result": ("visitor", "/calls/punti-first/"),
}


def way() -> list[Part]:
    """The parts of the second tour, in the reader's language; none before the story is told."""
    if not Appeal.objects.filter(application__call__slug="punti-kitchen").exists():
        return []
    return [Part(title, [_stop(key, *words) for key, *words in stops]) for title, stops in PARTS]


def _stop(key: str, title: str | Promise, text: str | Promise) -> Stop:
    seat, where = PLACES[key]
    return Stop(title, text, seat, f"{site()}{where}" if isinstance(where, str) else where())
