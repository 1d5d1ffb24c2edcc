"""What a list prints of the neighbours of its rows: their columns alone, carried by the row itself.

To make a thing of each neighbour of each row takes longer than to find them.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Coalesce, NullIf

from kernel.listing import field_at, written


@lru_cache(maxsize=1024)
def carried_as(reader: str) -> str:
    """Under which name a row carries what stands at the dotted path `reader`; an empty text for its own columns."""
    return reader.replace(".", "__") if "." in reader else ""


def carrying(queryset: models.QuerySet, readers: Iterable[str]) -> models.QuerySet:
    """`queryset` whose rows carry what stands at those of `readers` that lead to neighbours ("call.currency").

    A translated text is carried in the language of now.
    """
    paths = filter(None, map(carried_as, readers))
    return queryset.annotate(**{path: column_at(queryset.model, path) for path in paths})


def column_at(model: type[models.Model], path: str) -> Any:
    """The column at `path`; of a translated text what is read in the language of now, as `written` says."""
    found = field_at(model, path)
    if found is None:
        raise ValueError(f"{path} of {model.__name__} is no column: a row cannot carry it.")
    way = path[: path.rfind("__") + 2] if "__" in path else ""
    columns = [F(f"{way}{each}") for each in written(found[0].model, path.removeprefix(way))]
    if len(columns) == 1:
        return columns[0]
    return Coalesce(*(NullIf(each, Value("")) for each in columns), output_field=models.TextField())
