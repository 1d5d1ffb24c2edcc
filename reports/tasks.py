"""What waits for a person: the tasks that every floor registered, in the order in which they are due."""

from datetime import date

from kernel.asking import asking_once
from kernel.registries import Task, task_sources
from organizations.models import User


def waiting_for(user: User) -> list[Task]:
    """Every open task of `user`: those with a date first, the earliest on top; then the rest; calm ones last."""
    with asking_once():
        tasks = [task for source in task_sources for task in source.tasks_for(user)]
    return sorted(tasks, key=lambda task: (task.is_calm, task.due_on is None, task.due_on or date.max))
