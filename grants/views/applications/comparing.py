"""Up to four applications side by side."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views import View

from grants.models import Application
from grants.queries.applications.comparing import MOST, compare
from kernel.keys import key_in
from kernel.refusals import Refusal
from kernel.views import PersonRequest


class ComparePage(View):
    """The applications that the address names with `row`, as far as this person sees them."""

    def get(self, request: PersonRequest) -> HttpResponse:
        keys = [key for each in request.GET.getlist("row") if (key := key_in(each)) is not None]
        keys = list(dict.fromkeys(keys))
        rows = Application.objects.visible_to(request.user).filter(pk__in=keys[:MOST])
        rows = rows.select_related("call__programme__implementer", "organization")
        found = {each.pk: each for each in rows}
        chosen = [found[key] for key in keys if key in found]
        if not chosen:
            raise Http404
        may = {call: request.user.has_perm("grants.view_ranking", call) for call in {each.call for each in chosen}}
        compared = compare(chosen, with_reviews=[may[each.call] for each in chosen])
        too_many = Refusal(_("At most four are shown; these are the first of those that you chose."))
        context = {
            "compared": compared,
            "has_reviews": any(compared.reviews),
            "refusal": too_many if len(keys) > MOST else None,
            "has_demo": any(each.is_demo for each in chosen),
        }
        return render(request, "grants/applications/compare.html", context)
