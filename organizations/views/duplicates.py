"""The list of organisations that may be the same, and the page on which a person judges a pair."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kernel.views import ActPage, ListPage
from organizations.actions.duplicates import judge_duplicate
from organizations.filters import DuplicateFilters
from organizations.forms.joining import JudgeForm
from organizations.models import PossibleDuplicate
from organizations.queries.duplicates import pairs_for, reasons_of
from organizations.tables import DuplicateTable


class Duplicates(ListPage):
    """Pairs by likeness, decided ones too."""

    model = PossibleDuplicate
    table_class = DuplicateTable
    filterset_class = DuplicateFilters
    title = _("Possible duplicates")
    intro = _("Organisations whose names or contacts are alike. A person decides; what was decided stays here.")
    select_related = ("first", "second", "decided_by")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm("organizations.judge_duplicates"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[PossibleDuplicate]:
        """Those that this person judges."""
        return pairs_for(self.request.user)


class Judge(ActPage):
    """Both side by side, and the question."""

    model = PossibleDuplicate
    permission = "organizations.judge_duplicates"
    form_class = JudgeForm
    template_name = "organizations/duplicate.html"
    title = _("Are these two the same?")
    button = _("Keep the decision")
    done = _("The decision is kept.")

    def get_queryset(self) -> QuerySet[PossibleDuplicate]:
        """Those that this person judges, with both organisations."""
        return pairs_for(self.request.user).select_related("first__unit", "second__unit", "decided_by")

    def get_initial(self) -> dict[str, Any]:
        """The decision that stands."""
        return {"decision": self.thing.decision, "note": self.thing.note}

    def facts(self) -> dict[str, Any]:
        """Both, and why they are thought to be alike."""
        return {"pair": (self.thing.first, self.thing.second), "reasons": reasons_of(self.thing)}

    def act(self, form: JudgeForm) -> PossibleDuplicate:
        """Keep the decision."""
        return judge_duplicate(self.thing, by=self.request.user, **form.cleaned_data)

    def back_url(self) -> str:
        """The list."""
        return reverse("organizations:duplicates")

    def success_url(self, done: PossibleDuplicate) -> str:
        """The list."""
        return reverse("organizations:duplicates")
