"""Taking answers over from an earlier application: chosen one by one, after they were read."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from grants.actions.applications.budgets import replace_budget
from grants.actions.applications.drafts import Entry, Saved, save_draft
from grants.queries.applications.answers import for_form
from grants.queries.applications.earlier import Offer, earlier_of, offers_of
from grants.queries.calls.intake import questions_of
from grants.views.applications.drafts import StepPage, say_clashes
from kernel.refusals import NotAllowed, Refusal
from kernel.views import PersonRequest


class EarlierAnswers(StepPage):
    """Which earlier application, then which of its answers; nothing is taken that was not ticked."""

    step_name = "facts"
    template_name = "grants/applications/earlier.html"

    def get(self, request: PersonRequest, **kwargs: Any) -> HttpResponse:
        mine = earlier_of(self.application)
        wanted = request.GET.get("from", "")
        source = get_object_or_404(mine, reference=wanted) if wanted else None
        return self.page(
            earlier=list(mine[:30]),
            source=source,
            offers=offers_of(self.application, source) if source is not None else [],
        )

    def post(self, request: PersonRequest, **kwargs: Any) -> HttpResponse:
        source = get_object_or_404(earlier_of(self.application), reference=request.POST.get("from", ""))
        chosen = set(request.POST.getlist("take"))
        offers = [each for each in offers_of(self.application, source) if each.key in chosen]
        if not offers:
            messages.info(request, _("Nothing was ticked, so nothing was taken over."))
            return redirect(self.here())
        try:
            clashes = self._take(offers)
        except NotAllowed as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            taken = ngettext("%(count)d answer was taken over.", "%(count)d answers were taken over.", len(offers))
            messages.success(request, taken % {"count": len(offers)})
            for saved in clashes:
                say_clashes(request, saved)
        return redirect(self.here())

    def _take(self, offers: list[Offer]) -> list[Saved]:
        """Take all that was ticked, or nothing; what somebody else wrote since the page was opened stays beside it."""
        budget = next((each for each in offers if each.key == "budget"), None)
        entries = self._entries([each for each in offers if each is not budget])
        done, by = [], self.request.user
        with transaction.atomic():
            if entries:
                done.append(save_draft(self.application, entries, by=by))
            if budget is not None:
                done.append(replace_budget(self.application, budget.value, by=by, base=self._base(budget)))
        return [saved for saved in done if saved.clashes]

    def _base(self, offer: Offer) -> str:
        return self.request.POST.get(f"base-{offer.key}", "") or offer.base

    def _entries(self, offers: list[Offer]) -> dict[str, Entry]:
        questions = {
            f"question-{each.pk}": each for each in questions_of(self.application.call, self.application.stage)
        }
        raw = {
            each.key: for_form(questions[each.key], each.value) if each.key in questions else each.value
            for each in offers
        }
        return {each.key: Entry(raw[each.key], self._base(each)) for each in offers}
