"""Files that this floor makes in the background: dossiers, and the workbook of a project with many figures."""

from collections.abc import Mapping
from typing import IO, Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grants.models import Application, Call, Programme
from kernel.batches import BatchAct, batch_acts
from kernel.exports import ExportKind, Progress, ask_export, export_kinds
from kernel.models import Export
from kernel.registries import Section, sections
from kernel.requests import PersonRequest
from kernel.zipping import pieces_of
from organizations.models import User
from reports.exports.dossiers import application_of, call_of, write_application, write_call
from reports.exports.workbook import programme_workbook, workbook_name
from reports.menu import follows_programmes

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def programme_of(facts: Mapping[str, Any], user: User) -> Programme | None:
    """The project of a workbook, if `user` runs or funds it."""
    if not follows_programmes(user):
        return None
    return Programme.objects.visible_to(user).filter(pk=facts["programme"]).first()


def write_programme(facts: Mapping[str, Any], user: User, file: IO[bytes], progress: Progress) -> None:
    """The workbook that the dashboard links to."""
    programme = programme_of(facts, user)
    if programme is None:
        raise PermissionDenied
    progress.of(1)
    for piece in pieces_of(programme_workbook(programme, reader=user)):
        file.write(piece)
    progress.step()


def ask_application(application: Application, *, by: User) -> Export:
    """Have the dossier of an application made; refused for whoever may not have it."""
    title = _("Dossier of application %(reference)s") % {"reference": application.reference}
    facts = {"application": application.pk}
    return ask_export("application_dossier", facts, by=by, title=title, is_demo=application.is_demo)


def ask_call(call: Call, *, by: User) -> Export:
    """Have the dossier of a call made; refused for whoever may not have it."""
    title = _("Dossier of call %(reference)s") % {"reference": call.reference}
    return ask_export("call_dossier", {"call": call.pk}, by=by, title=title, is_demo=call.is_demo)


def ask_workbook(programme: Programme, *, by: User) -> Export:
    """Have the workbook of a project made."""
    title = _("Workbook of project %(code)s") % {"code": programme.code}
    return ask_export("workbook", {"programme": programme.pk}, by=by, title=title, is_demo=programme.is_demo)


def application_section(application: Application, request: PersonRequest) -> dict[str, Any] | None:
    """The button, for whoever may have the dossier."""
    user: Any = request.user
    may = application.submitted_at is not None and user.has_perm("grants.read_thread", application)
    return {"reference": application.reference} if may else None


def call_section(call: Call, request: PersonRequest) -> dict[str, Any] | None:
    """The button, for staff once the call has been published."""
    user: Any = request.user
    may = call.published_at is not None and user.has_perm("grants.view_ranking", call)
    return {"reference": call.reference} if may else None


def _dossier_row(application: Application, facts: Mapping[str, Any], by: User) -> None:
    ask_application(application, by=by)


def register() -> None:
    """Fill the registries; called once, when the system starts."""
    export_kinds.add(
        ExportKind(
            "application_dossier",
            may=lambda facts, user: application_of(facts, user) is not None,
            write=write_application,
            filename=lambda facts: f"{Application.objects.get(pk=facts['application']).reference}.zip",
        )
    )
    export_kinds.add(
        ExportKind(
            "call_dossier",
            may=lambda facts, user: call_of(facts, user) is not None,
            write=write_call,
            filename=lambda facts: f"{Call.objects.get(pk=facts['call']).reference}.zip",
        )
    )
    export_kinds.add(
        ExportKind(
            "workbook",
            may=lambda facts, user: programme_of(facts, user) is not None,
            write=write_programme,
            filename=lambda facts: workbook_name(Programme.objects.get(pk=facts["programme"])),
            content_type=XLSX,
        )
    )
    for place, context in (("application", application_section), ("call", call_section)):
        sections.add(Section(f"{place}_dossier", place, f"reports/parts/{place}_dossier.html", context, order=90))
    batch_acts.add(
        BatchAct(
            "dossier",
            "applications",
            gettext_lazy("Have the dossier of each made"),
            rows=Application.objects.visible_to,
            shown_to=lambda user: user.has_perm("grants.list_calls_as_staff"),
            act=_dossier_row,
            text=gettext_lazy("The files appear on your shelf one after another; you get a message for each."),
            order=60,
        )
    )
