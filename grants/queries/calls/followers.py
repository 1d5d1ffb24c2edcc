"""Who hears of which news: calls that fit the places and the topic of a follower."""

from collections.abc import Collection, Iterable, Mapping

from django.conf import settings

from grants.models import Call, Subscription
from grants.queries.calls.news import News
from kernel.folding import fold
from organizations.models import TerritorialUnit


def parents() -> dict[int, int | None]:
    """Of which unit each territorial unit is a part; one query."""
    return dict(TerritorialUnit.objects.order_by("pk").values_list("pk", "parent"))


def _above(unit: int, parent_of: Mapping[int, int | None]) -> set[int]:
    """The unit and all that it is a part of."""
    found: set[int] = set()
    place: int | None = unit
    while place is not None and place not in found:
        found.add(place)
        place = parent_of.get(place)
    return found


def meet(wanted: Collection[int], offered: Collection[int], parent_of: Mapping[int, int | None]) -> bool:
    """Whether two sets of places touch: one holds the other, or they are the same. No place at all means everywhere."""
    if not wanted or not offered:
        return True
    over_wanted = {each for unit in wanted for each in _above(unit, parent_of)}
    over_offered = {each for unit in offered for each in _above(unit, parent_of)}
    return bool(set(wanted) & over_offered or set(offered) & over_wanted)


def is_about(call: Call, topic: str) -> bool:
    """Whether one of the words of `topic`, parted by commas, stands in what the call says in any language."""
    wanted = [fold(each) for each in topic.split(",") if each.strip()]
    if not wanted:
        return True
    said = [
        getattr(call, f"{name}_{code}") or "" for name in ("title", "summary", "body") for code in ("ro", "ru", "en")
    ]
    said += [getattr(call.programme, f"domain_{code}", "") or "" for code in ("ro", "ru", "en")]
    text = fold(" ".join(said))
    return any(each in text for each in wanted)


class Matcher:
    """Which of some news a follower hears of. Reads the places of all calls and of the country once."""

    def __init__(self, news: Iterable[News]) -> None:
        self.news = list(news)
        self.parent_of = parents()
        calls = {each.call.pk for each in self.news}
        self.places: dict[int, set[int]] = {pk: set() for pk in calls}
        rows = Call.units.through.objects.filter(call__in=calls).order_by("pk")
        for call, unit in rows.values_list("call_id", "territorialunit_id"):
            self.places[call].add(unit)

    def for_(self, row: Subscription, units: Collection[int]) -> list[News]:
        """The news of `row`, whose places are `units`, since it was confirmed; the latest first.

        A follower of one call hears of it; one of all calls hears of invented ones in the demo alone.
        """
        return [each for each in self.news if each.at >= row.confirmed_at and self._fits(each, row, units)]

    def _fits(self, each: News, row: Subscription, units: Collection[int]) -> bool:
        if row.call_id is not None:
            return each.call.pk == row.call_id
        if each.call.is_demo and not settings.DEMO:
            return False
        return meet(units, self.places[each.call.pk], self.parent_of) and is_about(each.call, row.topic)
