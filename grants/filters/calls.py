"""Filters of the lists of calls, applications and reviews."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grants.models import (
    READER_ROLES,
    Application,
    ApplicationStatus,
    Assignment,
    AssignmentQuerySet,
    Call,
    CallStatus,
    ReviewStatus,
    Voice,
)
from grants.queries.applications.labels import label_names, labelled_for
from grants.queries.applications.messages import waiting_for
from grants.queries.calls.names import call_names
from kernel import clock
from kernel.filters import LETTERS, HouseFilterSet, OfferedFilter
from kernel.folding import fold
from organizations.queries.memberships import organizations_where

STATES = [
    ("open", pgettext_lazy("call", "open")),
    ("over", _("deadline passed")),
    *[(each.value, each.label) for each in CallStatus if each != CallStatus.PUBLISHED],
]


class CallFilters(HouseFilterSet):
    """Calls by state; "open" is asked of the clock."""

    state = django_filters.ChoiceFilter(label=_("State"), choices=STATES, method="by_state")

    class Meta:
        model = Call
        fields: list[str] = []

    def by_state(self, queryset: QuerySet[Call], name: str, value: str) -> QuerySet[Call]:
        """Open now, over by the clock, or a recorded status."""
        if value == "open":
            return queryset.filter(status=CallStatus.PUBLISHED, deadline_at__gt=clock.now())
        if value == "over":
            return queryset.filter(
                Q(status=CallStatus.PUBLISHED, deadline_at__lte=clock.now()) | Q(status=CallStatus.CLOSED)
            )
        return queryset.filter(status=value)


WAITING = [("waiting", _("wait for an answer of staff"))]


class ApplicationFilters(HouseFilterSet):
    """Applications by call and status; the search reads reference, title and organisation."""

    searched = ("folded", "organization__folded")

    call = OfferedFilter(label=_("Call"), offered=call_names)
    status = django_filters.ChoiceFilter(label=_("Status"), choices=ApplicationStatus.choices)
    label = OfferedFilter(label=_("Label"), offered=label_names, method="by_label")
    messages = django_filters.ChoiceFilter(label=_("Messages"), choices=WAITING, method="by_messages")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        user: Any = getattr(self.request, "user", None)
        if not user or not organizations_where(user, *READER_ROLES):
            del self.filters["label"], self.filters["messages"]

    def by_label(self, queryset: QuerySet[Application], name: str, value: int) -> QuerySet[Application]:
        """Those with the label, without what the person reviews: its labels are not for them to know."""
        user: Any = getattr(self.request, "user", None)
        return queryset.filter(pk__in=labelled_for(user).filter(label=value).order_by().values("application"))

    def by_messages(self, queryset: QuerySet[Application], name: str, value: str) -> QuerySet[Application]:
        """Those whose last message is the applicant's and was not read by staff."""
        return queryset.filter(pk__in=waiting_for(Voice.STAFF, Application.objects.all()).order_by().values("pk"))

    class Meta:
        model = Application
        fields: list[str] = []


REVIEWS = [("waiting", pgettext_lazy("review", "waits for you")), ("submitted", pgettext_lazy("review", "submitted"))]


class AssignmentFilters(HouseFilterSet):
    """What a reviewer was given, by application or organisation; in a blind call by reference alone.

    A search that finds a hidden name would tell it.
    """

    state = django_filters.ChoiceFilter(label=_("Review"), choices=REVIEWS, method="by_state")

    class Meta:
        model = Assignment
        fields: list[str] = []

    def by_state(self, queryset: AssignmentQuerySet, name: str, value: str) -> AssignmentQuerySet:
        """Those whose review is wanted now, or is in."""
        if value == "waiting":
            return queryset.outstanding()
        return queryset.filter(review__status=ReviewStatus.SUBMITTED)

    def search(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """Rows in which each word is found, in what their reviewer may read of them."""
        is_open = Q(application__call__is_blind=False) | Q(application__call__names_opened_at__isnull=False)
        for word in fold(value[:LETTERS]).split():
            texts = Q(application__folded__contains=word) | Q(application__organization__folded__contains=word)
            queryset = queryset.filter(Q(application__reference__icontains=word) | (is_open & texts))
        return queryset
