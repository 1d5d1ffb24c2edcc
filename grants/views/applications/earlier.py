"""Taking answers over from an earlier application: chosen one by one, after they were read."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from grants.actions.applications.drafts import Entry, save_draft
from grants.queries.applications.answers import for_form, values_of
from grants.queries.applications.earlier import earlier_of, offers_of
from grants.queries.calls.intake import questions_of
from grants.receipts import token
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
        questions = {
            f"question-{each.pk}": each for each in questions_of(self.application.call, self.application.stage)
        }
        values = values_of(self.application)
        entries = {}
        for each in offers:
            question = questions.get(each.key)
            raw = for_form(question, each.value) if question is not None else each.value
            standing = values.get(question.pk) if question is not None else self.application.summary
            entries[each.key] = Entry(raw, token(standing))
        try:
            saved = save_draft(self.application, entries, by=request.user)
        except NotAllowed as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            taken = ngettext("%(count)d answer was taken over.", "%(count)d answers were taken over.", len(offers))
            messages.success(request, taken % {"count": len(offers)})
            if saved.clashes:
                say_clashes(request, saved)
        return redirect(self.here())
