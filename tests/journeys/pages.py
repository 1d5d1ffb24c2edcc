"""What journeys share: a page sent in and its answer read, and the day by which something is to be done."""

from datetime import timedelta

from django.urls import reverse

from kernel import clock


def send(browser, route, *args, status=200, **data):
    """The text of the page to which a form leads; whatever the server refuses fails with what it said."""
    response = browser.post(reverse(f"grants:{route}", args=args), data, follow=True)
    page = response.content.decode()
    assert response.status_code == status, page[page.find("<main") :][:3000]
    return page


def look(browser, route, *args, status=200):
    """The text of a page."""
    response = browser.get(reverse(f"grants:{route}", args=args))
    assert response.status_code == status
    return response.content.decode()


def in_days(days):
    """A day as a form takes it."""
    return (clock.today() + timedelta(days=days)).isoformat()
