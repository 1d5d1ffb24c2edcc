"""What the kernel hands to signals and registries."""

from datetime import timedelta

from django.core.management import call_command
from django.db.models.signals import post_migrate
from django_tasks.signals import task_finished

from kernel.append_only import install_after_migrate
from kernel.tasking import Routine, retry_or_give_up, routines


def connect() -> None:
    """Connect them; called once, when the app is ready."""
    post_migrate.connect(install_after_migrate, dispatch_uid="append_only_triggers")
    task_finished.connect(retry_or_give_up, dispatch_uid="retry_or_give_up")
    routines.add(Routine("expired_sessions", timedelta(days=1), lambda: call_command("clearsessions")))
