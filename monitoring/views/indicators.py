"""The page of one indicator: what was promised and kept, by period, by category, and the reports that make it."""

from typing import Any

from django.db.models import QuerySet

from kernel.views import DetailPage
from monitoring.models import Indicator
from monitoring.queries.progress import indicator_progress
from monitoring.queries.way_down import by_category, by_period, latest_contributions

SHOWN = 100


class IndicatorPage(DetailPage):
    """One indicator with its way down."""

    model = Indicator
    permission = "monitoring.view_framework"
    template_name = "monitoring/indicator.html"

    def get_queryset(self) -> QuerySet[Indicator]:
        return Indicator.objects.visible_to(self.request.user).select_related(
            "framework__programme", "framework__agreement__organization", "result", "dimension", "linked_to"
        )

    def facts(self, thing: Indicator) -> dict[str, Any]:
        line = indicator_progress(thing)
        return {
            "line": line,
            "framework": thing.framework,
            "by_period": by_period(thing),
            "by_category": by_category(thing),
            "rows": latest_contributions(thing, SHOWN),
            "row_count": line.reached.reports,
            "shown": SHOWN,
            "may_change": self.request.user.has_perm("monitoring.change_framework", thing.framework),
        }
