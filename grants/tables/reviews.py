"""The list of a reviewer."""

from typing import Any

from django.utils.translation import gettext_lazy, pgettext_lazy

from grants.models import Assignment
from kernel.tables import Column, DateColumn, LinkColumn, StatusColumn, Table


def title_of(assignment: Assignment) -> Any:
    """The title; nothing in a blind call, where only the page of the review takes the names out of it."""
    application = assignment.application
    return None if application.call.is_veiled else application.title


def applicant_of(assignment: Assignment) -> Any:
    """The organisation; nothing in a blind call."""
    application = assignment.application
    return None if application.call.is_veiled else application.organization


class ReviewTable(Table):
    """What a reviewer was given, what waits first. What a blind call hides is neither printed nor sorted by."""

    caption = gettext_lazy("Applications to review")
    empty = gettext_lazy("Nothing was given to you.")
    demo = "application__call__programme__is_demo"

    application = LinkColumn(gettext_lazy("Application"), "application.reference")
    title = Column(gettext_lazy("Project"), title_of, sort=False, missing=pgettext_lazy("name", "[hidden]"))
    organization = Column(
        gettext_lazy("Organisation"), applicant_of, sort=False, missing=pgettext_lazy("name", "[hidden]")
    )
    call = Column(gettext_lazy("Call"), "application.call", sort="application__call__title_ro")
    due_on = DateColumn(gettext_lazy("Due on"), missing=gettext_lazy("no date"))
    conflict = Column(
        gettext_lazy("Conflict of interest"),
        "get_conflict_display",
        missing=gettext_lazy("not declared yet"),
        sort="conflict",
    )
    review = StatusColumn(gettext_lazy("Review"), "review", missing=pgettext_lazy("review", "not begun"))
