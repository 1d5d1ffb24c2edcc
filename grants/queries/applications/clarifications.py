"""Answers about clarification rounds: what is open, which part of the form a key belongs to, how parts are called."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from grants.models import (
    Application,
    ApplicationStatus,
    Clarification,
    ClarificationStatus,
    CopyPurpose,
    Question,
)
from grants.queries.applications.standing import Standing
from grants.registries import application_steps
from kernel.refusals import NotNow

# While it stands here, staff may ask the applicant to clarify.
ASKABLE = (ApplicationStatus.SUBMITTED, ApplicationStatus.IN_REVIEW)


def open_round(application: Application) -> Clarification | None:
    """The round that waits for an answer, late or not; of a working copy, that of its application."""
    rows = Clarification.objects.filter(application_id=application.revises_id or application.pk)
    return rows.filter(status=ClarificationStatus.ASKED).select_related("asked_by").first()


def opened_parts(application: Application) -> Collection[str] | None:
    """The parts of the form that are open in this draft; None when all are.

    In the copy that answers a clarification only the parts that were asked about are; none once the round is over.
    """
    if application.purpose != CopyPurpose.CLARIFICATION:
        return None
    asked = open_round(application)
    return set(asked.parts) if asked is not None and asked.is_open else set()


def check_writable(copy: Application, parts: Collection[str]) -> None:
    """Refuse to write in a working copy whose application has gone on, or in a part that nobody asked about."""
    if copy.counted.status == ApplicationStatus.WITHDRAWN:
        raise NotNow(_("The application was withdrawn: what you typed was not saved, copy it first."))
    opened = opened_parts(copy)
    if opened is None:
        return
    if not opened:
        raise NotNow(_("The clarification is over or its last day has passed: what you typed was not saved."))
    if not parts or not set(parts) <= {*opened, "check"}:
        raise NotNow(_("Only the parts that the clarification asks about can be changed now."))


def parts_of(application: Application, keys: Iterable[str]) -> set[str]:
    """The steps of the form on which the given keys of a draft stand; one query when questions are among them."""
    wanted = set(keys)
    numbers = {int(key.removeprefix("question-")) for key in wanted if key.startswith("question-")}
    parts = {"budget" if key == "budget" else "facts" for key in wanted if not key.startswith("question-")}
    if numbers:
        found = Question.objects.filter(pk__in=numbers, section__call=application.call_id)
        parts |= {f"section-{section}" for section in found.values_list("section_id", flat=True)}
    return parts


def part_titles(application: Application) -> dict[str, str]:
    """Every part of the form of the call that can be opened, by name, in the order of the form; one query."""
    names = {"facts": _("The project in short")}
    names |= {f"section-{each.pk}": each.title for each in application.call.sections.filter(stage=application.stage)}
    names |= {step.name: str(step.title) for step in application_steps}
    return names | {"budget": _("Budget"), "files": _("Files"), "partner": _("Authority partner")}


def can_ask_now(application: Application, standing: Standing) -> bool:
    """Whether a round can be asked now: after the deadline, before the decision, and none is open."""
    return application.status in ASKABLE and application.is_past_deadline and standing.asked is None


def reply_url(standing: Standing) -> str:
    """Where the applicant answers the open round: its first open part; empty when nothing can be answered."""
    if standing.asked is None or not standing.asked.is_open or standing.reply is None:
        return ""
    first = standing.asked.parts[0]
    added = next((step for step in application_steps if step.name == first), None)
    if added is not None:
        return added.url_of(standing.reply)
    return reverse("grants:application_step", args=[standing.reply.reference, first])


@dataclass(frozen=True)
class RoundInWords:
    """A round with the names of the parts that were open for it."""

    round: Clarification
    parts: list[str]


def rounds_in_words(application: Application, standing: Standing) -> list[RoundInWords]:
    """The rounds of an application, the last first; one query when there are any."""
    if not standing.rounds:
        return []
    titles = part_titles(application)
    return [RoundInWords(each, [titles[part] for part in each.parts if part in titles]) for each in standing.rounds]
