"""What follows submission in the registries: parts of the content, tasks, integrity of versions."""

from grants.carrying import ApplicationPart, application_parts
from grants.models import Answer, ApplicationBudgetLine, ApplicationFile
from grants.queries.applications import integrity, tasks
from kernel.registries import IntegrityCheck, TaskSource, integrity_checks, task_sources


def register() -> None:
    """Fill the registries with what an application consists of and what waits after it was submitted."""
    for name, rows in (
        ("answers", lambda owner: Answer.objects.filter(application=owner)),
        ("budget", lambda owner: ApplicationBudgetLine.objects.filter(application=owner)),
        ("files", lambda owner: ApplicationFile.objects.filter(application=owner)),
    ):
        application_parts.add(ApplicationPart(name, rows))
    for order, (name, source) in enumerate(
        (
            ("clarifications to answer", tasks.clarifications_for_applicant),
            ("changes not submitted", tasks.changes_for),
            ("choices among concept notes", tasks.selections_for),
            ("clarifications to follow", tasks.clarifications_for_staff),
        )
    ):
        task_sources.add(TaskSource(name, source, order=15 + order))
    integrity_checks.add(IntegrityCheck("what counts", integrity.content_that_does_not_count))
    integrity_checks.add(IntegrityCheck("clarifications", integrity.clarifications_without_their_copy))
