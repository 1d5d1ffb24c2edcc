"""Registries: how a lower floor lets a higher one speak without knowing it.

A floor fills them from `AppConfig.ready()`. Entries come out in the order of their `order`, then of their names.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, Protocol, TypeVar

from django.db.models import Model
from django.dispatch import Signal
from django.utils.functional import Promise

from kernel.requests import PersonRequest


class Ordered(Protocol):
    """What a registry holds: a unique name and a place in the order."""

    @property
    def name(self) -> str: ...
    @property
    def order(self) -> int: ...


E = TypeVar("E", bound=Ordered)


class Registry(Generic[E]):
    """Entries by name. Registering a name twice raises: two floors may not answer for one thing."""

    def __init__(self) -> None:
        self._entries: dict[str, E] = {}

    def add(self, entry: E) -> E:
        if entry.name in self._entries:
            raise ValueError(f"Registered twice: {entry.name}")
        self._entries[entry.name] = entry
        return entry

    def __iter__(self) -> Iterator[E]:
        return iter(sorted(self._entries.values(), key=lambda entry: (entry.order, entry.name)))

    def __getitem__(self, name: str) -> E:
        return self._entries[name]


@dataclass(frozen=True)
class MenuGroup:
    """A heading in the workspace's menu over the lines that belong together."""

    name: str
    label: str | Promise
    order: int = 100


@dataclass(frozen=True)
class MenuEntry:
    """A line of the workspace's menu: shown when `shown_to(user)`; `url_name` is a route without arguments.

    `group` names its `MenuGroup`; lines without one stand first.
    """

    name: str
    label: str | Promise
    url_name: str
    shown_to: Callable[[Any], bool]
    order: int = 100
    group: str = ""


@dataclass(frozen=True)
class Task:
    """One thing that waits for a person: what, where, until when, and since when it has waited."""

    title: str | Promise
    detail: str | Promise
    url: str
    label: str | Promise
    due_on: date | None = None
    is_calm: bool = False


@dataclass(frozen=True)
class TaskSource:
    """Answers which tasks of one kind wait for `user`; `tasks_for` uses a fixed number of queries."""

    name: str
    tasks_for: Callable[[Any], Iterable[Task]]
    order: int = 100


@dataclass(frozen=True)
class IntegrityCheck:
    """One promise of the data that `manage.py check_integrity` proves; `faults` yields a sentence for each breach."""

    name: str
    faults: Callable[[], Iterable[str]]
    order: int = 100


@dataclass(frozen=True)
class SetupStep:
    """One idempotent step of `manage.py setup`: reference data that an installation cannot do without."""

    name: str
    run: Callable[[], None]
    order: int = 100


@dataclass(frozen=True)
class Section:
    """A part that a higher floor adds to a lower one's page.

    `place` names the page ("agreement", "application"); `context(thing, request)` returns what `template` prints, or
    None when the section has nothing to say.
    """

    name: str
    place: str
    template: str
    context: Callable[[Any, PersonRequest], dict[str, Any] | None] = field(repr=False)
    order: int = 100


@dataclass(frozen=True)
class PublicAddress:
    """Where the public reads the things of one model; `name` is its label ("grants.agreement").

    `address_of(thing)` is the address in the active language, or None while the thing is not public.
    """

    name: str
    address_of: Callable[[Any], str | None] = field(repr=False)
    order: int = 100


@dataclass(frozen=True)
class Calendar:
    """Which days differ from their weekday: `exceptions(start, end)` says of each whether it is a working day."""

    name: str
    exceptions: Callable[[date, date], dict[date, bool]] = field(repr=False)
    order: int = 100


@dataclass(frozen=True)
class Record:
    """A table that gets a row with every change of some kind, and never loses one: what is kept finds by it its age."""

    name: str
    model: type[Model]
    order: int = 100


menu: Registry[MenuEntry] = Registry()
menu_groups: Registry[MenuGroup] = Registry()
task_sources: Registry[TaskSource] = Registry()
integrity_checks: Registry[IntegrityCheck] = Registry()
setup_steps: Registry[SetupStep] = Registry()
sections: Registry[Section] = Registry()
public_addresses: Registry[PublicAddress] = Registry()
calendars: Registry[Calendar] = Registry()
records: Registry[Record] = Registry()

# Sent inside the transaction with `call`; the public face makes the call's pages go live.
call_published = Signal()


def sections_for(place: str, thing: Any, request: PersonRequest) -> list[tuple[str, dict[str, Any]]]:
    """The sections that other floors add to the page `place` of `thing`, as (template, context)."""
    answers = ((each, each.context(thing, request)) for each in sections if each.place == place)
    return [(each.template, context) for each, context in answers if context is not None]


def public_address_of(thing: Any) -> str | None:
    """Where the public reads `thing` in the active language; None when it is not public or has no page of its own."""
    label = thing._meta.label_lower
    return next((each.address_of(thing) for each in public_addresses if each.name == label), None)


def days_off_between(start: date, end: date) -> dict[date, bool]:
    """The days from `start` to `end` that differ from their weekday, by all calendars, with whether they are worked."""
    return {day: is_worked for each in calendars for day, is_worked in each.exceptions(start, end).items()}
