"""Faults that must never be found in submitted applications; proved by `manage.py check_integrity`."""

from collections.abc import Iterable

from django.db.models import Prefetch

from grants.models import Application, ApplicationVersion, Clarification, ClarificationStatus, CopyPurpose
from grants.queries.applications.budgets import rows_of

# What a person wrote; words of the call and answers of authorities may change after an application came in.
SAME = ("title", "summary", "requested", "currency", "budget")


def content_that_does_not_count() -> Iterable[str]:
    """Applications whose rows are not the content of their last version, or whose moment is not that of its coming."""
    versions = Prefetch("versions", ApplicationVersion.objects.order_by("number"), to_attr="all_versions")
    rows = Application.objects.filter(versions__isnull=False).distinct().select_related("call").order_by("pk")
    for row in rows.prefetch_related(versions).iterator(chunk_size=200):
        last = row.all_versions[-1]
        if [each.number for each in row.all_versions] != list(range(1, last.number + 1)):
            yield f"{row.reference}: its versions are not numbered without a gap"
        wrong = [name for name in SAME if last.content[name] != _now(row)[name]]
        if _answers(row, last) != {each["question"]: each["value"] for each in last.content["answers"]}:
            wrong.append("answers")
        if sorted(row.files.values_list("document__sha256", flat=True)) != _digests(last):
            wrong.append("files")
        if wrong:
            yield f"{row.reference}: {', '.join(wrong)} differ from version {last.number}, which counts"
        came_in = [each.submitted_at for each in row.all_versions if each.kind != "clarification"]
        if row.submitted_at != came_in[-1]:
            yield f"{row.reference}: submitted_at is not the moment of its last version before the deadline"


def _now(row: Application) -> dict[str, object]:
    return {
        "title": row.title,
        "summary": row.summary,
        "requested": f"{row.requested:.2f}",
        "currency": row.currency,
        "budget": rows_of(row),
    }


def _answers(row: Application, last: ApplicationVersion) -> dict[int, object]:
    asked = {each["question"] for each in last.content["answers"]}
    given = dict(row.answers.filter(question__in=asked).values_list("question_id", "value"))
    return {question: given.get(question) for question in asked}


def _digests(version: ApplicationVersion) -> list[str]:
    return sorted(each["sha256"] for each in version.content["files"])


def clarifications_without_their_copy() -> Iterable[str]:
    """Open rounds in which nobody can write, because the copy that answers is missing."""
    rows = Clarification.objects.filter(status=ClarificationStatus.ASKED).exclude(
        application__working_copies__purpose=CopyPurpose.CLARIFICATION
    )
    for row in rows.select_related("application").order_by("pk"):
        yield f"{row.application.reference}: clarification {row.number} is open and nothing is open for its answer"
