"""What the public face does when a floor below publishes something, or an editor comes or goes."""

from typing import Any

from cms.desks import seat, unseat
from cms.models import CallIndexPage, CallPage
from grants.models import Call
from organizations.models import Membership, Role


def make_call_pages(sender: Any, call: Call, **kwargs: Any) -> None:
    """A live page for the call in each language, tied together as translations; runs in the act's transaction."""
    key = None
    for index in CallIndexPage.objects.live().select_related("locale").order_by("path"):
        page = CallPage.objects.child_of(index).filter(call=call).first()
        if page is None:
            title = getattr(call, f"title_{index.locale.language_code}") or call.title
            page = CallPage(title=title, slug=call.slug, call=call, locale=index.locale)
            page.translation_key = key or page.translation_key
            index.add_child(instance=page)
        elif not page.live:
            page.save_revision().publish()
        key = page.translation_key


def seat_or_unseat(sender: Any, membership: Membership, **kwargs: Any) -> None:
    """Who became an editor of an implementer sits at its desk, who stopped being one leaves it; in the transaction."""
    if membership.role == Role.EDITOR:
        (seat if membership.ended_at is None else unseat)(membership)
