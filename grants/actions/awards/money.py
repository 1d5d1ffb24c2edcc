"""What every list must hold to: the envelope, the money of each lot, and what one organisation may get."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from grants.models import Application, Call, Lot
from grants.queries.applications.budgets import say
from grants.queries.awards.ranking import taken_by_lot
from grants.queries.calls.ceilings import ceiling_faults
from kernel.refusals import Refusal

Amounts = Sequence[tuple[Application, Decimal]]


def check_money(call: Call, amounts: Amounts) -> None:
    """Refuse `amounts` when they, with the standing awards, pass what there is; the reason says by how much."""
    by_lot = taken_by_lot(call)
    total, taken = sum((amount for _application, amount in amounts), Decimal(0)), sum(by_lot.values(), Decimal(0))
    if total + taken > call.envelope:
        figures = {
            "total": say(total),
            "taken": say(taken),
            "envelope": say(call.envelope),
            "over": say(total + taken - call.envelope),
            "currency": call.currency,
        }
        raise Refusal(
            _(
                "The list awards %(total)s %(currency)s; with %(taken)s awarded before, this is %(over)s %(currency)s "
                "more than the %(envelope)s available. Lower an amount or move one to the reserve."
            )
            % figures
        )
    for lot in call.lots.all():
        here = sum((amount for application, amount in amounts if application.lot_id == lot.pk), Decimal(0))
        _check_lot(lot, here, by_lot.get(lot.pk, Decimal(0)), call.currency)
    for application, amount in amounts:
        faults = ceiling_faults(application.organization, call, amount, without=application)
        if faults:
            reason = " ".join([f"{application.reference}, {application.organization}:", *faults])
            raise Refusal(reason, fields={f"amount_{application.pk}": reason})


def _check_lot(lot: Lot, total: Decimal, taken: Decimal, currency: str) -> None:
    if total + taken <= lot.ceiling:
        return
    figures = {
        "lot": lot.title,
        "total": say(total),
        "taken": say(taken),
        "ceiling": say(lot.ceiling),
        "over": say(total + taken - lot.ceiling),
        "currency": currency,
    }
    raise Refusal(
        _(
            "In lot “%(lot)s” the list awards %(total)s %(currency)s; with %(taken)s awarded before, this is %(over)s "
            "%(currency)s more than the %(ceiling)s of the lot. Lower an amount or move one to the reserve."
        )
        % figures
    )
