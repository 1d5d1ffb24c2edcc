"""The batch of a list: which rows, which act, what it needs, and whether these are still the rows that were meant."""

import hashlib
from collections.abc import Sequence
from datetime import timedelta
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.db import models
from django.http import Http404, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import View

from kernel.batches import BatchAct, acts_for, begin_batch, finish_batch
from kernel.demo import is_demo
from kernel.filters import HouseFilterSet
from kernel.keys import key_in
from kernel.links import read, sign
from kernel.refusals import Refusal
from kernel.requests import PersonRequest

PURPOSE = "batch"
MAX_AGE = timedelta(hours=12)
ALL = "all"


def _digest(keys: list[int]) -> str:
    return hashlib.sha256(",".join(map(str, sorted(keys))).encode()).hexdigest()[:16]


class BatchedList(View):
    """What a list needs for acts on many of its rows: the ticked ones, or all that its filter finds."""

    request: PersonRequest
    filterset_class: ClassVar[type[HouseFilterSet]]
    batch: ClassVar[str] = ""  # under which name the registry `kernel.batches.batch_acts` has acts for its rows

    def get_queryset(self) -> models.QuerySet:
        """The rows that this person sees."""
        raise NotImplementedError

    def post(self, request: PersonRequest, **kwargs: Any) -> HttpResponseBase:
        """First the page that asks what the act needs; posted again with `set`, the act itself."""
        acts = {each.name: each for each in acts_for(self.batch, request.user)}
        if not acts:
            return self.http_method_not_allowed(request)
        act = acts.get(request.POST.get("act", ""))
        if act is None:
            raise Http404
        try:
            facts = read(PURPOSE, request.POST.get("filter", ""), MAX_AGE)
        except Refusal as refusal:
            return self._back(str(refusal))
        if facts["of"] != request.user.pk or facts["at"] != request.path:
            raise Http404
        keys = self._keys(facts)
        if not keys:
            return self._back(_("No row is chosen: tick some, or take all that the filter finds."))
        if act.leads_to is not None:
            return redirect(act.leads_to(keys))
        return self._asked(act, keys, facts)

    def batch_facts(self, count: int) -> dict[str, Any]:
        """What the list prints so that an act can be chosen for its rows; nothing where there is no act or no row.

        The filter is signed as it stands: whom it was shown to, on which list, and how many rows it found.
        """
        acts = acts_for(self.batch, self.request.user) if count else []
        if not acts:
            return {}
        given = self.request.GET.copy()
        for key in ("page", "format", "sort"):
            given.pop(key, None)
        shown = {"q": given.urlencode(), "n": count, "of": self.request.user.pk, "at": self.request.path}
        return {"batch_acts": acts, "batch_filter": sign(PURPOSE, shown)}

    def is_about_demo(self, keys: Sequence[int]) -> bool:
        """Whether the rows with `keys` are invented, by the first of them: real and invented ones do not mix."""
        return is_demo(self.get_queryset().filter(pk__in=keys[:1]).first())

    def _keys(self, facts: dict[str, Any]) -> list[int]:
        """The rows that are meant: the ticked ones, or all that the signed filter finds now for this person."""
        if self.request.POST.get("scope") != ALL:
            ticked = [key for each in self.request.POST.getlist("row") if (key := key_in(each)) is not None]
            visible = set(self.get_queryset().filter(pk__in=ticked).values_list("pk", flat=True))
            return [each for each in dict.fromkeys(ticked) if each in visible]
        filters = self.filterset_class(QueryDict(facts["q"]), self.get_queryset(), request=self.request)
        if not filters.form.is_valid():
            return []
        return list(filters.qs.order_by("pk").values_list("pk", flat=True).distinct())

    def _asked(self, act: BatchAct, keys: list[int], facts: dict[str, Any]) -> HttpResponse:
        """The page of the act, or the act where its form is whole and the rows are still those that were shown."""
        request = self.request
        meant = request.POST.get("set", "")
        is_same = meant == _digest(keys)
        is_all = request.POST.get("scope") == ALL
        form = act.form(request.user, keys, request.POST if is_same else None) if act.form else forms.Form(request.POST)
        if is_same and form.is_valid():
            return self._begin(act, keys, form)
        found = facts["n"] if is_all and not meant else request.POST.get("count", "")
        has_changed = (bool(meant) and not is_same) or (is_all and not meant and found != len(keys))
        words = {
            "title": act.label,
            "text": act.text,
            "act": act,
            "form": form,
            "keys": keys,
            "scope": ALL if is_all else "ticked",
            "filter": request.POST["filter"],
            "set": _digest(keys),
            "before": found if has_changed else None,
            "back_url": f"{request.path}?{facts['q']}",
            "names": [str(each) for each in act.rows(request.user).filter(pk__in=keys[:10])],
            "has_demo": self.is_about_demo(keys),
        }
        return render(request, "pages/batch.html", words)

    def _begin(self, act: BatchAct, keys: list[int], form: Any) -> HttpResponse:
        facts = form.facts() if hasattr(form, "facts") else form.cleaned_data
        try:
            run = begin_batch(act, keys, by=self.request.user, path=self.request.path, facts=facts)
        except Refusal as refusal:
            return self._back(str(refusal))
        if not run.is_in_background:
            finish_batch(run)
        return redirect(run)

    def _back(self, reason: str) -> HttpResponse:
        messages.error(self.request, reason)
        return redirect(self.request.get_full_path())
