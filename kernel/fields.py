"""Model fields of the house: amounts, currencies and folded search columns."""

from collections.abc import Sequence
from typing import Any

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from kernel.folding import fold

CURRENCIES = [("MDL", _("Moldovan leu")), ("EUR", _("euro")), ("USD", _("US dollar")), ("RON", _("Romanian leu"))]


class AmountField(models.DecimalField):
    """An amount of money: 16 digits, 2 of them after the point. Its currency stands in a field beside it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_digits", 16)
        kwargs.setdefault("decimal_places", 2)
        kwargs.setdefault("validators", [MinValueValidator(0)])
        super().__init__(*args, **kwargs)


class CurrencyField(models.CharField):
    """An ISO 4217 code out of the currencies that the house keeps."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 3)
        kwargs.setdefault("choices", CURRENCIES)
        super().__init__(*args, **kwargs)


class FoldedField(models.TextField):
    """A search column: the folded text of `sources`, filled before each save.

    `QuerySet.update()` of a source would leave it stale and is banned by a test.
    """

    def __init__(self, *args: Any, sources: Sequence[str] = (), **kwargs: Any) -> None:
        self.sources = tuple(sources)
        kwargs.update(editable=False, blank=True, default="")
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        """Migrations need the sources to rebuild the field; the rest is fixed."""
        name, path, args, kwargs = super().deconstruct()
        for key in ("editable", "blank", "default"):
            kwargs.pop(key, None)
        return name, path, args, {**kwargs, "sources": self.sources}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        """Fold the sources as they are about to be saved."""
        value = fold(" ".join(str(getattr(model_instance, source) or "") for source in self.sources))
        setattr(model_instance, self.attname, value)
        return value


def one_of(field: str, choices: type[models.TextChoices], name: str) -> models.CheckConstraint:
    """A constraint that the database holds `field` to its choices."""
    return models.CheckConstraint(condition=models.Q(**{f"{field}__in": choices.values}), name=name)


def together(*fields: str, name: str) -> models.CheckConstraint:
    """A constraint that `fields` are all null or all set: a moment and the person go together."""
    none = models.Q(**{f"{field}__isnull": True for field in fields})
    every = models.Q(**{f"{field}__isnull": False for field in fields})
    return models.CheckConstraint(condition=none | every, name=name)


def once(*fields: str, without: Sequence[str], name: str) -> models.UniqueConstraint:
    """A constraint that `fields` and `without` are unique together, where a null in `without` equals another null.

    `without` names integer or foreign-key columns; SQLite knows no NULLS NOT DISTINCT, both engines know expressions.
    """
    return models.UniqueConstraint(
        *fields, *(Coalesce(models.F(field), models.Value(0)) for field in without), name=name
    )


def positive(field: str, name: str) -> models.CheckConstraint:
    """A constraint that `field` is greater than zero."""
    return models.CheckConstraint(condition=models.Q(**{f"{field}__gt": 0}), name=name)
