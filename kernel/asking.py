"""What several answers of one moment need is asked of the database once: within `asking_once`, and not kept beyond it.

docs/adr/0120-what-many-tasks-need-is-asked-once.md has the reasons.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, TypeVar

T = TypeVar("T")
_answers: ContextVar[dict[tuple[Any, Any], Any] | None] = ContextVar("answers", default=None)


@contextmanager
def asking_once() -> Iterator[None]:
    """Within, each question marked `asked_once` is asked once of each person; nothing may be changed meanwhile."""
    token = _answers.set({})
    try:
        yield
    finally:
        _answers.reset(token)


def asked_once(question: Callable[[Any], T]) -> Callable[[Any], T]:
    """A question about a person whose answer others share within `asking_once`; elsewhere it is asked each time.

    Whoever gets the answer does not change it.
    """

    @wraps(question)
    def asked(user: Any) -> T:
        answers = _answers.get()
        if answers is None:
            return question(user)
        key = (question, user.pk)
        if key not in answers:
            answers[key] = question(user)
        found: T = answers[key]
        return found

    return asked
