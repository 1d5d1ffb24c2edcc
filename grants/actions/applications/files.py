"""Acts on the files of a draft: stored at once when chosen, attached to their place, removed."""

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from grants.actions.applications.drafts import locked_draft, touch
from grants.models import Application, ApplicationFile, Question, QuestionKind, ReplacedFile, RequiredDocument
from grants.queries.applications.limits import file_fault
from kernel import clock
from kernel.refusals import Refusal
from organizations.actions.activity import record
from organizations.actions.documents import attach, store_upload
from organizations.models import User

MOST_FILES = 60


@transaction.atomic
def attach_file(
    application: Application,
    file: UploadedFile,
    *,
    by: User,
    question: Question | None = None,
    requirement: RequiredDocument | None = None,
    replaces: ApplicationFile | None = None,
) -> ApplicationFile:
    """Store `file` and attach it: in answer to a question, to a requirement of the call, or of its own accord.

    A file for a requirement takes the place of the one that was there, and with `replaces` that of a given one; what
    was replaced stays in the history of the draft. Refuses a file that its content forbids.
    """
    row = locked_draft(application, by=by, parts=["files"])
    if question is not None and (question.kind != QuestionKind.FILE or question.section.call_id != row.call_id):
        raise Refusal(_("This question does not ask for a file."))
    if requirement is not None and requirement.call_id != row.call_id:
        raise Refusal(_("This document is not asked for by the call."))
    if replaces is not None and replaces.application_id != row.pk:
        raise Refusal(_("This file belongs to another application."))
    if replaces is not None:
        question, requirement = replaces.question, replaces.requirement
    if row.files.count() >= MOST_FILES and replaces is None:
        reason = ngettext(
            "An application holds at most %(most)d file: remove one first.",
            "An application holds at most %(most)d files: remove one first.",
            MOST_FILES,
        )
        raise Refusal(reason % {"most": MOST_FILES})
    _check_limits(row, file, question, replaces)
    document = store_upload(file, by=by, organization=row.organization)
    attach(document, by=by)
    if requirement is not None:
        _put_away(row.files.filter(requirement=requirement), by=by)
    elif replaces is not None:
        _put_away(row.files.filter(pk=replaces.pk), by=by)
    attached = ApplicationFile.objects.create(
        application=row,
        document=document,
        question=question,
        requirement=requirement,
        attached_at=clock.now(),
        attached_by=by,
    )
    touch(row, by=by)
    record("application_file_attached", row.counted, by=by, organization=row.organization, sha256=document.sha256)
    return attached


def _check_limits(
    row: Application, file: UploadedFile, question: Question | None, replaces: ApplicationFile | None
) -> None:
    """Refuse a file that passes what its question takes."""
    if question is None:
        return
    there = row.files.filter(question=question)
    others = (there.exclude(pk=replaces.pk) if replaces else there).count()
    if fault := file_fault(question, str(file.name), file.size or 0, others):
        raise Refusal(fault)


@transaction.atomic
def remove_file(attached: ApplicationFile, *, by: User) -> Application:
    """Take a file out of a draft. The organisation keeps the document itself, and the draft its history."""
    row = locked_draft(attached.application, by=by, parts=["files"])
    digest = attached.document.sha256
    _put_away(row.files.filter(pk=attached.pk), by=by)
    touch(row, by=by)
    record("application_file_removed", row.counted, by=by, organization=row.organization, sha256=digest)
    return row


def _put_away(files: QuerySet[ApplicationFile], *, by: User) -> None:
    """Move files into the history of their draft."""
    now = clock.now()
    for file in files.select_related("document", "question", "requirement", "attached_by"):
        ReplacedFile.objects.create(
            application_id=file.application_id,
            document=file.document,
            question=file.question,
            requirement=file.requirement,
            attached_at=file.attached_at,
            attached_by=file.attached_by,
            replaced_at=now,
            replaced_by=by,
        )
        file.delete()
