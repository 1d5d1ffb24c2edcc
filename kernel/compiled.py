"""Questions to the database that are written as SQL once and asked often: only their values change from time to time.

To put a question together and to write it as SQL costs more than its answer where a page asks twenty small ones.
"""

from collections.abc import Callable, Hashable
from copy import copy
from dataclasses import dataclass
from functools import wraps
from typing import Any, Self, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import BooleanField, Func, Q, QuerySet, Value
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler
from django.utils.translation import get_language

Row = TypeVar("Row")


class Told(Value):
    """The place of a value that is told when the question is asked: a whole number, a text, or a list of keys."""

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        """A place, and this object where its value will stand."""
        return "%s", [self]


class Among(Func):
    """Whether the column at a path holds one of the keys that are told: `filter(Among("agreement", keys))`.

    However many they are, the question stays the same; with a list of places it would be another for each length.
    """

    output_field = BooleanField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, Any]:
        """`column = ANY(keys)`."""
        return self._written(compiler, "{} = ANY(string_to_array({}, ',')::bigint[])")

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, Any]:
        """`column IN (keys)`."""
        return self._written(compiler, "{} IN (SELECT value FROM json_each('[' || {} || ']'))")

    def _written(self, compiler: Any, template: str) -> tuple[str, Any]:
        column, keys = (compiler.compile(each) for each in self.source_expressions)
        return f"({template.format(column[0], keys[0])})", (*column[1], *keys[1])


class _Query(Query):
    """One that has its SQL already. It is asked as it is: to narrow it would be lost, so it is refused."""

    ready: SQLCompiler

    @classmethod
    def of(cls, query: Query, ready: SQLCompiler) -> Self:
        """`query` itself, not a copy of its parts: nobody changes them."""
        made = cls.__new__(cls)
        made.__dict__ = {**query.__dict__, "ready": ready}
        return made

    def get_compiler(self, using: Any = None, connection: Any = None, elide_empty: bool = True) -> SQLCompiler:
        return self.ready

    def chain(self, klass: Any = None) -> Any:
        raise TypeError("A compiled question is asked as it is.")


def among(path: str, keys: Any) -> Q:
    """Whether `path` leads to one of `keys`, which are at hand or will be told."""
    return Q(Among(path, keys)) if isinstance(keys, Told) else Q(**{f"{path}__in": keys})


@dataclass(frozen=True)
class _Compiled:
    question: QuerySet[Any]
    compiler: SQLCompiler
    sql: str
    params: tuple[Any, ...]
    converters: dict[int, Any]

    @classmethod
    def of(cls, question: QuerySet[Any]) -> Self:
        compiler = question.query.get_compiler(using=question.db)
        try:
            sql, params = compiler.as_sql()
        except EmptyResultSet:
            return cls(question, compiler, "", (), {})
        read = [expression for expression, _sql, _alias in compiler.select[: compiler.col_count]]
        return cls(question, compiler, sql, tuple(params), compiler.get_converters(read))

    def rows(self, told: dict[str, Any]) -> list[Any]:
        values = {name: _text(value) for name, value in told.items()}
        params = tuple(values[each.value] if isinstance(each, Told) else each for each in self.params)
        compiler: Any = copy(self.compiler)
        compiler.connection = connections[compiler.using]  # each thread has its own
        compiler.as_sql = lambda *_args, **_more: (self.sql, params)
        compiler.get_converters = lambda _read: self.converters
        asked: Any = object.__new__(type(self.question))
        asked.__dict__ = {**self.question.__dict__, "_query": _Query.of(self.question.query, compiler)}
        return list(asked)


def _text(value: Any) -> Any:
    """`value` as the database is told it: keys stand in one text, which both databases take apart."""
    return ",".join(map(str, value)) if isinstance(value, list) else value


def compiled(question: Callable[..., QuerySet[Any, Row]]) -> Callable[..., list[Row]]:
    """`question` with its SQL written once for each language and for each shape; who asks gets the rows.

    What is given by position shapes the question and must be hashable: is the person of staff? What is given by name
    is a value in it, a whole number or a text; `question` gets a place in its stead and can only compare with it. A
    list of whole numbers is compared by `Among`.
    A question must hold no moment, no person and no setting but by these two ways.
    """
    kept: dict[Hashable, _Compiled] = {}

    @wraps(question)
    def ask(*shape: Hashable, **told: Any) -> list[Row]:
        key = (get_language(), *shape)
        if key not in kept:
            kept[key] = _Compiled.of(question(*shape, **{name: Told(name) for name in told}))
        return kept[key].rows(told)

    return ask
