"""The worker's part in a test: whatever waits in the queue is done."""

from django_tasks import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from kernel.tasking import BACKEND


def run_jobs(worker_id: str = "test-worker") -> list[DBTaskResult]:
    """Run the jobs that wait until none is ready now; returns them as they then are, in the order of their end."""
    worker = Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name=BACKEND,
        startup_delay=False,
        max_tasks=None,
        worker_id=worker_id,
        excluded_queue_names=[],
    )
    done = []
    while row := DBTaskResult.objects.ready().filter(backend_name=BACKEND).first():
        row.claim(worker_id)
        worker.run_task(row)
        row.refresh_from_db()
        done.append(row)
    return done


def failed_jobs() -> list[str]:
    """The exceptions of the jobs that failed for good."""
    rows = DBTaskResult.objects.filter(status=TaskResultStatus.FAILED)
    return list(rows.values_list("exception_class_path", flat=True))
