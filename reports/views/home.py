"""The home of the workspace: what waits for me, and where my money is."""

from typing import Any

from django.views.generic import TemplateView

from kernel import clock
from kernel.registries import sections_for
from kernel.views import PersonRequest
from organizations.queries.memberships import acts_for_demo
from reports.tasks import waiting_for


class HomePage(TemplateView):
    """Opens on every task that waits for this person; other floors add what they know (money, results)."""

    request: PersonRequest
    template_name = "reports/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Tasks in order of their dates, and the sections registered for the place "home"."""
        tasks = waiting_for(self.request.user)
        today = clock.today()
        return super().get_context_data(
            tasks=tasks,
            late=sum(1 for task in tasks if task.due_on and task.due_on < today),
            first_due=next((task.due_on for task in tasks if task.due_on), None),
            today=today,
            has_demo=self.request.user.is_demo or acts_for_demo(self.request.user),
            sections=sections_for("home", self.request.user, self.request),
            **kwargs,
        )
