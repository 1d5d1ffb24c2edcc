"""Why the ledger did not take an entry."""

from kernel.refusals import Refusal


class NotAmount(Refusal):
    """The amount is zero or negative, or less than a cent in the programme's currency."""


class DateInTheFuture(Refusal):
    """A movement that has not happened yet."""


class NeedsTwoPeople(Refusal):
    """One person prepares, another approves; here one of them is missing, or both are the same."""


class NotKeptHere(Refusal):
    """The programme declares this column as published or not published, or as kept here."""


class PartyUnknown(Refusal):
    """The movement lacks its provider or receiver, or they are the same."""


class PartsDoNotFit(Refusal):
    """Agreement, tranche, budget line, spender and currency do not belong together."""


class MixedWithDemo(Refusal):
    """Demo and real records would meet in one movement."""


class NoRate(Refusal):
    """Two currencies meet without a stated rate."""


class AlreadyReversed(Refusal):
    """The entry has its reversal; there is no second one."""


class RefundsStand(Refusal):
    """Without this payment more would have come back than was ever paid."""


class ReversalOfReversal(Refusal):
    """The entry is itself a reversal."""
