"""Words of choices, found in one step: Django's own `get_…_display` turns over all choices of the field each time."""

from functools import lru_cache
from typing import Any

from django.db import models
from django.utils.functional import Promise


@lru_cache(maxsize=512)
def _words(model: type[models.Model], name: str) -> dict[Any, str | Promise]:
    field: Any = model._meta.get_field(name)
    return dict(field.flatchoices)


def label_of(thing: Any, name: str) -> str:
    """The word for what stands in the field `name` of `thing`, in the language of now; the value itself without one."""
    if not isinstance(thing, models.Model):
        return str(getattr(thing, f"get_{name}_display")())
    return word_of(type(thing), name, getattr(thing, name))


def word_of(model: type[models.Model], name: str, value: Any) -> str:
    """The word for `value` in the field `name` of `model`, in the language of now; the value itself without one."""
    return "" if value is None else str(_words(model, name).get(value, value))
