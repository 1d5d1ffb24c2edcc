"""What is done to a programme: set up, revised, started, completed, cancelled, published, withdrawn."""

from __future__ import annotations

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grants.actions.agreements.locks import lock_ledger
from grants.actions.money.refusals import MixedWithDemo
from grants.lifecycles import PROGRAMME
from grants.models import COLUMN_OF_KIND, COLUMNS, Programme
from grants.rules.programmes import copies_from_a_source
from kernel import clock
from kernel.refusals import NotAllowed, NotNow, Refusal
from organizations.actions.activity import record
from organizations.models import User

FACTS = [field.name for field in Programme._meta.concrete_fields if field.editable and not field.primary_key]
LANGUAGES = {"ro": gettext_lazy("Romanian"), "ru": gettext_lazy("Russian"), "en": gettext_lazy("English")}


class WithdrawalReason(models.TextChoices):
    """Why the public no longer reads a programme. A closed list, because the record holds no free text."""

    MISTAKE = "mistake", gettext_lazy("it holds a mistake")
    DONOR = "donor", gettext_lazy("the donor asked for it")
    PROTECTION = "protection", gettext_lazy("people could be harmed")
    LAW = "law", gettext_lazy("the law asks for it")


class CurrencyInUse(Refusal):
    """The ledger of the programme already counts in its currency."""


class FiguresStand(Refusal):
    """The column holds figures, which the new way of keeping it would hide or call by a wrong name."""


class NotComplete(Refusal):
    """What the public must be able to read is missing."""


@transaction.atomic
def create_programme(programme: Programme, *, by: User) -> Programme:
    """Save the new `programme` of an implementer in which `by` manages programmes; it is in preparation, not published.

    It is a demo record exactly when its implementer is. Refuses: NotAllowed.
    """
    _check_may(programme, by)
    if programme.implementer is not None:
        programme.is_demo = programme.implementer.is_demo
    programme.created_at = programme.changed_at = clock.now()
    programme.save(force_insert=True)
    record("programme_created", programme, by=by, organization=programme.implementer, code=programme.code)
    return programme


@transaction.atomic
def revise_programme(programme: Programme, *, by: User) -> Programme:
    """Save changed facts of `programme`; the old ones stay in its history.

    Refuses: NotAllowed; CurrencyInUse once the ledger counts in the currency; FiguresStand for a column that would be
    kept otherwise while it holds figures; MixedWithDemo.
    """
    before = Programme.objects.select_for_update().get(pk=programme.pk)
    _check_may(before, by)
    _check_may(programme, by)
    if before.currency != programme.currency and programme.ledger_entries.exists():
        text = _("The ledger of this project counts in %(currency)s already.") % {"currency": before.currency}
        raise CurrencyInUse(text, fields={"currency": text})
    _check_keeping(before, programme)
    if programme.implementer is not None and programme.implementer.is_demo != before.is_demo:
        text = _("A demo project belongs to a demo organisation, and a real one to a real one.")
        raise MixedWithDemo(text, fields={"implementer": text})
    programme.changed_at = clock.now()
    # Only what the form may change: status and publication may have moved since it was read.
    programme.save(update_fields=[*FACTS, "folded", "changed_at"])
    record("programme_revised", programme, by=by, organization=programme.implementer, code=programme.code)
    return programme


@transaction.atomic
def start_programme(programme: Programme, *, by: User) -> Programme:
    """The work has begun. Refuses: NotNow, NotAllowed."""
    return _move(programme, "start", "programme_started", by=by)


@transaction.atomic
def complete_programme(programme: Programme, *, by: User) -> Programme:
    """The work is done; calls and agreements of their own life are not touched. Refuses: NotNow, NotAllowed."""
    return _move(programme, "complete", "programme_completed", by=by)


@transaction.atomic
def cancel_programme(programme: Programme, *, by: User) -> Programme:
    """The programme does not go on. Refuses: NotNow, also while the ledger holds money of it; NotAllowed."""
    locked = Programme.objects.select_for_update().get(pk=programme.pk)
    if locked.ledger_entries.in_force().exists():
        raise NotNow(_("Money has moved in this project, so that it can only be completed, not cancelled."))
    return _move(programme, "cancel", "programme_cancelled", by=by)


@transaction.atomic
def publish_programme(programme: Programme, *, by: User) -> Programme:
    """Let the public read the programme. Refuses: NotAllowed; NotNow when it is public; NotComplete."""
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    _check_may(programme, by)
    if programme.is_published:
        raise NotNow(_("The project is published already."))
    missing = [str(name) for code, name in LANGUAGES.items() if not getattr(programme, f"title_{code}")]
    if missing:
        raise NotComplete(_("The title is missing in: %(languages)s.") % {"languages": ", ".join(missing)})
    programme.published_at, programme.published_by = clock.now(), by
    programme.save(update_fields=["published_at", "published_by"])
    record("programme_published", programme, by=by, organization=programme.implementer)
    return programme


@transaction.atomic
def withdraw_programme(programme: Programme, *, reason: str, by: User) -> Programme:
    """Take the programme out of the public's sight, for one of the known reasons. Refuses: NotAllowed, NotNow."""
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    _check_may(programme, by)
    if not programme.is_published:
        raise NotNow(_("The project is not published."))
    programme.published_at = programme.published_by = None
    programme.save(update_fields=["published_at", "published_by"])
    facts = {"reason_code": str(WithdrawalReason(reason))}
    record("programme_withdrawn", programme, by=by, organization=programme.implementer, **facts)
    return programme


def _check_may(programme: Programme, by: User) -> None:
    if not copies_from_a_source(by, programme) and not by.has_perm("grants.manage_programme", programme):
        raise NotAllowed(_("Only a programme manager of the implementing organisation may do this."))


def _check_keeping(before: Programme, programme: Programme) -> None:
    """Raise FiguresStand for each column that is to be kept otherwise while entries or planned amounts stand in it."""
    changed = [column for column in COLUMNS if before.keeping_of(column) != programme.keeping_of(column)]
    if not changed:
        return
    lock_ledger()
    kinds = before.ledger_entries.in_force().order_by().values_list("kind", flat=True).distinct()
    standing = {COLUMN_OF_KIND.get(kind) for kind in kinds}
    reasons: dict[str, str] = {}
    for column in changed:
        words = {"column": COLUMNS[column], "keeping": before.keeping_of(column).label}
        if column == "planned" and before.funding_lines.exists():
            text = _("“%(column)s” stays “%(keeping)s”: amounts are planned. Remove the lines of the plan first.")
            reasons[f"{column}_keeping"] = text % words
        elif column in standing:
            text = _("“%(column)s” stays “%(keeping)s”: the ledger holds entries of it. Reverse each of them first.")
            reasons[f"{column}_keeping"] = text % words
    if reasons:
        raise FiguresStand(next(iter(reasons.values())), fields=reasons)


def _move(programme: Programme, name: str, verb: str, *, by: User) -> Programme:
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    PROGRAMME.make(programme, name, by=None if copies_from_a_source(by, programme) else by)
    record(verb, programme, by=by, organization=programme.implementer)
    return programme
