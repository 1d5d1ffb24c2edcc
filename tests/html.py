"""The test client: every HTML page that it is given is parsed strictly, so that a broken one fails the test."""

from collections import Counter
from typing import Any, ClassVar

import html5lib
from django.http import HttpResponse
from django.test import Client

PARSED_OF_A_KIND = 4
FOREIGN = ("/cms/", "/admin/")  # pages of Wagtail's and Django's admin are theirs to mend


def faults(text: str, *, fragment: bool = False) -> list[str]:
    """What is wrong with the HTML: parse errors by line, ids that stand twice, forms that Django would not take."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parseFragment(text) if fragment else parser.parse(text)
    lines = text.splitlines() or [""]
    found = [
        f"line {line}: {code} {facts or ''} {lines[min(line, len(lines)) - 1].strip()[:160]}"
        for (line, _column), code, facts in parser.errors
    ]
    ids = Counter(element.get("id") for element in tree.iter() if element.get("id"))
    found += [f"id stands {times} times: {name}" for name, times in ids.items() if times > 1]
    return found + [
        f"form without its token: {form.get('action') or 'here'}" for form in tree.iter("form") if _lacks(form)
    ]


def _lacks(form: Any) -> bool:
    """A form that is posted without the token against forgery: the test client does not ask for it, the server does.

    A sample of a form, which is posted to a place on its own page, needs none.
    """
    names = {each.get("name") for each in form.iter("input")}
    is_posted = (form.get("method") or "get").lower() == "post" and not (form.get("action") or "").startswith("#")
    return is_posted and "csrfmiddlewaretoken" not in names


class StrictClient(Client):
    """Django's test client, with every kind of page of ours parsed.

    Parsing is slow, so of each route and status the first few are parsed, not the hundredth of the same kind.
    """

    parsed: ClassVar[Counter[tuple[str, int]]] = Counter()

    def request(self, **request: Any) -> HttpResponse:
        response = super().request(**request)
        path = request.get("PATH_INFO", "")
        is_html = response.headers.get("Content-Type", "").startswith("text/html")
        if is_html and not response.streaming and response.content and not path.startswith(FOREIGN):
            match = response.resolver_match
            kind = (
                path if match is None or match.view_name == "wagtail_serve" else match.view_name,
                response.status_code,
            )
            self.parsed[kind] += 1
            if self.parsed[kind] > PARSED_OF_A_KIND:
                return response
            found = faults(response.content.decode(), fragment="HTTP_HX_REQUEST" in request)
            assert not found, f"{path} is broken HTML:\n" + "\n".join(found)
        return response
