"""Answers about the lots of a call: whether their money fits, and where it does not."""

from collections.abc import Iterable
from decimal import Decimal

from django.db.models import F, Sum
from django.utils.translation import gettext as _

from grants.models import Call
from grants.queries.applications.budgets import say


def lots_over_envelope(call: Call, lots: Decimal) -> str:
    """With the figures, that lots of `lots` in all pass the money of the call; "" when they fit."""
    if lots <= call.envelope:
        return ""
    return _("The lots hold %(lots)s %(currency)s together, %(over)s more than the call has (%(envelope)s).") % {
        "lots": say(lots),
        "over": say(lots - call.envelope),
        "envelope": say(call.envelope),
        "currency": call.currency,
    }


def lots_fault(call: Call) -> str:
    """With the figures, that the stored lots of `call` pass its money; "" when they fit. One query."""
    return lots_over_envelope(call, call.lots.aggregate(sum=Sum("ceiling"))["sum"] or Decimal(0))


def overdrawn_lots() -> Iterable[str]:
    """Calls whose lots pass their envelope; for the proof of integrity."""
    for call in Call.objects.annotate(in_lots=Sum("lots__ceiling")).filter(in_lots__gt=F("envelope")).order_by("pk"):
        yield f"{call.reference}: the lots pass the envelope"


def strange_lots() -> Iterable[str]:
    """Applications that answer to a lot of another call; for the proof of integrity."""
    rows = Call.objects.filter(applications__lot__isnull=False).exclude(applications__lot__call=F("pk"))
    yield from (f"{call.reference}: an application answers to a lot of another call" for call in rows.distinct())
