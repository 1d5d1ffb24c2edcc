"""Where the money of an agreement is now, in one sentence: what it waits for, with whom, since when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Prefetch
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


def _tranche_sentence(tranche: Tranche, live: Disbursement | None, reports: dict[int, FinancialReport]) -> str:
    """What one tranche that is not paid waits for."""
    number = {"tranche": tranche.number}
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
    waiting = [condition for condition in tranche.conditions.all() if not condition.is_satisfied]
    if not waiting:
        return _("Tranche %(tranche)s is planned for %(day)s; the grants officer releases it.") % {
            **number,
            "day": day(tranche.due_on),
        }
    if waiting[0].kind == ConditionKind.FINANCIAL_REPORT:
        return _report_sentence(tranche, waiting[0], reports)
    return _("Tranche %(tranche)s waits for: %(condition)s.") % {**number, "condition": waiting[0].text}


def whereabouts_of(agreements: Iterable[Agreement]) -> dict[int, str]:
    """The sentence of each agreement by its id, in the active language; four queries for any number of agreements."""
    found = list(agreements)
    in_force = {AgreementStatus.ACTIVE, AgreementStatus.COMPLETED}
    tranches: dict[int, Tranche] = {}
    rows = Tranche.objects.filter(agreement__in=found, status__in=[TrancheStatus.PLANNED, TrancheStatus.RELEASED])
    live: dict[int, Disbursement | None] = {}
    for row in rows.order_by("-number").prefetch_related(
        "conditions",
        Prefetch("disbursements", Disbursement.objects.live(), to_attr="live_ones"),
    ):
        tranches[row.agreement_id], live[row.agreement_id] = row, next(iter(row.live_ones), None)
    reports: dict[int, dict[int, FinancialReport]] = {}
    for report in FinancialReport.objects.filter(agreement__in=found).order_by("number"):
        reports.setdefault(report.agreement_id, {})[report.number] = report
    sentences = {}
    for each in found:
        tranche = tranches.get(each.pk)
        if each.status not in in_force:
            sentences[each.pk] = _before_active(each)
        elif tranche is not None:
            sentences[each.pk] = _tranche_sentence(tranche, live[each.pk], reports.get(each.pk, {}))
        else:
            sentences[each.pk] = _("Every tranche is paid.")
    return sentences


def whereabouts(agreement: Agreement) -> str:
    """The sentence of one agreement."""
    return whereabouts_of([agreement])[agreement.pk]
