"""Whatever a page offers to a person opens for that person: no link of the demo leads to a refusal."""

import html
import re
from collections import deque
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest

from config.demo.cast import BAR

pytestmark = pytest.mark.browser

LINK = re.compile(r'<a\b[^>]*?href="([^"#]+)', re.DOTALL)
# Leaving, other doors with a login of their own, and pages that only the demo has.
NOT_FOLLOWED = re.compile(r"logout|^/admin/|^/cms/|^/dev/|^/styleguide")


def shape(path: str) -> str:
    """The address without what tells one thing from another, so that one of each kind is opened."""
    return re.sub(r"/\d+(?=/|$)", "/N", re.sub(r"[A-Z]+-\d{4}-\d+(-reply)?", "REF", path))


def refused_to(page: Any, start: str) -> list[str]:
    """The links that answer with a refusal or an error, each with the page that offers it; one link of each shape."""
    waiting, shapes, refused = deque([(start, "")]), {shape(start)}, []
    while waiting:
        path, source = waiting.popleft()
        answer = page.context.request.get(path)
        if answer.status >= 400:
            refused.append(f"{answer.status} {path} from {source}")
        if "html" not in answer.headers.get("content-type", ""):
            continue
        here = answer.url
        for found in LINK.findall(answer.text()):
            parts = urlsplit(urljoin(here, html.unescape(found)))
            kind = shape(parts.path)
            if parts.netloc != urlsplit(here).netloc or kind in shapes or NOT_FOLLOWED.search(parts.path):
                continue
            shapes.add(kind)
            waiting.append((parts._replace(scheme="", netloc="").geturl(), path))
    return refused


@pytest.mark.parametrize("seat", [each.key for each in BAR])
def test_every_link_of_the_workspace_opens_for_the_seat_that_is_shown_it(visit, seat):
    assert refused_to(visit("/workspace/", seat=seat), "/workspace/") == []


@pytest.mark.parametrize("language", ["ro", "ru", "en"])
def test_every_link_of_the_public_pages_opens(visit, language):
    assert refused_to(visit(f"/{language}/"), f"/{language}/") == []
