"""One act on many things: the same code as the single act, a transaction for each row, a result for each row.

    batch_acts.add(BatchAct("assign", "applications", _("Assign a reviewer"), rows=Application.objects.visible_to,
                            act=assign_row, shown_to=runs_calls, form=ReviewerForm))

A list offers the acts of its `batch` name. Up to 50 rows are done in the request, more of them in the background.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.db import models, transaction
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from kernel import clock
from kernel.demo import is_demo
from kernel.models import BatchRow, BatchRun, Outcome
from kernel.refusals import Refusal
from kernel.registries import Registry
from kernel.shelves import person_of, work_finished
from kernel.tasking import job

AT_ONCE = 50
MOST = 5000
CHUNK = 200
logger = logging.getLogger(__name__)


class NothingToDo(Refusal):
    """The row is already as the act would make it; it is skipped."""


class BatchRefused(Refusal):
    """The whole batch is not begun."""


@dataclass(frozen=True)
class BatchAct:
    """An act that a list offers for many rows.

    `rows(user)` is the scope, asked again at each row; `act(thing, facts, user)` makes it, or raises a Refusal (the
    row is refused) or NothingToDo (it is skipped). `form(user, keys, data)` asks for what the act needs; its `facts()`,
    or its cleaned data, are JSON values. With `leads_to(keys)` nothing is done: the person goes on to that address.
    """

    name: str
    list: str
    label: str | Promise
    rows: Callable[[Any], models.QuerySet] = field(repr=False)
    shown_to: Callable[[Any], bool] = field(repr=False)
    act: Callable[[Any, Mapping[str, Any], Any], object] | None = field(default=None, repr=False)
    form: Callable[..., forms.Form] | None = field(default=None, repr=False)
    leads_to: Callable[[Sequence[int]], str] | None = field(default=None, repr=False)
    text: str | Promise = ""
    order: int = 100


batch_acts: Registry[BatchAct] = Registry()


def acts_for(list_name: str, user: Any) -> list[BatchAct]:
    """The acts that `user` may ask for on the list `list_name`."""
    return [each for each in batch_acts if list_name and each.list == list_name and each.shown_to(user)]


@transaction.atomic
def begin_batch(act: BatchAct, keys: Sequence[int], *, by: Any, path: str, facts: Mapping[str, Any]) -> BatchRun:
    """Keep which rows are to be done, in the order of `keys`; beyond 50 of them the queue does it.

    Things that the person does not see are kept as rows too, and refused when they come. Raises BatchRefused for none
    and for more than 5000.
    """
    if not keys:
        raise BatchRefused(_("No row is chosen: tick some, or take all that the filter finds."))
    if len(keys) > MOST:
        raise BatchRefused(_("A batch takes at most %(most)s rows; filter the list further.") % {"most": MOST})
    found: dict[int, Any] = {}
    for start in range(0, len(keys), CHUNK):
        found |= {each.pk: each for each in act.rows(by).filter(pk__in=keys[start : start + CHUNK])}
    run = BatchRun.objects.create(
        person=by.pk,
        act=act.name,
        facts=dict(facts),
        path=path,
        title=str(act.label),
        language=translation.get_language() or "ro",
        is_demo=any(is_demo(each) for each in list(found.values())[:1]),
        is_in_background=len(keys) > AT_ONCE,
        asked_at=clock.now(),
    )
    rows = [_row(run, order, key, found.get(key)) for order, key in enumerate(dict.fromkeys(keys), 1)]
    BatchRow.objects.bulk_create(rows, batch_size=500)
    if run.is_in_background:
        run_batch.enqueue(run.pk)
    return run


def _row(run: BatchRun, order: int, key: int, thing: Any) -> BatchRow:
    address = getattr(thing, "get_absolute_url", None)
    label = str(thing)[:300] if thing is not None else f"#{key}"
    return BatchRow(run=run, order=order, key=key, label=label, url=address() if address else "")


def finish_batch(run: BatchRun) -> BatchRun:
    """Do every row of `run` that waits, each in a transaction of its own with its result; again changes nothing."""
    act, person = batch_acts[run.act], person_of(run.person)
    with translation.override(run.language):
        for key in list(run.rows.filter(outcome=Outcome.WAITING).order_by("order").values_list("pk", flat=True)):
            _do_row(act, key, run.facts, person)
    if BatchRun.objects.filter(pk=run.pk, finished_at__isnull=True).update(finished_at=clock.now()):
        run.refresh_from_db()
        if run.is_in_background and person is not None:
            work_finished.send(BatchRun, work=run, person=person)
    return run


@transaction.atomic
def _do_row(act: BatchAct, key: int, facts: Mapping[str, Any], person: Any) -> None:
    row = BatchRow.objects.select_for_update().get(pk=key)
    if row.outcome != Outcome.WAITING:
        return
    row.outcome, row.reason = _outcome_of(act, row.key, facts, person)
    row.done_at = clock.now()
    row.save(update_fields=["outcome", "reason", "done_at"])


def _outcome_of(act: BatchAct, key: int, facts: Mapping[str, Any], person: Any) -> tuple[str, str]:
    if person is None or act.act is None or not act.shown_to(person):
        return Outcome.REFUSED, _("The person who asked for it may not do this any more.")
    thing = act.rows(person).filter(pk=key).first()
    if thing is None:
        return Outcome.REFUSED, _("You do not see it, or not any more.")
    try:
        with transaction.atomic():
            act.act(thing, facts, person)
    except NothingToDo as refusal:
        return Outcome.SKIPPED, str(refusal)
    except Refusal as refusal:
        return Outcome.REFUSED, str(refusal)
    except Exception:
        logger.exception("Batch act %s failed on row %s.", act.name, key)
        return Outcome.REFUSED, _("A fault of ours, which is noted. Try this row alone.")
    return Outcome.DONE, ""


@job()
def run_batch(key: int) -> None:
    """Do the rows of a batch that still wait."""
    finish_batch(BatchRun.objects.get(pk=key))
