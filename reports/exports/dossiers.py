"""Dossiers: everything about an application, or about a call with all its applications, as one archive.

What is in it follows from who asks: the applicant gets what their own page shows, staff also reviews and ranking.
Internal notes and labels are in none: a dossier is handed on.
"""

from collections.abc import Iterator, Mapping
from typing import IO, Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from grants.models import Application, Call, ThreadMessage
from grants.naming import committee_names, extension_of, plain_part
from grants.queries.applications.papers import version_paper
from grants.queries.applications.reading import reading_of
from grants.queries.awards.comments import cleared_comments
from grants.queries.awards.ranking import ranking_of
from grants.queries.reviews.results import reviews_of
from grants.tables.calls import ApplicationTable
from kernel import clock
from kernel.exports import Progress
from kernel.labels import label_of
from kernel.pdf import demo_mark, make_pdf
from kernel.spreadsheets import Heading, Sheet, write_workbook
from kernel.zipping import Packing, pieces_of
from organizations.models import Document, User

CHUNK = 200


def application_of(facts: Mapping[str, Any], user: User) -> Application | None:
    """The application of a dossier, if `user` may have it: its applicant, or staff who may read its ranking."""
    rows = Application.objects.visible_to(user).filter(pk=facts["application"], submitted_at__isnull=False)
    found = rows.select_related("call__programme__implementer", "organization").first()
    return found if found is not None and user.has_perm("grants.read_thread", found) else None


def call_of(facts: Mapping[str, Any], user: User) -> Call | None:
    """The call of a dossier, if `user` may read its ranking."""
    found = Call.objects.select_related("programme__implementer").filter(pk=facts["call"]).first()
    return found if found is not None and user.has_perm("grants.view_ranking", found) else None


def write_application(facts: Mapping[str, Any], user: User, file: IO[bytes], progress: Progress) -> None:
    """The dossier of one application."""
    application = application_of(facts, user)
    if application is None:
        raise Application.DoesNotExist
    progress.of(1)
    packing = Packing(file, application.submitted_at or clock.now())
    _pack(packing, application, user, "")
    packing.close()
    progress.step()


def write_call(facts: Mapping[str, Any], user: User, file: IO[bytes], progress: Progress) -> None:
    """The dossier of a call: a folder for each application that the person sees, all of them as tables, the ranking."""
    call = call_of(facts, user)
    if call is None:
        raise Call.DoesNotExist
    seen = Application.objects.visible_to(user).filter(call=call, submitted_at__isnull=False)
    rows = seen.select_related("call__programme__implementer", "organization").order_by("reference")
    keys = list(rows.values_list("pk", flat=True))
    progress.of(len(keys) + 1)
    packing = Packing(file, call.deadline_at)
    mark = demo_mark("en") if call.is_demo else ""
    table = ApplicationTable()
    packing.add_table("applications.csv", table.headings(), table.lines(rows.iterator(chunk_size=CHUNK)))
    sheet = Sheet(_("Applications"), table.headings(), table.lines(rows.iterator(chunk_size=CHUNK)))
    packing.add("applications.xlsx", pieces_of(write_workbook([sheet])))
    packing.add_table("ranking.csv", *_ranking(call), mark=mark)
    progress.step()
    for key in keys:
        application = rows.get(pk=key)
        _pack(packing, application, user, f"{application.reference}/")
        progress.step()
    packing.close()


def _pack(packing: Packing, application: Application, user: User, folder: str) -> None:
    mark = demo_mark("en") if application.is_demo else ""
    is_staff = user.has_perm("grants.view_ranking", application.call)
    versions = list(application.versions.order_by("number"))
    for version in versions:
        version.application = application
        paper = make_pdf(version_paper(version))
        packing.add(f"{folder}versions/{application.reference}_v{version.number}.pdf", [paper])
        if version is versions[-1]:
            packing.add(f"{folder}{application.reference}.pdf", [paper])
    packing.add_table(f"{folder}budget.csv", *_budget(application), mark=mark)
    files = application.files.select_related("document", "requirement", "question", "application__organization")
    attached = list(files.order_by("attached_at", "pk"))
    names = committee_names(attached)
    for each in attached:
        _add_document(packing, f"{folder}files/{names[each.pk]}", each.document)
    if is_staff:
        packing.add_table(f"{folder}reviews.csv", *_reviews(application), mark=mark)
    elif said := cleared_comments(application):
        lines = [[each.criterion, text] for each in said for text in each.texts]
        packing.add_table(f"{folder}comments.csv", [Heading(_("Criterion")), Heading(_("Comment"))], lines, mark=mark)
    if user.has_perm("grants.read_thread", application):
        _pack_thread(packing, application, folder, mark)


def _add_document(packing: Packing, path: str, document: Document) -> None:
    try:
        opened = document.file.open("rb")
    except FileNotFoundError:
        packing.add(f"{path}.missing.txt", [_("The file is not in the storage any more.").encode()])
        return
    packing.add(path, pieces_of(opened))


def _budget(application: Application) -> tuple[list[Heading], list[list[Any]]]:
    headings = [
        Heading(_("What")),
        Heading(_("Category")),
        Heading(_("Unit")),
        Heading(_("Quantity"), "number"),
        Heading(_("Price of a unit"), "money"),
        Heading(_("Amount"), "money"),
        Heading(_("Currency")),
        Heading(_("Source of money")),
        Heading(pgettext("contribution", "Form")),
    ]
    lines = [
        [
            line.description,
            label_of(line, "category"),
            line.unit,
            line.quantity,
            line.unit_price,
            line.amount,
            application.currency,
            label_of(line, "source"),
            label_of(line, "form"),
        ]
        for line in reading_of(application).budget
    ]
    return headings, lines


def _reviews(application: Application) -> tuple[list[Heading], list[list[Any]]]:
    headings = [
        Heading(_("Reviewer")),
        Heading(_("Conflict of interest")),
        Heading(_("Criterion")),
        Heading(_("Points"), "number"),
        Heading(_("Comment")),
    ]
    lines: list[list[Any]] = []
    for line in reviews_of(application):
        who = [str(line.assignment.reviewer), label_of(line.assignment, "conflict")]
        lines += [[*who, each.criterion.title, each.points, each.comment] for each in line.scores]
        if line.review is None:
            lines.append([*who, "", None, _("a review is missing")])
        elif line.review.comment:
            lines.append([*who, "", None, line.review.comment])
    return headings, lines


def _ranking(call: Call) -> tuple[list[Heading], Iterator[list[Any]]]:
    headings = [
        Heading(_("Rank"), "number"),
        Heading(_("Reference")),
        Heading(_("Organisation")),
        Heading(_("Requested"), "money"),
        Heading(_("Cumulated"), "money"),
        Heading(_("Currency")),
        Heading(_("Reviews missing"), "number"),
    ]
    lines = (
        [
            row.rank,
            row.application.reference,
            str(row.application.organization),
            row.application.requested,
            row.cumulated,
            call.currency,
            row.open_reviews,
        ]
        for row in ranking_of(call).rows
    )
    return headings, lines


def _pack_thread(packing: Packing, application: Application, folder: str, mark: str) -> None:
    rows = application.thread.select_related("written_by").prefetch_related("documents")
    messages: list[ThreadMessage] = list(rows.order_by("written_at", "pk"))
    if not messages:
        return
    headings = [Heading(_("Written on"), "moment"), Heading(_("Who")), Heading(_("Message")), Heading(_("Files"))]
    lines = []
    for number, message in enumerate(messages, 1):
        names = []
        for place, document in enumerate(message.documents.all(), 1):
            stem = plain_part(document.filename.rpartition(".")[0]) or "file"
            name = f"{number:03d}-{place}_{stem}.{extension_of(document.content_type, document.filename)}"
            _add_document(packing, f"{folder}messages/{name}", document)
            names.append(name)
        lines.append([message.written_at, str(message.written_by), message.text, ", ".join(names)])
    packing.add_table(f"{folder}messages.csv", headings, lines, mark=mark)
