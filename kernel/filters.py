"""Filters of lists: django-filter, with a folded search that finds "Școală" by "scoala"."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, partial, reduce
from operator import or_
from typing import Any, ClassVar

import django_filters
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters.fields import ChoiceField, ModelChoiceField, ModelChoiceIterator

from kernel.folding import fold
from kernel.forms import NamesSelect
from kernel.listing import field_at, in_languages, written

LETTERS = 200  # what is searched for is cut here: nobody types more, and a long pattern costs
Offered = Callable[[Any], list[tuple[int, str]]]  # keys and names of the things that a person may filter by
SUFFIXES = ("", "_min", "_max", "_after", "_before")  # of the inputs of a range


@dataclass(frozen=True)
class Chosen:
    """A filter that is set: its label, its value in words, and the query string of the list without it."""

    label: str
    value: str
    without: str


def named(queryset: QuerySet, name: str = "name") -> QuerySet:
    """`queryset` with the key and the name in every language alone: the choices of a filter print no more."""
    return queryset.only(*in_languages(name))


def names_of(queryset: QuerySet, name: str = "name") -> QuerySet:
    """The key of each row and the columns in which its name may be read, the language of now first; see `in_words`."""
    # Django's own: that of translated models finds the language for each row anew, which takes longer than asking.
    return QuerySet.values_list(queryset, "pk", *written(queryset.model, name))


def in_words(rows: Iterable[tuple[Any, ...]]) -> list[tuple[Any, str]]:
    """Key and name of each of `rows` of `names_of`: the first name that is not empty."""
    return [(key, next(filter(None, names), "")) for key, *names in rows]


class _Names(ModelChoiceIterator):
    """Keys and names of a field's choices, without a thing made of each."""

    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        names = self.field.names
        yield from in_words(names() if names else names_of(self.queryset, self.field.naming))


class NamedField(ModelChoiceField):
    """A choice among things by the name in their column `naming`, in the language of now.

    `names`: a compiled question that answers what `names_of` the choices would, where they are the same for everybody.
    """

    iterator = _Names
    widget = NamesSelect

    def __init__(
        self,
        *args: Any,
        naming: str = "name",
        names: Callable[[], list[tuple[Any, ...]]] | None = None,
        **kwargs: Any,
    ) -> None:
        self.naming, self.names = naming, names
        super().__init__(*args, **kwargs)


class NamedFilter(django_filters.ModelChoiceFilter):
    """By one of the things in `queryset`, which are called what stands in their column `naming` ("name")."""

    field_class = NamedField


class KeyField(ChoiceField):
    """A choice of a key."""

    default_error_messages = {"invalid_choice": ModelChoiceField.default_error_messages["invalid_choice"]}

    def clean(self, value: Any) -> int | None:
        """The key that was chosen; None for none."""
        chosen = super().clean(value)
        return int(chosen) if chosen else None


class OfferedFilter(django_filters.ChoiceFilter):
    """By one of the things whose keys and names `offered(user)` gives; they are asked for once, and where needed."""

    field_class = KeyField

    def __init__(self, *args: Any, offered: Offered, **kwargs: Any) -> None:
        self.offered = offered
        super().__init__(*args, **kwargs)

    @property
    def field(self) -> Any:
        """The field, which asks when its choices are read."""
        self.extra["choices"] = cache(partial(self.offered, self.parent.request.user))
        return super().field


def _holds(model: type[Model], path: str, word: str) -> Q:
    """Whether `word` stands in the column at `path`. Of neighbours it is asked before: they are fewer than the rows."""
    way, _sep, name = path.rpartition("__")
    found = field_at(model, way) if way else None
    if found is None or found[0].related_model is None:
        return Q(**{f"{path}__contains": word})
    neighbours: Any = found[0].related_model
    return Q(**{f"{way}__in": neighbours._base_manager.filter(**{f"{name}__contains": word}).values("pk")})


class HouseFilterSet(django_filters.FilterSet):
    """The filters of a list, with `q`: every word must stand in one of the folded columns in `searched`."""

    searched: ClassVar[tuple[str, ...]] = ("folded",)

    q = django_filters.CharFilter(method="search", label=_("Search"))

    def search(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """Rows in which each word of `value` is found, whatever its case and diacritics."""
        for word in fold(value[:LETTERS]).split():
            queryset = queryset.filter(reduce(or_, [_holds(queryset.model, path, word) for path in self.searched]))
        return queryset

    def offers(self, name: str) -> bool:
        """Whether the filter `name` is there and has something to choose."""
        field = self.form.fields.get(name)
        return field is not None and any(key for key, _label in getattr(field, "choices", []))

    @cached_property
    def chosen(self) -> list[Chosen]:
        """The filters that are set and valid, in words."""
        found = []
        for name, value in self.form.cleaned_data.items() if self.form.is_valid() else []:
            if value not in (None, "", [], False) and not (hasattr(value, "exists") and not value.exists()):
                label = str(self.form.fields[name].label or name)
                found.append(Chosen(label, self._words(name, value), self._without(name)))
        return found

    def _without(self, name: str) -> str:
        kept = self.data.copy()
        for key in (*(f"{name}{suffix}" for suffix in SUFFIXES), "page", "format"):
            kept.pop(key, None)
        return kept.urlencode()

    def _words(self, name: str, value: Any) -> str:
        choices = {str(key): str(label) for key, label in getattr(self.form.fields[name], "choices", []) if key}
        if isinstance(value, slice):
            return f"{value.start or '…'} – {value.stop or '…'}"
        values = list(value) if hasattr(value, "__iter__") and not isinstance(value, str) else [value]
        return ", ".join(choices.get(str(getattr(each, "pk", each)), str(each)) for each in values)
