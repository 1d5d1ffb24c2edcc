"""Acts that change a published call: proposed with a reason, approved by a second person where the rule asks for it."""

from collections.abc import Mapping
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from grants.actions.calls.locks import locked_call
from grants.actions.calls.parts import check_part
from grants.actions.calls.versions import freeze_before, publish_version, with_reason
from grants.models import (
    Anchor,
    Call,
    CallAmendment,
    Choice,
    Criterion,
    InformationSession,
    Lot,
)
from grants.queries.calls.amendable import amendable_fields, call_of, wrong_way
from grants.queries.calls.hurdles import gaps_of
from grants.queries.calls.lots import lots_fault
from grants.queries.calls.versions import plain
from grants.queries.people import staff_of
from kernel import clock
from kernel.refusals import NotAllowed, NotNow, Refusal
from organizations.actions.activity import record
from organizations.models import Role, User
from organizations.notifications import notify


def _open_to_change(call: Call, *, by: User) -> Call:
    row = locked_call(call)
    if not by.has_perm("grants.change_call", row):
        raise NotAllowed(_("Only programme managers and grants officers of the implementer change its calls."))
    if row.published_at is None:
        raise NotNow(_("The call is not published yet: change its draft instead."))
    return row


@transaction.atomic
def amend_part(part: models.Model, values: Mapping[str, Any], *, reason: str, by: User) -> CallAmendment:
    """Change fields of a published call, or of a part of it, as `grants.amending` allows, with the reason.

    `values` holds the new values by field. What takes one person holds at once and makes a public version; what takes
    two waits for another programme manager. One amendment waits at a time.
    """
    row, why = _open_to_change(call_of(part), by=by), with_reason(reason)
    standing = type(part)._default_manager.get(pk=part.pk)
    rules = amendable_fields(standing, row)
    changed = {name: value for name, value in values.items() if plain(getattr(standing, name)) != plain(value)}
    if not changed:
        raise Refusal(_("Nothing is different: change something first."))
    errors: dict[str, str] = {}
    for name, value in changed.items():
        if name not in rules:
            errors[name] = _("This is not changed any more now that the call is published.")
        elif wrong := wrong_way(rules[name], getattr(standing, name), value):
            errors[name] = wrong
    if errors:
        raise Refusal(next(iter(errors.values())), fields=errors)
    needs_two = any(rules[name].people == 2 for name in changed)
    if needs_two and row.amendments.filter(approved_at__isnull=True, dropped_at__isnull=True).exists():
        raise NotNow(_("An amendment already waits for a second person."))
    return _propose(row, standing, changed, why, needs_two=needs_two, by=by)


def _propose(
    row: Call, part: models.Model, changed: Mapping[str, Any], reason: str, *, needs_two: bool, by: User
) -> CallAmendment:
    name = part._meta.model_name
    changes = [
        {"model": name, "id": part.pk, "field": field, "old": plain(getattr(part, field)), "new": plain(value)}
        for field, value in changed.items()
    ]
    now = clock.now()
    ended = {} if needs_two else {"approved_at": now, "approved_by": by}
    amendment = CallAmendment.objects.create(
        call=row, changes=changes, reason=reason, needs_two=needs_two, proposed_at=now, proposed_by=by, **ended
    )
    # What is proposed is tried out at once, so that nobody is asked to approve what cannot be.
    with transaction.atomic():
        mark = transaction.savepoint()
        _apply(row, changes)
        if needs_two:
            transaction.savepoint_rollback(mark)
    if not needs_two:
        publish_version(row, by=by, reason=reason, approved_by=None)
        return amendment
    row.refresh_from_db()
    record("call_amendment_proposed", row, by=by, organization=row.programme.implementer)
    others = [each for each in staff_of(row.programme, Role.PROGRAMME_MANAGER) if each.pk != by.pk]
    notify(others, "call_amendment_proposed", url=row.get_absolute_url(), call=row, amendment=amendment)
    return amendment


def _apply(row: Call, changes: list[dict[str, Any]]) -> None:
    """Write the new values, with the checks of a draft; a refusal says what does not fit together."""
    freeze_before(row, by=row.created_by)
    hurdles = set(gaps_of(row))
    parts: dict[tuple[str, int], models.Model] = {}
    for change in changes:
        key = (change["model"], change["id"])
        model = apps.get_model("grants", change["model"])
        if key not in parts:
            parts[key] = row if model is Call else model._default_manager.select_for_update().get(pk=change["id"])
        field = model._meta.get_field(change["field"])
        value = None if change["new"] == "" and field.null else field.to_python(change["new"])
        setattr(parts[key], change["field"], value)
    for part in parts.values():
        try:
            with transaction.atomic():
                part.save()
        except (IntegrityError, ValidationError):
            sentence = _("These values do not fit together: look at what is smallest, largest or stands twice.")
            raise Refusal(sentence) from None
        if not isinstance(part, Call | Choice | Anchor):
            check_part(part, row)  # type: ignore[arg-type]
        if isinstance(part, Call | Lot) and (fault := lots_fault(row)):
            raise Refusal(fault)
        if isinstance(part, Anchor | Criterion):
            _check_anchors(part.criterion if isinstance(part, Anchor) else part)
    _check_dates(row, hurdles)


def _check_anchors(criterion: Criterion) -> None:
    if criterion.anchors.filter(points__gt=criterion.maximum).exists():
        reason = _("An anchor stands for more points than the criterion has (%(most)d).")
        raise Refusal(reason % {"most": criterion.maximum})


def _check_dates(row: Call, before: set[str]) -> None:
    """Refuse what would hinder the approval of a draft and did not before: dates out of their order."""
    if new := [gap for gap in gaps_of(row) if gap not in before]:
        raise Refusal(" ".join(new))


def _waiting(amendment: CallAmendment) -> tuple[Call, CallAmendment]:
    row = locked_call(amendment.call)
    waiting = CallAmendment.objects.select_for_update().get(pk=amendment.pk)
    waiting.call = row
    if not waiting.is_waiting:
        raise NotNow(_("This amendment is decided already."))
    return row, waiting


@transaction.atomic
def approve_amendment(amendment: CallAmendment, *, by: User) -> Call:
    """The second person: the call says it from now on, in a public version, and all who have begun are told."""
    row, waiting = _waiting(amendment)
    if not by.has_perm("grants.approve_amendment", waiting):
        raise NotAllowed(_("Another programme manager than the one who proposed it approves an amendment."))
    for change in waiting.changes:
        part = apps.get_model("grants", change["model"])._default_manager.get(pk=change["id"])
        if change["field"] not in amendable_fields(part, row):
            raise NotNow(_("It is too late for this amendment: drop it."))
    _apply(row, waiting.changes)
    waiting.approved_at, waiting.approved_by = clock.now(), by
    waiting.save(update_fields=["approved_at", "approved_by"])
    publish_version(row, by=waiting.proposed_by, reason=waiting.reason, approved_by=by)
    return row


@transaction.atomic
def drop_amendment(amendment: CallAmendment, *, by: User) -> Call:
    """Drop an amendment that waits; the call stays as it is."""
    row, waiting = _waiting(amendment)
    if not by.has_perm("grants.change_call", row):
        raise NotAllowed(_("Only programme managers and grants officers of the implementer change its calls."))
    waiting.dropped_at, waiting.dropped_by = clock.now(), by
    waiting.save(update_fields=["dropped_at", "dropped_by"])
    record("call_amendment_dropped", row, by=by, organization=row.programme.implementer)
    return row


@transaction.atomic
def announce_session(session: InformationSession, *, by: User, reason: str) -> InformationSession:
    """Add or change an information session of a published call; a version says so, and all who have begun are told."""
    row, why = _open_to_change(session.call, by=by), with_reason(reason)
    freeze_before(row, by=by)
    check_part(session, row)
    session.save()
    publish_version(row, by=by, reason=why, approved_by=None)
    return session
