"""What a bank document says of a payment, and whether it fits what was to be paid."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from grants.exchange import Rate
from grants.wording import figure
from kernel.money import Money
from kernel.refusals import Refusal

PLAY = Decimal("0.05")


class WrongRate(Refusal):
    """Currency, rate and amount at the bank do not fit together."""


@dataclass(frozen=True)
class BankProof:
    """What the bank's document says of a payment: `amount` moved, its `rate` when the currency is another one."""

    reference: str
    value_on: date
    amount: Money
    rate: Rate | None = None


def rate_from(typed: dict[str, Any], *, own: str, bank: str) -> Rate | None:
    """The rate that was typed (`rate`, `rate_on`, `rate_source`), of one unit of `own`; None when none was.

    Raises WrongRate by field for a rate without its date or source, or for a rate of zero.
    """
    rate = typed.get("rate")
    if rate is None:
        return None
    if rate <= 0:
        reason = _("A rate is greater than zero.")
        raise WrongRate(reason, fields={"rate": reason})
    for name, reason in (("rate_on", _("Say of which day the rate is.")), ("rate_source", _("Say whose rate it is."))):
        if not typed.get(name):
            raise WrongRate(reason, fields={name: reason})
    return Rate(own, bank, rate, typed["rate_on"], typed["rate_source"])


def proof_from(typed: dict[str, Any], *, own: str) -> BankProof:
    """The proof out of the form's fields; `own` is the agreement's currency. Raises WrongRate."""
    bank = typed["paid_currency"]
    rate = None if bank == own else rate_from(typed, own=own, bank=bank)
    return BankProof(typed["bank_reference"], typed["paid_on"], Money(typed["paid_amount"], bank), rate)


def check_bank_amount(own: Money, bank: Money, rate: Rate | None) -> None:
    """Raise WrongRate unless `bank` is `own`, at `rate` where the currencies differ (five cents of play).

    The rate's base is the currency of `own`: how many units of the bank's currency one unit of it is worth.
    """
    if bank.currency == own.currency:
        if rate is not None or bank != own:
            reason = _("In one currency no rate is needed, and the bank moves exactly %(amount)s.") % {
                "amount": figure(own.amount, own.currency)
            }
            raise WrongRate(reason, fields={"paid_amount": reason})
        return
    if rate is None or (rate.base, rate.quote) != (own.currency, bank.currency):
        reason = _("Give the rate: how many %(bank)s one %(own)s was worth, of which day, and by whom.") % {
            "bank": bank.currency,
            "own": own.currency,
        }
        raise WrongRate(reason, fields={"rate": reason})
    expected = rate.convert(own)
    if abs(expected.amount - bank.amount) > PLAY:
        reason = _("At this rate %(own)s are %(expected)s, not %(amount)s. Correct the rate or the amount.") % {
            "own": figure(own.amount, own.currency),
            "expected": figure(expected.amount, expected.currency),
            "amount": figure(bank.amount, bank.currency),
        }
        raise WrongRate(reason, fields={"paid_amount": reason})
