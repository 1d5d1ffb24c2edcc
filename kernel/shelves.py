"""What the shelf of a person needs of the floors above: who their colleagues are, and to be told when work is done."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth import get_user_model
from django.dispatch import Signal

from kernel.registries import Registry


@dataclass(frozen=True)
class Circle:
    """Groups of colleagues: `ids(user)` without a question to the database, `named(user)` as (id, name)."""

    name: str
    ids: Callable[[Any], list[int]] = field(repr=False)
    named: Callable[[Any], list[tuple[int, str]]] = field(repr=False)
    order: int = 100


circles: Registry[Circle] = Registry()

# Sent with `work` (an Export or a BatchRun) and `person` (a user) when something made in the background is over.
work_finished = Signal()


def circles_of(user: Any) -> list[int]:
    """The groups whose member `user` is."""
    return [key for circle in circles for key in circle.ids(user)]


def named_circles_of(user: Any) -> list[tuple[int, str]]:
    """The same with their names."""
    return [pair for circle in circles for pair in circle.named(user)]


def person_of(key: int) -> Any:
    """The person with this id, or None; somebody whose account is closed is nobody."""
    return get_user_model()._default_manager.filter(pk=key, is_active=True).first()
