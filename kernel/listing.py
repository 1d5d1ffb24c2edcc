"""Long lists: a total order, and pages of it that cost the same wherever they lie."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import F
from django.db.models.expressions import OrderBy
from django.db.models.lookups import IsNull
from modeltranslation.utils import get_language, resolution_order

PAGE_SIZE = 50

Rows = Callable[[models.QuerySet, list[Any]], Iterable[Any]]


@dataclass(frozen=True)
class ListedPage:
    """One page of a list: its rows, its number of `pages`, and how many rows (`count`) the whole list has."""

    rows: Sequence[Any]
    number: int
    pages: int
    count: int
    size: int = PAGE_SIZE

    @property
    def first(self) -> int:
        """The number of the first row on the page, counted from 1; 0 on an empty list."""
        return (self.number - 1) * self.size + 1 if self.count else 0

    @property
    def last(self) -> int:
        """The number of the last row on the page."""
        return min(self.number * self.size, self.count)

    @property
    def near(self) -> list[int | None]:
        """Page numbers worth a link: the first, the last and those near this one; None stands for a gap."""
        wanted = sorted({1, self.pages, *range(max(1, self.number - 2), min(self.pages, self.number + 2) + 1)})
        shown: list[int | None] = []
        for number in wanted:
            if shown and shown[-1] is not None and number - shown[-1] > 1:
                shown.append(None)
            shown.append(number)
        return shown


def field_at(model: type[models.Model], path: str) -> tuple[models.Field, str, bool] | None:
    """The column at `path` (`agreement__organization__name`) with its full path, and whether it may be null on the way.

    A translated title stands for its Romanian column. None when the path leads to no column.
    """
    steps, is_null = path.split("__"), False
    here: type[models.Model] | None = model
    field: Any = None
    for place, step in enumerate(steps):
        if here is None:
            return None
        try:
            field = here._meta.get_field(step)
        except FieldDoesNotExist:
            return None
        if not getattr(field, "concrete", False) or field.many_to_many:
            return None
        if place == len(steps) - 1 and f"{step}_ro" in {each.name for each in here._meta.fields}:
            steps[-1] = f"{step}_ro"
        is_null = is_null or field.null
        here = field.related_model
    return field, "__".join(steps), is_null


def order(queryset: models.QuerySet, *paths: str) -> models.QuerySet:
    """`queryset` ordered by `paths` ("-amount") with empty values last, and by key at the end: a total order.

    Without paths the order of the queryset or of its model stays, made total. That a column is empty is a term of its
    own before it: SQLite takes no NULLS LAST into an index, and both databases walk along an index that has this term.
    """
    if not paths:
        kept = list(queryset.query.order_by) or list(queryset.model._meta.ordering)
        is_total = any(str(each).lstrip("-") in {"pk", "id"} for each in kept)
        return (
            queryset
            if is_total and queryset.query.order_by
            else queryset.order_by(*kept, *([] if is_total else ["pk"]))
        )
    terms: list[OrderBy | str] = []
    for path in paths:
        is_down = path.startswith("-")
        found = field_at(queryset.model, path.lstrip("-"))
        name = F(found[1] if found else path.lstrip("-"))
        if found is not None and found[2]:
            terms.append(IsNull(name, True).asc())
        nulls = {} if found else {"nulls_last": True}  # of a figure, which two terms would compute twice
        terms.append(name.desc(**nulls) if is_down else name.asc(**nulls))
    return queryset.order_by(*terms, "-pk" if paths[-1].startswith("-") else "pk")


def in_languages(*paths: str) -> tuple[str, ...]:
    """The columns in every language of the texts at `paths`: for `only`. A text is read in these alone."""
    return tuple(f"{path}_{code}" for path in paths for code, _name in settings.LANGUAGES)


def written(model: type[models.Model], name: str) -> tuple[str, ...]:
    """The columns in which a text may be read, the language of now first: the first that is not empty is what counts.

    The column itself, of a text that is not translated.
    """
    columns = {each.name for each in model._meta.fields}
    here = tuple(f"{name}_{code}" for code in resolution_order(get_language()))
    return here if columns.issuperset(here) else (name,)


def own(model: type[models.Model], path: str = "") -> tuple[str, ...]:
    """The columns of `model` itself, or of the neighbour at `path`: for `only`, where of others little is read."""
    return tuple(f"{path}__{field.name}" if path else field.name for field in model._meta.concrete_fields)


def counted_once(queryset: models.QuerySet) -> models.QuerySet:
    """`queryset` such that a sum over it takes every row once: joins to many and `distinct` become a set of keys."""
    joins = (getattr(each, "join_field", None) for each in queryset.query.alias_map.values())
    is_many = any(join is not None and (join.one_to_many or join.many_to_many) for join in joins)
    if not is_many and not queryset.query.distinct:
        return queryset.order_by()
    return queryset.model._base_manager.filter(pk__in=queryset.order_by().values("pk"))


def with_keys(queryset: models.QuerySet, keys: list[Any]) -> models.QuerySet:
    """The rows with `keys`, which `queryset` found: what narrowed it is asked again only where more is read by it."""
    reads_more = (
        queryset.query.annotations or queryset.query.select_related or queryset._prefetch_related_lookups  # type: ignore[attr-defined]  # Django keeps them there
    )
    rows = queryset.order_by() if reads_more else type(queryset)(queryset.model, using=queryset.db)
    return rows.filter(pk__in=keys)


def page_of(
    queryset: models.QuerySet,
    number: object,
    size: int = PAGE_SIZE,
    *,
    rows: Rows | None = None,
    count: int | None = None,
) -> ListedPage:
    """The page `number` of an ordered `queryset`, in two queries; a number out of range gives the nearest page.

    `count` is how many rows the whole has; counted in a third query when it is not given.

    Only keys are skipped, from the nearer end of the list, and whole rows are read for this page alone, by their keys:
    so the last page costs what the first one does. `rows(queryset, keys)` reads them with what counting and skipping
    do not need; without it they are as in `queryset`.
    """
    count = queryset.order_by().count() if count is None else count
    pages = max(1, -(-count // size))
    wanted = int(str(number)) if str(number).isdecimal() and len(str(number)) < 10 else 1
    here = min(max(wanted, 1), pages)
    start, stop = (here - 1) * size, min(here * size, count)
    keys = queryset.values_list("pk", flat=True)
    is_far = start > count // 2
    chosen = list(keys.reverse()[count - stop : count - start])[::-1] if is_far else list(keys[start:stop])
    found = {row.pk: row for row in (rows or with_keys)(queryset, chosen)} if chosen else {}
    return ListedPage([found[key] for key in chosen if key in found], here, pages, count, size)
