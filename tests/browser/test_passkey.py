"""A passkey in a real browser: set up from the page of the account, then the way in; the browser plays the phone."""

from typing import Any

import pytest

from tests.browser.conftest import follow, violations

pytestmark = pytest.mark.browser
# A phone that keeps keys and knows its owner's finger, as Chromium plays it.
PHONE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def plug_in(page: Any) -> None:
    """From now on the page's browser has a phone beside it."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": PHONE})


def press(page: Any, name: str) -> None:
    """Go on, from a page without a barrier."""
    assert violations(page) == []
    follow(page, name)


def test_passkey_is_set_up_and_lets_in_without_a_password(visit):
    page = visit("/workspace/people/me/", seat="sofia")
    plug_in(page)
    press(page, "Passkeys, authenticator app, recovery codes")
    press(page, "Add a passkey")
    page.get_by_label("Passwordless").check()
    press(page, "Add")
    press(page, "Use a security key")  # before the recovery codes are shown; the page asks the phone at once
    press(page, "Use a security key")
    codes = page.get_by_label("Unused codes").input_value().split()
    assert len(set(codes)) == 10
    assert violations(page) == []
    page.goto("/accounts/2fa/webauthn/")
    assert "logs you in without a password" in page.locator("main table").inner_text()
    assert violations(page) == []

    page.goto("/workspace/")
    page.get_by_role("button", name="Log out", exact=True).click()
    page.goto("/workspace/people/me/")
    assert page.locator("h1").inner_text() == "Log in"
    press(page, "Log in with a passkey")
    assert page.url.endswith("/workspace/people/me/")
    assert "sofia@demo.invalid" in page.locator("main").inner_text()
    assert "A second factor protects the account." in page.locator("main").inner_text()
