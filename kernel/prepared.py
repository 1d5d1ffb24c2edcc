"""Questions to the database that are put together once and asked often: that costs as much as a short answer.

And parts of a stored body: what is not printed is neither sent nor read.
"""

from collections.abc import Callable
from functools import cache, wraps
from typing import Any, TypeVar

from django.db.models import Func, JSONField, QuerySet
from django.utils.translation import get_language

Asked = TypeVar("Asked", bound=QuerySet[Any])


def prepared(question: Callable[[], Asked]) -> Callable[[], Asked]:
    """`question` put together once for each language; who asks gets a copy of it, which has no answers yet.

    For questions that hold no moment and no person: those are added to the copy.
    """

    @cache
    def in_language(language: str | None) -> Asked:
        return question()

    @wraps(question)
    def copy() -> Asked:
        return in_language(get_language()).all()

    return copy


class Without(Func):
    """A stored JSON object without `keys`, which are words of the code."""

    output_field = JSONField()

    def __init__(self, body: Any, *keys: str) -> None:
        super().__init__(body)
        self.keys = keys

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, Any]:
        """`body - '{key,key}'`: all of them in one pass, which costs less than to send the whole."""
        sql, params = compiler.compile(self.source_expressions[0])
        return f"({sql} - '{{{','.join(self.keys)}}}'::text[])", params

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, Any]:
        """`json_remove(body, '$.key', '$.key')`."""
        sql, params = compiler.compile(self.source_expressions[0])
        cuts = ", ".join(f"'$.{key}'" for key in self.keys)
        return f"json_remove({sql}, {cuts})", params
