"""Work in the background: jobs that wait in the database for a worker, and routines that come round.

    @job(attempts=3)
    def build_workbook(programme_id: int) -> int: ...

    build_workbook.enqueue(programme.pk)

A job is enqueued in the transaction of the act, and vanishes with it. It may run twice (a worker can die after its last
line), so it must be idempotent. One that fails is tried again, later each time; a Refusal is an answer and is not. The
library knows neither attempts nor workers that die: both are here.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import models, transaction
from django.utils.module_loading import import_string
from django_tasks import TaskResult, TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from kernel import clock
from kernel.models import Heartbeat, RoutineRun
from kernel.refusals import Refusal
from kernel.registries import Registry

BACKEND = "queue"
ATTEMPTS = 3
BEAT_SECONDS = 10
DEAD_AFTER = timedelta(seconds=90)
KEPT_FOR = timedelta(days=30)
WAITS = (timedelta(seconds=30), timedelta(minutes=5), timedelta(hours=1))
logger = logging.getLogger(__name__)
_attempts: dict[str, int] = {}


class WorkerDied(Exception):
    """The worker of a job stopped to show signs of life, as often as the job may be tried."""


@dataclass(frozen=True)
class Routine:
    """Work that comes round by itself: `run()` is called once in each `every`, by one worker. It must be idempotent."""

    name: str
    every: timedelta
    run: Callable[[], object]
    order: int = 100


routines: Registry[Routine] = Registry()


def job(*, attempts: int = ATTEMPTS, priority: int = 0) -> Callable[[Callable[..., Any]], Any]:
    """Decorator: the function becomes a task of the queue, tried `attempts` times before it counts as failed."""

    def decorate(function: Callable[..., Any]) -> Any:
        made = task(backend=BACKEND, priority=priority)(function)
        _attempts[made.module_path] = attempts
        return made

    return decorate


def attempts_of(path: str) -> int:
    """How often the job at `path` may be tried."""
    return _attempts.get(path, ATTEMPTS)


def retry_or_give_up(sender: Any, task_result: TaskResult, **kwargs: Any) -> None:
    """`task_finished` receiver: a failed job goes back to the queue while it has attempts left."""
    if task_result.status != TaskResultStatus.FAILED:
        return
    row = DBTaskResult.objects.filter(pk=task_result.id, status=TaskResultStatus.FAILED).first()
    if row is None or _is_refusal(row.exception_class_path):
        return
    tried = len(row.worker_ids)
    if tried < attempts_of(row.task_path):
        logger.warning("Job %s failed and is tried again (%s).", row.task_path, tried)
        _put_back(row, WAITS[min(tried, len(WAITS)) - 1])
    else:
        logger.error("Job %s failed for good:\n%s", row.task_path, row.traceback)


def given_up(*jobs: Any) -> list[tuple[str, list[Any]]]:
    """Which of `jobs` failed for good, the latest first: the path of each and what it was called with.

    Known for as long as results are kept (KEPT_FOR).
    """
    paths = [each.module_path for each in jobs]
    failed = DBTaskResult.objects.filter(status=TaskResultStatus.FAILED, task_path__in=paths)
    rows = failed.order_by("-finished_at", "pk").values_list("task_path", "args_kwargs")
    return [(path, given["args"]) for path, given in rows]


def _is_refusal(path: str) -> bool:
    try:
        return issubclass(import_string(path), Refusal)
    except ImportError:
        return False


def _put_back(row: DBTaskResult, wait: timedelta) -> int:
    unchanged = DBTaskResult.objects.filter(pk=row.pk, status=row.status, worker_ids=row.worker_ids)
    changes = {"status": TaskResultStatus.READY, "run_after": clock.now() + wait}
    return unchanged.update(**changes, started_at=None, finished_at=None)


def beat(worker: str) -> None:
    """Say that `worker` lives now."""
    now = clock.now()
    if not Heartbeat.objects.filter(pk=worker).update(beat_at=now):
        Heartbeat.objects.update_or_create(worker=worker, defaults={"started_at": now, "beat_at": now})


def end(worker: str) -> None:
    """Say that `worker` ends by its own will."""
    Heartbeat.objects.filter(pk=worker).delete()


def living_workers() -> models.QuerySet[Heartbeat]:
    """The workers that showed a sign of life lately."""
    return Heartbeat.objects.filter(beat_at__gt=clock.now() - DEAD_AFTER).order_by("worker")


def sweep() -> int:
    """Put the jobs of dead workers back into the queue, or give them up after their last attempt; returns how many.

    Heartbeats of the dead are forgotten a day later, and results of jobs after KEPT_FOR.
    """
    now, swept = clock.now(), 0
    alive = set(living_workers().values_list("worker", flat=True))
    for row in DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING, backend_name=BACKEND).order_by("pk"):
        if not row.worker_ids or row.worker_ids[-1] in alive or (row.started_at and now - row.started_at < DEAD_AFTER):
            continue
        if len(row.worker_ids) < attempts_of(row.task_path):
            swept += _put_back(row, timedelta(0))
        else:
            with transaction.atomic():
                row = DBTaskResult.objects.select_for_update().get(pk=row.pk)  # noqa: PLW2901 - the same row, locked
                if row.status == TaskResultStatus.RUNNING:
                    row.set_failed(WorkerDied(f"{len(row.worker_ids)} workers died over this job."))
                    swept += 1
    Heartbeat.objects.filter(beat_at__lt=now - timedelta(days=1)).delete()
    DBTaskResult.objects.finished().filter(backend_name=BACKEND, finished_at__lt=now - KEPT_FOR).delete()
    return swept


def run_routines() -> list[str]:
    """Run the routines that are due and that no other worker has begun; returns their names.

    One that raises is logged and comes round again in its time.
    """
    begun = [each for each in routines if _begin(each)]
    for each in begun:
        try:
            each.run()
        except Exception:
            logger.exception("Routine %s failed.", each.name)
    return [each.name for each in begun]


def _begin(routine: Routine) -> bool:
    now = clock.now()
    _row, is_new = RoutineRun.objects.get_or_create(name=routine.name, defaults={"begun_at": now})
    if is_new:
        return True
    due = RoutineRun.objects.filter(name=routine.name, begun_at__lte=now - routine.every)
    return due.update(begun_at=now) == 1
