"""Signed links."""

from datetime import UTC, datetime, timedelta

import pytest

from kernel import clock, links

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
WEEK = timedelta(days=7)


def test_link_carries_its_facts_for_as_long_as_it_may() -> None:
    with clock.at(MONDAY):
        token = links.sign("partner", {"application": 7, "email": "ă@x.md"})
    with clock.at(MONDAY + WEEK):
        assert links.read("partner", token, WEEK) == {"application": 7, "email": "ă@x.md"}
    with clock.at(MONDAY + WEEK + timedelta(seconds=1)), pytest.raises(links.LinkExpired, match="too old"):
        links.read("partner", token, WEEK)


def test_link_serves_one_purpose() -> None:
    with pytest.raises(links.LinkBroken):
        links.read("reply", links.sign("partner", {}), WEEK)


@pytest.mark.parametrize(
    "spoil", [lambda t: t[:-1], lambda t: "x" + t, lambda t: "", lambda t: t.upper(), lambda t: "a:b"]
)
def test_changed_link_is_refused(spoil) -> None:
    with pytest.raises(links.LinkBroken, match="Copy the whole link"):
        links.read("partner", spoil(links.sign("partner", {"a": 1})), WEEK)


def test_link_fits_in_an_address() -> None:
    assert set(links.sign("partner", {"a": "ă" * 300})) <= set(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_:."
    )
