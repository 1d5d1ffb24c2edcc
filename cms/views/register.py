"""What the lists of all public registers share."""

from typing import Any

from kernel.views import ListPage


class PublicList(ListPage):
    """A list printed under a page of the public site, which is handed in as `page`."""

    def facts(self) -> dict[str, Any]:
        """The page of the public site under which the list is printed."""
        return {"page": self.kwargs["page"]}
