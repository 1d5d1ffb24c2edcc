"""The batch of a list: which rows, which act, what it needs, and whether these are still the rows that were meant."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kernel.batches import BatchAct, acts_for, begin_batch, finish_batch
from kernel.links import read, sign
from kernel.refusals import Refusal

if TYPE_CHECKING:
    from kernel.views.lists import ListPage

PURPOSE = "batch"
MAX_AGE = timedelta(hours=12)
ALL = "all"


def batch_token(page: ListPage, count: int) -> str:
    """The filter as it stands on the list, signed: whom it was shown to, and how many rows it found."""
    given = page.request.GET.copy()
    for key in ("page", "format", "sort"):
        given.pop(key, None)
    return sign(PURPOSE, {"q": given.urlencode(), "n": count, "of": page.request.user.pk, "at": page.request.path})


def _keys(page: ListPage, facts: dict[str, Any]) -> list[int]:
    """The rows that are meant: the ticked ones, or all that the signed filter finds now for this person."""
    if page.request.POST.get("scope") != ALL:
        ticked = [int(each) for each in page.request.POST.getlist("row") if each.isdecimal() and len(each) < 18]
        visible = set(page.get_queryset().filter(pk__in=ticked).values_list("pk", flat=True))
        return [each for each in dict.fromkeys(ticked) if each in visible]
    filters = page.filterset_class(QueryDict(facts["q"]), page.get_queryset(), request=page.request)
    if not filters.form.is_valid():
        return []
    return list(filters.qs.order_by("pk").values_list("pk", flat=True).distinct())


def _digest(keys: list[int]) -> str:
    return hashlib.sha256(",".join(map(str, sorted(keys))).encode()).hexdigest()[:16]


def batch_page(page: ListPage) -> HttpResponse:
    """First the page that asks what the act needs; posted again with `set`, the act itself."""
    request = page.request
    acts = {each.name: each for each in acts_for(page.batch, request.user)}
    act = acts.get(request.POST.get("act", ""))
    if act is None:
        raise Http404
    try:
        facts = read(PURPOSE, request.POST.get("filter", ""), MAX_AGE)
    except Refusal as refusal:
        return _back(page, str(refusal))
    if facts["of"] != request.user.pk or facts["at"] != request.path:
        raise Http404
    keys = _keys(page, facts)
    if not keys:
        return _back(page, _("No row is chosen: tick some, or take all that the filter finds."))
    if act.leads_to is not None:
        return redirect(act.leads_to(keys))
    meant = request.POST.get("set", "")
    is_same = meant == _digest(keys)
    is_all = request.POST.get("scope") == ALL
    form = act.form(request.user, keys, request.POST if is_same else None) if act.form else forms.Form(request.POST)
    if is_same and form.is_valid():
        return _begin(page, act, keys, form)
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
        "has_demo": page.is_about_demo(keys),
    }
    return render(request, "pages/batch.html", words)


def _begin(page: ListPage, act: BatchAct, keys: list[int], form: Any) -> HttpResponse:
    facts = form.facts() if hasattr(form, "facts") else form.cleaned_data
    try:
        run = begin_batch(act, keys, by=page.request.user, path=page.request.path, facts=facts)
    except Refusal as refusal:
        return _back(page, str(refusal))
    if not run.is_in_background:
        finish_batch(run)
    return redirect(run)


def _back(page: ListPage, reason: str) -> HttpResponse:
    messages.error(page.request, reason)
    return redirect(page.request.get_full_path())
