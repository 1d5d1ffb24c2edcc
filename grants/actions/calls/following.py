"""Following calls by mail: asked for with an address, begun by its holder through a link, told once, stopped by a link.

Nothing is kept of an address before its holder confirmed it: the wishes travel in the link.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from grants.models import Call, Pace, Subscription, Told, digest_of
from grants.queries.calls.followers import Matcher
from grants.queries.calls.intake import people_of_applicants
from grants.queries.calls.news import News, news
from kernel import clock, links
from kernel.models import SentMessage
from kernel.refusals import Refusal
from organizations.actions.activity import record
from organizations.models import TerritorialUnit, User
from organizations.notifications import Address, notify

WISHES, FOLLOWER = "follow", "follower"
CONFIRM_WITHIN = timedelta(days=3)
LINK_HOLDS = timedelta(days=3650)
LOOK_BACK = timedelta(days=7)
DAILY_FROM_HOUR = 8
MOST_NEWS = 200
UNCONFIRMED = "follow:unconfirmed"
# Those who have begun an application are told of these themselves.
TOLD_TO_APPLICANTS = {"call_extended", "call_cancelled", "call_amended", "enquiry_published"}


@dataclass(frozen=True)
class Wishes:
    """What somebody wants to hear of: one call (its id), or all calls in `units` (ids; none: everywhere) on `topic`."""

    email: str
    language: str
    call: int | None = None
    units: tuple[int, ...] = ()
    topic: str = ""
    pace: str = Pace.DAILY.value


def ask_to_follow(wishes: Wishes) -> None:
    """Send the link that begins it to the address; nothing is kept."""
    url = reverse("grants_public:follow_confirm", args=[links.sign(WISHES, asdict(wishes))])
    call = Call.objects.filter(pk=wishes.call).first() if wishes.call else None
    address = Address(wishes.email, wishes.language)
    notify([address], "follow_confirm", url=url, is_secret=True, about=UNCONFIRMED, call=call)


def read_wishes(token: str) -> Wishes:
    """The wishes that a link carries. Raises LinkBroken or LinkExpired."""
    facts = links.read(WISHES, token, max_age=CONFIRM_WITHIN)
    return Wishes(**{**facts, "units": tuple(facts["units"])})


@transaction.atomic
def follow(wishes: Wishes) -> Subscription:
    """Begin or change what the holder of the address hears of; called when the address is known to be theirs.

    One subscription for each call and one for all calls: a second wish takes the place of the first.
    """
    call = Call.objects.public().filter(pk=wishes.call).first() if wishes.call else None
    if wishes.call and call is None:
        raise Refusal(_("This call is not public any more."))
    digest = digest_of(wishes.email)
    row = Subscription.objects.select_for_update(of=("self",)).filter(email_digest=digest, call=call).first()
    row = row or Subscription(email_digest=digest, call=call, confirmed_at=clock.now())
    row.email, row.language, row.topic, row.pace = wishes.email.strip(), wishes.language, wishes.topic, wishes.pace
    row.save()
    row.units.set(TerritorialUnit.objects.filter(pk__in=wishes.units))
    record("following_begun", row, by=None)
    return row


def link_to(row: Subscription) -> str:
    """The path on which the holder of the address reads what they follow, and stops."""
    return reverse("grants_public:follower", args=[links.sign(FOLLOWER, {"subscription": row.pk})])


def read_link(token: str) -> Subscription:
    """The subscription that a link names. Raises LinkBroken, or a Refusal when it was stopped."""
    facts = links.read(FOLLOWER, token, max_age=LINK_HOLDS)
    row = Subscription.objects.select_related("call__programme").filter(pk=facts["subscription"]).first()
    if row is None:
        raise Refusal(_("This is stopped already: you get no more mail, and your address was deleted."))
    return row


@transaction.atomic
def stop_following(row: Subscription) -> None:
    """Stop, and forget: the address, the wishes and the copies of the mails that were sent for them are deleted."""
    key = row.pk
    record("following_ended", row, by=None)
    SentMessage.objects.filter(about=f"follow:{key}").delete()
    row.delete()


def forget_follower(user: User) -> None:
    """Stop everything that the person follows with the address of their account."""
    for row in Subscription.objects.filter(email_digest=digest_of(user.email)).order_by("pk"):
        stop_following(row)


def followed_by(user: User) -> list[dict[str, Any]]:
    """What the person follows, for their own copy of their data."""
    rows = Subscription.objects.filter(email_digest=digest_of(user.email)).select_related("call")
    return [
        {"call": row.call.reference if row.call else None, "topic": row.topic, "since": row.confirmed_at.isoformat()}
        for row in rows.order_by("pk")
    ]


def tell_followers() -> int:
    """Mail to each follower what is new and was not told; returns how many mails. It may run as often as you like."""
    found = news(since=clock.now() - LOOK_BACK, most=MOST_NEWS)
    if not found:
        return 0
    matcher, applicants = Matcher(found), _Applicants()
    told, units = defaultdict(set), defaultdict(set)
    for subscription, activity in Told.objects.filter(activity__in=[each.number for each in found]).values_list(
        "subscription", "activity"
    ):
        told[subscription].add(activity)
    for subscription, unit in Subscription.units.through.objects.values_list("subscription_id", "territorialunit_id"):
        units[subscription].add(unit)
    sent = 0
    for row in Subscription.objects.select_related("call__programme").order_by("pk"):
        fresh = [each for each in matcher.for_(row, units[row.pk]) if each.number not in told[row.pk]]
        if fresh and _is_time(row):
            sent += _tell(row, fresh, applicants)
    return sent


def _is_time(row: Subscription) -> bool:
    if row.pace == Pace.AT_ONCE:
        return True
    return row.daily_on != clock.today() and timezone.localtime(clock.now()).hour >= DAILY_FROM_HOUR


class _Applicants:
    """The addresses of those who have begun an application, by call, read once for each."""

    def __init__(self) -> None:
        self._known: dict[int, set[str]] = {}

    def hear_anyway(self, each: News, email: str) -> bool:
        """Whether the holder of the address was told of it as an applicant."""
        if each.verb not in TOLD_TO_APPLICANTS:
            return False
        key = each.call.pk
        if key not in self._known:
            self._known[key] = {person.email.lower() for person in people_of_applicants(each.call)}
        return email.lower() in self._known[key]


@transaction.atomic
def _tell(row: Subscription, fresh: list[News], applicants: _Applicants) -> int:
    """One mail with `fresh`, which is marked as told in the same transaction."""
    locked = Subscription.objects.select_for_update().filter(pk=row.pk).first()
    if locked is None:
        return 0
    known = set(Told.objects.filter(subscription=locked).values_list("activity", flat=True))
    fresh = [each for each in fresh if each.number not in known]
    Told.objects.bulk_create(Told(subscription=locked, activity_id=each.number) for each in fresh)
    if locked.pace == Pace.DAILY:
        locked.daily_on = clock.today()
        locked.save(update_fields=["daily_on"])
    mine = [each for each in fresh if not applicants.hear_anyway(each, locked.email)]
    if mine:
        _mail(row, mine)
    return bool(mine)


def _mail(row: Subscription, mine: list[News]) -> None:
    stop = link_to(row)
    with translation.override(row.language):
        lines = [_line(each) for each in mine]
        title = mine[0].title if len(mine) == 1 else ""
        url = mine[0].address
    headers = {
        "List-Unsubscribe": f"<{settings.BASE_URL}{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    facts: dict[str, Any] = {"lines": lines, "title": title, "stop_url": f"{settings.BASE_URL}{stop}"}
    address = Address(row.email, row.language)
    notify([address], "call_news", url=url, about=f"follow:{row.pk}", headers=headers, **facts)


def _line(each: News) -> Mapping[str, Any]:
    """What a mail prints of one news, in the active language."""
    return {
        "title": each.title,
        "is_demo": each.call.is_demo,
        "verb": each.verb,
        "call": each.call,
        "answer": each.answer,
        "url": f"{settings.BASE_URL}{each.address}",
    }


def sweep_unconfirmed() -> int:
    """Forget the copies of mails whose link was not used in time; returns how many."""
    old = SentMessage.objects.filter(about=UNCONFIRMED, sent_at__lt=clock.now() - CONFIRM_WITHIN)
    return old.delete()[0]
