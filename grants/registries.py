"""What higher floors add to an application: steps of its form, read with it and frozen in its submitted version.

Filled from `AppConfig.ready()` of each floor.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise

from grants.models import Application
from kernel.registries import Registry


@dataclass(frozen=True)
class AddedStep:
    """A step of the form that another floor keeps: `name` marks it in the address and in the frozen version.

    `url_of(application)` is its page. `gaps_of(reading)` names what is still missing in what `reading_of` returned,
    as (anchor on the page, sentence). `content_of(application)` is what the submitted version freezes: plain values
    that name no person, with one spelling for one content; `words_of(content)` says that in the reader's language, as
    (key, label, text), where the key finds the same thing in another version. `template` prints what
    `reading_of(application)` returns, under the name `section`, wherever the application is read; None prints nothing.
    Each of them takes a fixed number of queries.
    """

    name: str
    title: str | Promise
    url_of: Callable[[Application], str] = field(repr=False)
    content_of: Callable[[Application], Any] = field(repr=False)
    words_of: Callable[[Any], Iterable[tuple[str, str, str]]] = field(repr=False)
    gaps_of: Callable[[dict[str, Any] | None], Iterable[tuple[str, str]]] = field(repr=False)
    template: str
    reading_of: Callable[[Application], dict[str, Any] | None] = field(repr=False)
    order: int = 100


application_steps: Registry[AddedStep] = Registry()
