"""Registries: entries in their order, no name twice, sections of other floors."""

from dataclasses import dataclass

import pytest

from kernel import registries
from kernel.registries import Registry, Section, sections_for


@dataclass(frozen=True)
class Entry:
    name: str
    order: int = 100


def test_entries_come_by_order_then_name() -> None:
    registry: Registry[Entry] = Registry()
    for entry in (Entry("b"), Entry("z", 1), Entry("a")):
        registry.add(entry)
    assert [entry.name for entry in registry] == ["z", "a", "b"]
    assert registry["b"] == Entry("b")


def test_name_is_registered_once() -> None:
    registry: Registry[Entry] = Registry()
    registry.add(Entry("a"))
    with pytest.raises(ValueError, match="Registered twice: a"):
        registry.add(Entry("a", 5))


def test_sections_are_those_of_the_page_that_have_something_to_say(monkeypatch) -> None:
    registry: Registry[Section] = Registry()
    registry.add(Section("silent", "agreement", "a.html", lambda thing, request: None, order=1))
    registry.add(Section("second", "agreement", "b.html", lambda thing, request: {"thing": thing}, order=3))
    registry.add(Section("first", "agreement", "c.html", lambda thing, request: {}, order=2))
    registry.add(Section("other", "application", "d.html", lambda thing, request: {}))
    monkeypatch.setattr(registries, "sections", registry)
    assert sections_for("agreement", 7, None) == [("c.html", {}), ("b.html", {"thing": 7})]
