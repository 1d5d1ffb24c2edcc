"""Tables as declarations: which columns a list shows, how it is sorted, what is totalled, and what goes into a file.

    class AgreementTable(Table):
        caption = _("Agreements")
        reference = LinkColumn(_("Reference"))
        organization = Column(_("Organisation"), sort="organization__name")
        amount = MoneyColumn(_("Amount"), total=True)
        ends_on = DateColumn(_("Ends on"))
        status = StatusColumn(_("Status"))

A column reads its attribute of the row, a dotted path from it, or what a function makes of the row.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any, ClassVar, NamedTuple

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.db.models import Count, Sum
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kernel.labels import label_of
from kernel.listing import counted_once, field_at
from kernel.money import Money
from kernel.neighbours import carried_as
from kernel.spreadsheets import Heading

Reader = str | Callable[[Any], Any]


def read(row: Any, reader: Reader) -> Any:
    """What `reader` finds in `row`: the value at a dotted path, or what a function returns; None on a missing link.

    What the row carries of a neighbour (`kernel.neighbours`) is taken from there.
    """
    if callable(reader):
        return reader(row)
    here, name = row, carried_as(reader)
    if name and hasattr(row, name):
        return getattr(row, name)
    for step in reader.split("."):
        if step.startswith("get_") and step.endswith("_display"):
            return label_of(here, step[4:-8])
        try:
            here = getattr(here, step)
        except ObjectDoesNotExist:
            return None
        if here is None:
            return None
    return here() if callable(here) else here


class Column:
    """Text. `missing` is printed when there is no value: say which of "not reported" and "not applicable" it is.

    `sort` False: the column is not sorted by; a text or several: by these columns of the model instead.
    """

    kind = "text"
    places: int | None = None

    def __init__(
        self,
        label: str | Promise,
        reader: Reader | None = None,
        *,
        sort: bool | str | Sequence[str] = True,
        missing: str | Promise = "",
        total: bool = False,
    ) -> None:
        self.label, self.reader, self.sort, self.missing, self.total = label, reader, sort, missing, total
        self.name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name
        self.reader = self.reader or name

    def value(self, row: Any) -> Any:
        """The typed value in `row`; None when there is none."""
        found = read(row, self.reader or self.name)
        return None if found == "" else found

    def url(self, row: Any) -> str:
        """Where the cell links to; an empty text for nowhere."""
        return ""

    def lacks(self, row: Any) -> str | Promise:
        """What is printed where `row` has no value."""
        return self.missing

    def path(self) -> str:
        """The path of the model's column that is read, or an empty text when a function reads."""
        return self.reader.replace(".", "__") if isinstance(self.reader, str) else ""

    def readers(self) -> tuple[Reader, ...]:
        """What it reads of a row."""
        return (self.reader or self.name,)

    def order(self, model: type[models.Model]) -> tuple[str, ...]:
        """The columns of `model` that it is sorted by; none when it is not sorted by."""
        if not self.sort:
            return ()
        if self.sort is not True:
            return (self.sort,) if isinstance(self.sort, str) else tuple(self.sort)
        found = field_at(model, self.path()) if self.path() else None
        if found is None:
            return ()
        field, path, _is_null = found
        if not field.is_relation:
            return (path,)
        # A link to another thing is sorted by the order of those things.
        related: Any = field.related_model
        order = [str(each) for each in related._meta.ordering]
        return tuple(f"{'-' if each.startswith('-') else ''}{path}__{each.lstrip('-')}" for each in order)

    def headings(self) -> list[Heading]:
        """The headings of its columns in a file."""
        return [Heading(str(self.label), self.kind)]

    def cells(self, row: Any) -> list[Any]:
        """Its cells in a file, as typed values."""
        found = self.value(row)
        return [(str(self.lacks(row)) or None) if found is None else self.plain(found)]

    def plain(self, value: Any) -> Any:
        """`value` as it goes into a file: whole numbers such as years stay numbers, all else is text."""
        return value if isinstance(value, int) else str(value)


class LinkColumn(Column):
    """Text that leads to the thing itself, or to `to(row)`."""

    def __init__(self, label: str | Promise, reader: Reader | None = None, *, to: Any = None, **kwargs: Any) -> None:
        super().__init__(label, reader, **kwargs)
        self.to = to

    def url(self, row: Any) -> str:
        """The address of the thing."""
        target = self.to(row) if self.to else row
        return target if isinstance(target, str) else target.get_absolute_url() if target is not None else ""


class NumberColumn(Column):
    """A whole or decimal number, right-aligned; with `places`, exactly so many decimals on the page."""

    kind = "number"

    def __init__(
        self, label: str | Promise, reader: Reader | None = None, *, places: int | None = None, **kwargs: Any
    ) -> None:
        super().__init__(label, reader, **kwargs)
        self.places = places

    def plain(self, value: Any) -> Any:
        """The number itself."""
        return value


class MoneyColumn(NumberColumn):
    """An amount with its currency. Reads a Money, or an amount whose currency is read by `currency`.

    In a file the currency is a column of its own. Totals are made for each currency apart.
    """

    kind = "money"

    def __init__(
        self, label: str | Promise, reader: Reader | None = None, *, currency: Reader = "currency", **kwargs: Any
    ) -> None:
        super().__init__(label, reader, **kwargs)
        self.currency = currency

    def value(self, row: Any) -> Money | None:
        """The amount with its currency; None when it is not known."""
        found = super().value(row)
        if found is None or isinstance(found, Money):
            return found
        return Money(Decimal(found), read(row, self.currency))

    def readers(self) -> tuple[Reader, ...]:
        """The amount and its currency."""
        return (*super().readers(), self.currency)

    def headings(self) -> list[Heading]:
        """Amount, and currency beside it."""
        return [Heading(str(self.label), "money"), Heading(_("%(column)s: currency") % {"column": self.label}, "text")]

    def cells(self, row: Any) -> list[Any]:
        """Amount, and currency beside it."""
        found = self.value(row)
        return [str(self.missing) or None, None] if found is None else [found.amount, found.currency]


class DateColumn(Column):
    """A date, or the day and minute of a moment; a text, where a date is known to the month or year, as it is."""

    kind = "date"

    def plain(self, value: Any) -> Any:
        """The date itself."""
        return value


class StatusColumn(Column):
    """The status of the thing, or of what `reader` finds, with its sign."""

    kind = "status"

    def __init__(self, label: str | Promise, reader: Reader | None = None, **kwargs: Any) -> None:
        super().__init__(label, reader or (lambda row: row), **kwargs)

    def path(self) -> str:
        """The status column of what is read."""
        return f"{super().path()}__status" if isinstance(self.reader, str) else "status"

    def plain(self, value: Any) -> str:
        """The status in words."""
        return label_of(value, "status")


class Cell(NamedTuple):
    """One cell: how it is drawn (`kind`), what stands in it, with how many decimals, and where it leads."""

    kind: str
    value: Any
    url: str
    missing: str | Promise
    places: int | None = None


def tick(key: int, name: Any) -> Cell:
    """The box by which a row is chosen: its value is the key, `missing` what a screen reader calls it."""
    return Cell("tick", key, "", _("Choose %(name)s") % {"name": name})


@dataclass(frozen=True)
class Head:
    """One heading: `direction` is "ascending", "descending" or empty; `sort` is what a press on it asks for."""

    label: str | Promise
    kind: str
    sort: str
    direction: str

    @property
    def is_number(self) -> bool:
        """Whether its column stands under it by the last figure."""
        return self.kind in {"money", "number"}


@dataclass(frozen=True)
class Total:
    """One line of totals, in one currency, real and demo data apart: a Money, number or None for each column."""

    label: str
    values: list[Any]


@dataclass(frozen=True)
class Summary:
    """What a whole list comes to: how many rows, and its lines of totals."""

    count: int
    totals: list[Total]


class Table:
    """Columns in the order of declaration, with those of its bases first."""

    columns: ClassVar[dict[str, Column]] = {}
    caption: ClassVar[str | Promise] = ""
    empty: ClassVar[str | Promise] = gettext_lazy("Nothing here yet.")
    default_sort: ClassVar[str] = ""
    demo: ClassVar[str] = ""  # path to the flag that marks a row as demo data: "programme__is_demo"
    # The neighbour that names both the flag and the currencies, where many rows share one: sums are made for each of
    # them, and few rows are joined instead of all.
    summed_by: ClassVar[str] = ""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        own = {name: each for name, each in vars(cls).items() if isinstance(each, Column)}
        cls.columns = {**cls.columns, **own}

    @classmethod
    @cache
    def sorts(cls, model: type[models.Model]) -> dict[str, tuple[str, ...]]:
        """What can be sorted by: name of the column and the paths behind it."""
        found = {name: column.order(model) for name, column in cls.columns.items()}
        return {name: paths for name, paths in found.items() if paths}

    def order_by(self, model: type[models.Model], sort: str) -> list[str]:
        """The paths that `?sort=` asks for ("-amount"); none when it names no column that can be sorted by."""
        paths = self.sorts(model).get(sort.lstrip("-"), ())
        sign = "-" if sort.startswith("-") else ""
        return [f"{sign}{path}".replace("--", "") for path in paths]

    def heads(self, model: type[models.Model], sort: str) -> list[Head]:
        """The headings, each with what a press on it sorts by."""
        sorts, heads = self.sorts(model), []
        for name, column in self.columns.items():
            is_chosen = name in sorts and sort.lstrip("-") == name
            direction = ("descending" if sort.startswith("-") else "ascending") if is_chosen else ""
            target = (f"-{name}" if direction == "ascending" else name) if name in sorts else ""
            heads.append(Head(column.label, column.kind, target, direction))
        return heads

    def rows(self, things: Iterable[Any]) -> list[list[Cell]]:
        """The cells of `things`."""
        columns = self.columns.values()
        return [
            [Cell(each.kind, each.value(thing), each.url(thing), each.lacks(thing), each.places) for each in columns]
            for thing in things
        ]

    def is_demo(self, thing: Any) -> bool:
        """Whether `thing` is demo data."""
        return bool(self.demo and read(thing, self.demo.replace("__", ".")))

    @classmethod
    def readers(cls) -> set[str]:
        """The paths at which its cells and the mark of invented rows are read."""
        found = {reader for column in cls.columns.values() for reader in column.readers() if isinstance(reader, str)}
        return found | ({cls.demo.replace("__", ".")} if cls.demo else set())

    def headings(self) -> list[Heading]:
        """The headings of a file."""
        mark = [Heading(_("Demo data"), "text")] if self.demo else []
        return [heading for column in self.columns.values() for heading in column.headings()] + mark

    def lines(self, things: Iterable[Any]) -> Iterable[list[Any]]:
        """The lines of a file."""
        for thing in things:
            mark = [_("demo data") if self.is_demo(thing) else None] if self.demo else []
            yield [cell for column in self.columns.values() for cell in column.cells(thing)] + mark

    def summary(self, queryset: models.QuerySet) -> Summary:
        """How many rows the whole list has, and its totals: for each currency, and for real and demo data, a line.

        Two currencies never meet in a sum; numbers without a currency stand in the first line of their kind of data.
        One query counts and adds up; one more for every further column that names a currency.
        """
        summed = {name: column for name, column in self.columns.items() if column.total and column.path()}
        if not summed:
            return Summary(queryset.order_by().count(), [])
        rows = counted_once(queryset)
        found: dict[tuple[bool, str], dict[str, Any]] = {}
        units = list(dict.fromkeys(getattr(column, "currency", "") for column in summed.values()))
        counts = []
        for currency in units:
            here = [name for name, column in summed.items() if getattr(column, "currency", "") == currency]
            counts.append(self._add_up(rows, currency, {name: summed[name].path() for name in here}, found))
        keys = sorted(found)
        totals = [Total(self._total_label(key, keys), [found[key].get(name) for name in self.columns]) for key in keys]
        return Summary(counts[0], totals)

    def _add_up(
        self, rows: models.QuerySet, currency: Any, paths: dict[str, str], found: dict[tuple[bool, str], dict[str, Any]]
    ) -> int:
        """Add the sums of `paths` to `found` and return how many rows were summed."""
        code = currency.replace(".", "__") if currency else ""
        groups = [path for path in (self.demo, code) if path]
        sums = {f"sum_{name}": Sum(path) for name, path in paths.items()} | {"how_many": Count("pk")}
        count = 0
        for line in self._lines(rows.order_by(), groups, sums):
            count += line["how_many"]
            is_demo, unit = bool(line.get(self.demo)), line.get(code) or ""
            for name in paths:
                amount = line[f"sum_{name}"]
                if amount is not None:
                    value = Money(Decimal(amount).quantize(Decimal("0.01")), unit) if unit else amount
                    sums_here = found.setdefault((is_demo, unit), {})
                    sums_here[name] = sums_here[name] + value if name in sums_here else value
        return count

    def _lines(self, rows: models.QuerySet, groups: list[str], sums: dict[str, Any]) -> Iterable[dict[str, Any]]:
        """A line of sums for each of `groups`; several of one where `summed_by` says over whom they are made."""
        if not groups:
            return [rows.aggregate(**sums)]
        if not self.summed_by:
            return rows.values(*groups).annotate(**sums)
        lines = list(rows.values(self.summed_by).annotate(**sums))
        neighbours = rows.model._meta.get_field(self.summed_by).related_model._base_manager
        paths = [path.removeprefix(f"{self.summed_by}__") for path in groups]
        keys = [line[self.summed_by] for line in lines]
        named = {key: values for key, *values in neighbours.filter(pk__in=keys).values_list("pk", *paths)}
        return [line | dict(zip(groups, named[line[self.summed_by]], strict=True)) for line in lines]

    def _total_label(self, key: tuple[bool, str], keys: Sequence[tuple[bool, str]]) -> str:
        is_demo, _unit = key
        return _("Total, demo data") if is_demo else _("Total")
