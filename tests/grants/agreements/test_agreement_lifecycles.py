"""Every status × move × role of agreements, tranches, payments, refunds and financial reports."""

import pytest

from grants.lifecycles import AGREEMENT, DISBURSEMENT, FINANCIAL_REPORT, REFUND, TRANCHE
from grants.models import (
    AgreementStatus,
    DisbursementStatus,
    FinancialReportStatus,
    RefundStatus,
    TrancheStatus,
)
from kernel.refusals import NotAllowed, NotNow
from tests.factories.grants.agreements import active
from tests.factories.grants.financial_reports import submitted
from tests.factories.grants.payments import paid, recorded_refund

pytestmark = pytest.mark.django_db
SEATS = ("manager", "officer", "finance", "approver", "monitor", "representative", "accountant", "member")

# From which statuses each move starts, and who may make it; "–" is the system.
TABLES = {
    "agreement": (
        AGREEMENT,
        AgreementStatus,
        {
            "offer": ("draft", "manager officer"),
            "take_back": ("offered", "manager officer"),
            "ask_for_changes": ("offered", "representative"),
            "accept": ("offered", "representative"),
            "sign": ("accepted", "–"),
            "activate": ("signed", "manager"),
            "suspend": ("active", "manager"),
            "resume": ("suspended", "manager"),
            "complete": ("active", "manager"),
            "close": ("completed", "manager"),
            "terminate": ("active suspended", "manager"),
            "cancel": ("draft offered accepted signed", "manager"),
        },
    ),
    "tranche": (
        TRANCHE,
        TrancheStatus,
        {
            "release": ("planned", "manager officer"),
            "pay": ("released", "–"),
            "free": ("paid", "–"),
            "cancel": ("planned released", "–"),
        },
    ),
    "disbursement": (
        DISBURSEMENT,
        DisbursementStatus,
        {
            "approve": ("prepared", "approver"),
            "reject": ("prepared", "approver"),
            "pay": ("approved", "finance"),
            "fail": ("prepared approved", "finance"),
            "reverse": ("paid", "–"),
        },
    ),
    "refund": (
        REFUND,
        RefundStatus,
        {"approve": ("recorded", "approver"), "reject": ("recorded", "approver"), "reverse": ("approved", "–")},
    ),
    "report": (
        FINANCIAL_REPORT,
        FinancialReportStatus,
        {
            "submit": ("draft returned", "representative"),
            "return": ("submitted", "finance officer"),
            "accept": ("submitted", "finance officer"),
        },
    ),
}


def things():
    agreement, team = active()
    payment = paid(agreement, team)
    return team, {
        "agreement": agreement,
        "tranche": agreement.tranches.get(number=2),
        "disbursement": payment,
        "refund": recorded_refund(agreement, team, "1.00"),
        "report": submitted(agreement, team, "1.00"),
    }


def answer(lifecycle, thing, name, person) -> str:
    """Whether the move is possible: "yes", "who" or "when"."""
    try:
        lifecycle.check(thing, name, by=person)
    except NotAllowed:
        return "who"
    except NotNow:
        return "when"
    return "yes"


@pytest.mark.parametrize("kind", TABLES)
def test_every_status_move_and_role(kind):
    lifecycle, statuses, table = TABLES[kind]
    assert set(lifecycle.moves) == set(table)
    team, made = things()
    _team, others = things()
    thing = made[kind]
    if kind == "disbursement":
        thing.approved_by = None
    for status in statuses.values:
        # In memory alone: the table is asked, nothing is moved.
        vars(thing)["status"] = status
        for name, (starts, seats) in table.items():
            for seat in SEATS:
                may = seat in seats.split()
                is_draft = kind == "agreement" and status == "draft" and seat == "representative"
                expected = ("yes" if status in starts.split() else "when") if may and not is_draft else "who"
                assert answer(lifecycle, thing, name, getattr(team, seat)) == expected, (status, name, seat)
                stranger = getattr(_team, seat)
                assert answer(lifecycle, thing, name, stranger) == "who", (status, name, seat)
    assert others[kind].pk != thing.pk
