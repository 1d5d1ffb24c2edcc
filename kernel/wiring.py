"""What the kernel hands to signals and registries."""

from datetime import timedelta
from typing import Any

from django.core.management import call_command
from django.db.models.signals import post_migrate
from django_tasks.signals import task_finished
from simple_history.signals import pre_create_historical_record

from kernel import clock
from kernel.append_only import install_after_migrate
from kernel.exports import sweep_exports
from kernel.tasking import Routine, retry_or_give_up, routines


def date_of_history(sender: Any, history_instance: Any, **kwargs: Any) -> None:
    """A version of a row is as old as the clock of the house says."""
    history_instance.history_date = clock.now()


def connect() -> None:
    """Connect them; called once, when the app is ready."""
    post_migrate.connect(install_after_migrate, dispatch_uid="append_only_triggers")
    pre_create_historical_record.connect(date_of_history, dispatch_uid="date_of_history")
    task_finished.connect(retry_or_give_up, dispatch_uid="retry_or_give_up")
    routines.add(Routine("expired_sessions", timedelta(days=1), lambda: call_command("clearsessions")))
    routines.add(Routine("exports", timedelta(hours=1), sweep_exports))
