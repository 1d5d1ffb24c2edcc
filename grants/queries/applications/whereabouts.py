"""Where the money of an agreement is now, in one sentence: what it waits for, with whom, since when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from grants.models import (
    Agreement,
    AgreementStatus,
    Condition,
    ConditionKind,
    Disbursement,
    DisbursementStatus,
    FinancialReport,
    FinancialReportStatus,
    Tranche,
    TrancheStatus,
)
from grants.wording import day
from kernel.compiled import Among, compiled


def _since(moment: datetime | None) -> str:
    if moment is None:
        raise ValueError("A status without its moment: the act that gives the one sets the other.")
    return day(timezone.localtime(moment).date())


def _before_active(agreement: Agreement) -> str:
    """What an agreement that is not in force waits for; an empty text for one that is over."""
    status = agreement.status
    if status == AgreementStatus.DRAFT:
        return _("The terms have been with the grants officer since %(day)s.") % {"day": _since(agreement.drafted_at)}
    if status == AgreementStatus.OFFERED:
        return _("The offer has been waiting for the organisation since %(day)s.") % {
            "day": _since(agreement.offered_at)
        }
    if status == AgreementStatus.ACCEPTED:
        return _("The agreement has been waiting for the signatures since %(day)s.") % {
            "day": _since(agreement.accepted_at)
        }
    if status == AgreementStatus.SIGNED:
        return _("It is signed and waits for the programme manager to activate it.")
    if status == AgreementStatus.SUSPENDED:
        return _("Payments have been stopped since %(day)s.") % {"day": _since(agreement.stopped_at)}
    return ""


def _report_sentence(tranche: Tranche, condition: Condition, reports: dict[int, FinancialReport]) -> str:
    number = condition.report_number
    report = reports.get(number) if number else next(reversed(reports.values()), None)
    facts = {"tranche": tranche.number, "report": number or (report.number if report else 1)}
    if report is None or report.status == FinancialReportStatus.DRAFT:
        return _("Tranche %(tranche)s waits for financial report %(report)s, which the organisation writes.") % facts
    if report.status == FinancialReportStatus.SUBMITTED:
        return _(
            "Tranche %(tranche)s waits for financial report %(report)s; the finance officer has had it since %(day)s."
        ) % {**facts, "day": _since(report.submitted_at)}
    return _("Tranche %(tranche)s waits for financial report %(report)s, returned to the organisation on %(day)s.") % {
        **facts,
        "day": _since(report.decided_at),
    }


@dataclass(frozen=True)
class _Waiting:
    """Of several agreements: the first tranche that is not paid, by agreement; of each such tranche its newest live
    payment and the first condition that is not met, by tranche; all financial reports by agreement and number."""

    tranches: dict[int, Tranche]
    payments: dict[int, Disbursement]
    conditions: dict[int, Condition]
    reports: dict[int, dict[int, FinancialReport]]

    @classmethod
    def of(cls, agreements: list[int]) -> _Waiting:
        """Four questions for any number of agreements."""
        tranches = {row.agreement_id: row for row in _unpaid(agreements=agreements)}
        keys = [each.pk for each in tranches.values()]
        reports: dict[int, dict[int, FinancialReport]] = {}
        for report in _reports(agreements=agreements):
            reports.setdefault(report.agreement_id, {})[report.number] = report
        return cls(
            tranches,
            {row.tranche_id: row for row in _live_payments(tranches=keys)},
            {row.tranche_id: row for row in _unmet(tranches=keys)},
            reports,
        )


# Of several rows of one tranche or agreement the last counts.
@compiled
def _unpaid(*, agreements: Any) -> QuerySet[Tranche]:
    open_ones = Tranche.objects.filter(status__in=[TrancheStatus.PLANNED, TrancheStatus.RELEASED])
    return open_ones.filter(Among("agreement", agreements)).order_by("-number")


@compiled
def _live_payments(*, tranches: Any) -> QuerySet[Disbursement]:
    read = ("tranche", "status", "prepared_at", "approved_at")
    return Disbursement.objects.live().filter(Among("tranche", tranches)).only(*read).order_by("prepared_at", "pk")


@compiled
def _unmet(*, tranches: Any) -> QuerySet[Condition]:
    rows = Condition.objects.filter(Among("tranche", tranches), satisfied_at__isnull=True)
    return rows.only("tranche", "kind", "report_number", "text").order_by("-pk")


@compiled
def _reports(*, agreements: Any) -> QuerySet[FinancialReport]:
    read = ("agreement", "number", "status", "submitted_at", "decided_at")
    return FinancialReport.objects.filter(Among("agreement", agreements)).only(*read).order_by("number")


def _tranche_sentence(tranche: Tranche, now: _Waiting) -> str:
    """What one tranche that is not paid waits for."""
    number, live = {"tranche": tranche.number}, now.payments.get(tranche.pk)
    if live is not None and live.status == DisbursementStatus.PREPARED:
        return _("The payment of tranche %(tranche)s has been waiting for its approver since %(day)s.") % {
            **number,
            "day": _since(live.prepared_at),
        }
    if live is not None:
        return _("The payment of tranche %(tranche)s is approved and has been with the bank since %(day)s.") % {
            **number,
            "day": _since(live.approved_at),
        }
    if tranche.status == TrancheStatus.RELEASED:
        return _(
            "Since %(day)s tranche %(tranche)s has been waiting for the finance officer to prepare its payment."
        ) % {
            **number,
            "day": _since(tranche.released_at),
        }
    condition = now.conditions.get(tranche.pk)
    if condition is None:
        return _("Tranche %(tranche)s is planned for %(day)s; the grants officer releases it.") % {
            **number,
            "day": day(tranche.due_on),
        }
    if condition.kind == ConditionKind.FINANCIAL_REPORT:
        return _report_sentence(tranche, condition, now.reports.get(tranche.agreement_id, {}))
    return _("Tranche %(tranche)s waits for: %(condition)s.") % {**number, "condition": condition.text}


def whereabouts_of(agreements: Iterable[Agreement]) -> dict[int, str]:
    """The sentence of each agreement by its id, in the active language; four queries for any number of agreements."""
    found = list(agreements)
    in_force = {AgreementStatus.ACTIVE, AgreementStatus.COMPLETED}
    now = _Waiting.of([each.pk for each in found if each.status in in_force])
    sentences = {}
    for each in found:
        tranche = now.tranches.get(each.pk)
        if each.status not in in_force:
            sentences[each.pk] = _before_active(each)
        elif tranche is not None:
            sentences[each.pk] = _tranche_sentence(tranche, now)
        else:
            sentences[each.pk] = _("Every tranche is paid.")
    return sentences


def whereabouts(agreement: Agreement) -> str:
    """The sentence of one agreement."""
    return whereabouts_of([agreement])[agreement.pk]
