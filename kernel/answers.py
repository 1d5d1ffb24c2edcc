"""What a page asked the database while it was made, and whether the database would answer the same now.

A page is made of nothing but its address, the tree of the site, the day and these answers: where all of them are the
same again, so is the page. docs/adr/0116-a-copy-asks-whether-it-still-holds.md has the reasons.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from decimal import Decimal
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import connection

# What a question may be asked with, so that it can be kept and put again.
PLAIN = (str, int, float, Decimal, date, time, timedelta, UUID, type(None))


@dataclass(frozen=True)
class Answered:
    """A question as it was put, and the digest of the rows that came back."""

    sql: str
    params: tuple[Any, ...]
    digest: bytes


@dataclass
class Heard:
    """What was asked within `listening`; `can_be_repeated` is False when something was written, or asked unplainly."""

    questions: list[tuple[str, tuple[Any, ...], Any]] = field(default_factory=list)
    can_be_repeated: bool = True

    @property
    def answers(self) -> tuple[Answered, ...]:
        """Each question with the digest of as many rows as were read of its answer."""
        return tuple(Answered(sql, params, rows.digest()) for sql, params, rows in self.questions)

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        """Django's hook around every question: notes it, and has its rows digested as they are read."""
        result = execute(sql, params, many, context)
        asked = tuple(params or ())
        if many or not sql.lstrip("( ").startswith("SELECT") or not all(isinstance(each, PLAIN) for each in asked):
            self.can_be_repeated = False
        else:
            rows = sha256()
            self.questions.append((sql, asked, rows))
            context["cursor"].cursor = _Overheard(context["cursor"].cursor, rows)
        return result


class _Overheard:
    """A cursor whose rows are digested as they are read."""

    def __init__(self, cursor: Any, rows: Any) -> None:
        self._cursor: Any = cursor._cursor if isinstance(cursor, _Overheard) else cursor
        self._rows = rows

    def __getattr__(self, name: str) -> Any:
        return getattr(self._cursor, name)

    def __iter__(self) -> Iterator[Any]:
        for row in self._cursor:
            _digest(self._rows, [row])
            yield row

    def fetchone(self) -> Any:
        row = self._cursor.fetchone()
        _digest(self._rows, [] if row is None else [row])
        return row

    def fetchmany(self, *size: int) -> Any:
        rows = self._cursor.fetchmany(*size)
        _digest(self._rows, rows)
        return rows

    def fetchall(self) -> Any:
        rows = self._cursor.fetchall()
        _digest(self._rows, rows)
        return rows


def _digest(into: Any, rows: Any) -> None:
    for row in rows:
        into.update(repr(tuple(row)).encode())


@contextmanager
def listening() -> Iterator[Heard]:
    """Notes what is asked of the database meanwhile."""
    heard = Heard()
    with connection.execute_wrapper(heard):
        yield heard


@contextmanager
def unheard() -> Iterator[None]:
    """Notes nothing meanwhile: what is made is kept by a version of its own."""
    around = connection.execute_wrappers
    connection.execute_wrappers = [each for each in around if not isinstance(each, Heard)]
    try:
        yield
    finally:
        connection.execute_wrappers = around


def still_hold(answers: tuple[Answered, ...]) -> bool:
    """Whether the database answers each question as it did, in their order; the first other answer ends it.

    A question that depended on an earlier answer is the same one as long as that answer is.
    """
    with connection.cursor() as cursor:
        for each in answers:
            cursor.execute(each.sql, each.params)
            rows = sha256()
            _digest(rows, cursor.fetchall())
            if rows.digest() != each.digest:
                return False
    return True
