"""What is written about applications: its part of the application's page, tasks, files and acts on many rows."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import QuerySet, Value
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from grants.models import Application, ApplicationLabel, Note, ThreadMessage, Voice
from grants.queries.applications.messages import waiting_for
from grants.rules.calls import RUNS_CALLS
from grants.rules.stakes import stakes_anywhere
from kernel import clock, formatting
from kernel.compiled import compiled
from kernel.folding import fold
from kernel.registries import MenuEntry, Section, Task, TaskSource, menu, sections, task_sources
from kernel.requests import PersonRequest
from organizations.models import CSO_ROLES, Document
from organizations.notices import NoticeKind, notice_kinds
from organizations.queries.memberships import organizations_where
from organizations.registries import DocumentReader, document_readers, tell

SENTENCES = {
    "label_added": _("Label put on"),
    "label_removed": _("Label taken off"),
    "message_template_saved": _("Message template saved"),
    "message_written": _("Message written"),
    "note_changed": _("Internal note changed"),
    "note_written": _("Internal note written"),
}
# Notices that people may have less often; what is not here tells of a date, a decision or a task, and comes at once.
KINDS = (
    ("messages", _("Messages about applications"), ("message_written",)),
    (
        "applications",
        _("News of applications: withdrawn, confirmed by a partner"),
        ("application_withdrawn", "confirmation_answered"),
    ),
    ("awards", _("Answers of organisations to awards"), ("award_accepted", "award_declined")),
    (
        "agreements",
        _("Steps of agreements that need nothing of me"),
        ("agreement_accepted", "agreement_signed", "agreement_activated", "agreement_resumed", "tranche_released"),
    ),
    ("rates", _("Imports of exchange rates"), ("rates_imported", "rates_tried")),
)
MOST_TASKS = 20
# Beside the two voices of a thread.
NOTE, LABEL = "note", "label"


@compiled
def _lines(with_notes: bool, *, application: Any) -> QuerySet:
    """What was written: by whom, when, its key, and the text of a label; for staff the notes and labels as well."""
    messages = ThreadMessage.objects.filter(application=application).order_by()
    rows = messages.values_list("side", "written_at", "pk", Value(""))
    if not with_notes:
        return rows
    notes = Note.objects.filter(application=application).order_by()
    labels = ApplicationLabel.objects.filter(application=application).order_by()
    return rows.union(
        notes.values_list(Value(NOTE), "written_at", "pk", Value("")),
        labels.values_list(Value(LABEL), "added_at", "pk", "label__name"),
        all=True,
    )


def correspondence(application: Application, request: PersonRequest) -> dict[str, Any] | None:
    """The messages of an application, and for staff how many notes and which labels it has."""
    user: Any = request.user
    keeps_notes = user.has_perm("grants.keep_notes", application)
    if not keeps_notes and not user.has_perm("grants.read_thread", application):
        return None
    lines = _lines(keeps_notes, application=application.pk)
    thread = sorted((at, key, side) for side, at, key, _text in lines if side not in {NOTE, LABEL})
    facts: dict[str, Any] = {
        "application": application,
        "count": len(thread),
        "last": thread[-1][0] if thread else None,
        "is_unanswered": bool(thread) and thread[-1][2] == Voice.APPLICANT,
        "keeps_notes": keeps_notes,
    }
    if keeps_notes:
        facts["labels"] = sorted((text for side, _at, _key, text in lines if side == LABEL), key=fold)
        facts["notes"] = sum(side == NOTE for side, _at, _key, _text in lines)
    return facts


def _day(application: Application) -> str:
    language = get_language() or settings.LANGUAGE_CODE
    return formatting.day(clock.day_of(application.last_at), language)  # type: ignore[attr-defined]


def message_tasks(user: Any) -> Iterable[Task]:
    """Messages of the other side that nobody of one's own has read; three queries at most."""
    staff, own = organizations_where(user, *RUNS_CALLS), organizations_where(user, *CSO_ROLES)
    if not staff and not own:
        return
    seen = Application.objects.concerning(user).exclude(pk__in=stakes_anywhere(user).shut).only("reference", "title")
    for side, rows in (
        (Voice.STAFF, seen.filter(call__programme__implementer__in=staff) if staff else None),
        (Voice.APPLICANT, seen.filter(organization__in=own) if own else None),
    ):
        for application in waiting_for(side, rows)[:MOST_TASKS] if rows is not None else ():
            yield Task(
                title=_("A message about %(reference)s") % {"reference": application.reference},
                detail=_("%(title)s: not answered since %(day)s")
                % {"title": application.title, "day": _day(application)},
                url=reverse("grants:thread", args=[application.reference]),
                label=_("Read and answer"),
            )


def reads_thread_file(document: Document, user: Any) -> bool:
    """May read the thread in which the document was sent."""
    for message in ThreadMessage.objects.filter(documents=document).select_related("application__call__programme"):
        if user.has_perm("grants.read_thread", message.application):
            return True
    return False


def writes_templates(user: Any) -> bool:
    """Prepares calls for some implementer."""
    return bool(organizations_where(user, *RUNS_CALLS))


def register() -> None:
    """Fill the registries with threads, notes and labels."""
    menu.add(
        MenuEntry(
            "message_templates",
            _("Message templates"),
            "grants:message_templates",
            writes_templates,
            order=48,
            group="calls",
        )
    )
    sections.add(
        Section(
            "correspondence",
            "application",
            "grants/applications/parts/correspondence.html",
            correspondence,
            order=10,
        )
    )
    task_sources.add(TaskSource("messages", message_tasks, order=29))
    document_readers.add(DocumentReader("thread", reads_thread_file))
    for order, (name, label, emails) in enumerate(KINDS):
        notice_kinds.add(NoticeKind(name, label, emails, order=100 + order))
    tell(SENTENCES)
