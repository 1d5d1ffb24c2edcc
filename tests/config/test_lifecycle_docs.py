"""The drawn lifecycles are true."""

from config.lifecycle_docs import PATH, all_lifecycles, as_markdown


def test_lifecycle_page_is_fresh():
    assert PATH.read_text(encoding="utf-8") == as_markdown(), "Run: manage.py draw_lifecycles"


def test_lifecycles_are_found():
    assert {"application", "agreement"} <= {lifecycle.name for lifecycle in all_lifecycles()}
