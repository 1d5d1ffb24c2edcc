"""Filters of the lists of scorecards and commitments."""

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from kernel import clock
from kernel.filters import HouseFilterSet
from monitoring.models import Commitment, CommitmentStatus, ScorecardCycle, ScorecardStatus


class ScorecardFilter(HouseFilterSet):
    """By status, and by the names of scorecard, authority and facilitator."""

    searched = ("folded", "competence__authority__organization__folded", "facilitator__folded")

    status = django_filters.ChoiceFilter(choices=ScorecardStatus.choices, label=_("Status"))

    class Meta:
        model = ScorecardCycle
        fields = ["status"]


class CommitmentFilter(HouseFilterSet):
    """By status, by whether the promise is late, and by the names of promise and owner."""

    searched = ("folded", "owner__folded")

    status = django_filters.ChoiceFilter(choices=CommitmentStatus.choices, label=_("Status"))
    is_late = django_filters.ChoiceFilter(
        method="late", label=_("Late"), choices=[("true", _("yes")), ("false", _("no"))]
    )

    class Meta:
        model = Commitment
        fields = ["status"]

    def late(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """Open promises whose present due date has passed, or all others."""
        is_late = Q(due_on__lt=clock.today(), status__in=[CommitmentStatus.MADE, CommitmentStatus.CLAIMED])
        return queryset.filter(is_late) if value == "true" else queryset.exclude(is_late)
