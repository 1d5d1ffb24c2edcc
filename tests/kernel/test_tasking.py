"""Jobs: done once, tried again, taken over from dead workers; routines: once in their time."""

import logging
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import transaction
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from kernel import clock, tasking
from kernel.heart import Heart
from kernel.models import Counter, Heartbeat
from kernel.registries import Registry
from tests.database import run_together
from tests.jobs import failed_jobs, run_jobs
from tests.kernel.sample_jobs import count, fail, refuse

NOON = datetime(2026, 11, 23, 10, tzinfo=UTC)
LATER = timedelta(seconds=91)


@pytest.mark.django_db
def test_job_waits_for_a_worker_and_is_done_once() -> None:
    count.enqueue("a")
    assert not Counter.objects.exists()
    assert [row.return_value for row in run_jobs()] == [1]
    assert run_jobs() == []
    assert Counter.objects.get().last == 1


@pytest.mark.django_db(transaction=True)
def test_job_of_a_refused_act_is_never_done() -> None:
    with transaction.atomic():
        count.enqueue("a")
        transaction.set_rollback(True)
    assert run_jobs() == []


@pytest.mark.django_db
def test_failed_job_is_tried_again_later_and_given_up_after_its_attempts(caplog) -> None:
    caplog.set_level(logging.CRITICAL)
    fail.enqueue()
    (row,) = run_jobs()
    assert (row.status, len(row.worker_ids)) == (TaskResultStatus.READY, 1)
    assert row.run_after > clock.now()
    assert run_jobs() == []
    DBTaskResult.objects.update(run_after=clock.now() - LATER)
    (row,) = run_jobs()
    assert (row.status, len(row.worker_ids)) == (TaskResultStatus.FAILED, 2)
    assert failed_jobs() == ["builtins.LookupError"]


@pytest.mark.django_db
def test_refused_job_is_not_tried_again() -> None:
    refuse.enqueue()
    (row,) = run_jobs()
    assert row.status == TaskResultStatus.FAILED
    assert failed_jobs() == ["kernel.refusals.Refusal"]


def killed(worker: str = "dead", times: int = 1) -> DBTaskResult:
    """A job whose workers were killed while they did it."""
    count.enqueue("a")
    row = DBTaskResult.objects.get()
    for _time in range(times):
        row.claim(worker)
    return row


@pytest.mark.django_db
def test_job_of_a_dead_worker_is_done_by_another() -> None:
    row = killed()
    with clock.at(row.started_at + LATER):
        assert tasking.sweep() == 1
        assert tasking.sweep() == 0
    DBTaskResult.objects.update(run_after=row.enqueued_at)
    assert [each.return_value for each in run_jobs("other")] == [1]
    assert DBTaskResult.objects.get().worker_ids == ["dead", "other"]


@pytest.mark.django_db
def test_job_of_a_living_worker_is_left_alone() -> None:
    row = killed()
    with clock.at(row.started_at + LATER):
        tasking.beat("dead")
        assert tasking.sweep() == 0


@pytest.mark.django_db
def test_job_that_has_just_begun_is_left_alone() -> None:
    row = killed()
    with clock.at(row.started_at + timedelta(seconds=1)):
        assert tasking.sweep() == 0


@pytest.mark.django_db
def test_job_that_kills_every_worker_is_given_up() -> None:
    row = killed(times=3)
    with clock.at(row.started_at + LATER):
        assert tasking.sweep() == 1
    assert failed_jobs() == ["kernel.tasking.WorkerDied"]


@pytest.mark.django_db
def test_old_results_and_old_heartbeats_are_forgotten() -> None:
    count.enqueue("a")
    run_jobs()
    tasking.beat("old")
    with clock.at(clock.now() + timedelta(days=31)):
        tasking.sweep()
    assert not DBTaskResult.objects.exists()
    assert not Heartbeat.objects.exists()


@pytest.mark.django_db
def test_worker_lives_as_long_as_it_beats() -> None:
    with clock.at(NOON):
        tasking.beat("a")
    with clock.at(NOON + timedelta(seconds=80)):
        tasking.beat("b")
    with clock.at(NOON + LATER):
        assert [each.worker for each in tasking.living_workers()] == ["b"]
        tasking.end("b")
        assert not tasking.living_workers().exists()


@pytest.fixture
def routines(monkeypatch) -> list[str]:
    """A daily routine that notes its runs, and one that raises."""
    runs: list[str] = []
    registry: Registry[tasking.Routine] = Registry()
    registry.add(tasking.Routine("broken", timedelta(days=1), lambda: runs[99], order=1))
    registry.add(tasking.Routine("daily", timedelta(days=1), lambda: runs.append("daily"), order=2))
    monkeypatch.setattr(tasking, "routines", registry)
    return runs


@pytest.mark.django_db
def test_routine_runs_once_in_its_time_and_a_broken_one_stops_no_other(routines, caplog) -> None:
    caplog.set_level(logging.CRITICAL)
    for hours in (0, 1, 23, 24, 30, 49):
        with clock.at(NOON + timedelta(hours=hours)):
            tasking.run_routines()
    assert routines == ["daily"] * 3


def test_routine_is_begun_by_one_of_two_workers(transactional_db, routines, caplog) -> None:
    caplog.set_level(logging.CRITICAL)
    run_together(tasking.run_routines, tasking.run_routines)
    assert routines == ["daily"]


def test_worker_command_does_the_jobs_and_takes_its_heartbeat_with_it(transactional_db, capsys) -> None:
    for _time in range(3):
        count.enqueue("a")
    call_command("worker", batch=True, interval=0.01)
    assert Counter.objects.get().last == 3
    assert not Heartbeat.objects.exists()


def test_heart_shows_the_worker_alive_and_sweeps(transactional_db) -> None:
    row = killed()
    DBTaskResult.objects.update(started_at=row.started_at - LATER)
    heart = Heart("alive", interval=0.01)
    heart.start()
    while not DBTaskResult.objects.filter(status=TaskResultStatus.READY).exists():
        assert heart.is_alive()
    heart.stop()
    assert [each.worker for each in tasking.living_workers()] == ["alive"]
