"""Lifecycles as tables: in which order the acts on a thing may follow each other.

A table is data to be read aloud. *When* is decided here, *who* by the permission that each move names
(`rules.py` of the floor). `status` is assigned nowhere else.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from kernel.refusals import NotAllowed, NotNow


class HasStatus(Protocol):
    """Anything with a primary key and a status field whose choices are a TextChoices."""

    pk: Any
    status: str

    def get_status_display(self) -> str: ...


Thing = TypeVar("Thing", bound=HasStatus)


@dataclass(frozen=True)
class Move:
    """One act of a lifecycle: from which statuses, to which, and the permission that says who may.

    `label` is the verb on the button. `permission` None: only the system does it (a clock, another act).
    """

    name: str
    from_: frozenset[str]
    to: str
    permission: str | None
    label: str | Promise


def move(name: str, *, from_: Iterable[str] | str, to: str, permission: str | None, label: str | Promise) -> Move:
    """A row of the table, with `from_` as one status or several."""
    statuses = {from_} if isinstance(from_, str) else set(from_)
    return Move(name, frozenset(str(status) for status in statuses), str(to), permission, label)


class Lifecycle:
    """The table of moves of one model. Names of moves are unique within it."""

    def __init__(self, name: str, title: str | Promise, *moves: Move) -> None:
        self.name, self.title = name, title
        self.moves = {each.name: each for each in moves}
        if len(self.moves) != len(moves):
            raise ValueError(f"Lifecycle {name}: two moves share a name.")

    def __iter__(self) -> Iterator[Move]:
        return iter(self.moves.values())

    def without(self, *names: str) -> "Lifecycle":
        """The same table without these moves: for a page that says beside its buttons why they cannot be made yet."""
        return Lifecycle(self.name, self.title, *(each for each in self if each.name not in names))

    def open_moves(self, thing: HasStatus) -> list[Move]:
        """The moves that the status of `thing` allows, whoever asks, in the order of the table."""
        return [each for each in self if thing.status in each.from_]

    def moves_for(self, thing: HasStatus, user: Any) -> list[Move]:
        """The moves open to `user` on `thing` now: the buttons of its page."""
        return [each for each in self.open_moves(thing) if each.permission and user.has_perm(each.permission, thing)]

    def permit(self, thing: HasStatus, name: str, *, by: Any) -> Move:
        """The move `name`, if this person may ever make it on `thing`; raises NotAllowed, whatever the status is."""
        chosen = self.moves[name]
        if by is not None and (chosen.permission is None or not by.has_perm(chosen.permission, thing)):
            raise NotAllowed(_("You may not do this: “%(act)s”.") % {"act": chosen.label})
        return chosen

    def check(self, thing: HasStatus, name: str, *, by: Any) -> Move:
        """The move `name`, if status and person allow it; raises NotNow or NotAllowed with the reason."""
        chosen = self.permit(thing, name, by=by)
        if thing.status not in chosen.from_:
            status = thing.get_status_display()
            raise NotNow(
                _("“%(act)s” is not possible: the status is “%(status)s”.") % {"act": chosen.label, "status": status}
            )
        return chosen

    def make(self, thing: Thing, name: str, *, by: Any) -> Thing:
        """Make the move `name` on `thing`, or raise NotNow or NotAllowed and change nothing.

        `by` None stands for the system. The row changes only if its status in the database is still the one in
        `thing`: of two people who press at once, the second is told so.
        """
        chosen = self.check(thing, name, by=by)
        rows = type(thing)._base_manager.filter(pk=thing.pk, status=thing.status)  # type: ignore[attr-defined]  # a model
        if rows.update(status=chosen.to) != 1:
            raise NotNow(_("Somebody else changed this a moment ago. Open the page again."))
        thing.status = chosen.to
        return thing

    def as_mermaid(self) -> str:
        """The table as a state diagram for docs/lifecycles.md."""
        lines = ["stateDiagram-v2"]
        lines += [f"    {source} --> {each.to}: {each.name}" for each in self for source in sorted(each.from_)]
        return "\n".join(lines)
