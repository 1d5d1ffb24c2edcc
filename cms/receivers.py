"""What the public face does when a floor below publishes something."""

from typing import Any

from cms.models import CallIndexPage, CallPage
from grants.models import Call


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
