"""Acts on tranches: conditions are met, and the money is released to those who pay."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from grants.actions.agreements.locks import lock_agreement
from grants.lifecycles import TRANCHE
from grants.models import Agreement, AgreementStatus, Condition, ConditionKind, Tranche, TrancheStatus
from grants.queries.people import staff_of
from kernel import clock
from kernel.refusals import NotAllowed, NotNow
from organizations.actions.activity import record
from organizations.actions.documents import attach
from organizations.models import Document, Role, User
from organizations.notifications import notify


class ConditionsOpen(NotNow):
    """A tranche waits for conditions that are not met."""


class NotActive(NotNow):
    """Money moves only under an active agreement, or a completed one that waits for its last balance."""

    def __init__(self, agreement: Agreement) -> None:
        super().__init__(
            _("The agreement is not active: its status is “%(status)s”.") % {"status": agreement.get_status_display()}
        )


def refuse_unless_active(agreement: Agreement) -> None:
    """Raise NotActive unless money may move under the agreement."""
    if agreement.status not in {AgreementStatus.ACTIVE, AgreementStatus.COMPLETED}:
        raise NotActive(agreement)


def meet(condition: Condition, *, by: User, evidence: Document | None = None) -> Condition:
    """Mark a condition as met, without asking who may; for acts that follow from another act under the same lock."""
    if condition.is_satisfied:
        return condition
    condition.satisfied_at, condition.satisfied_by = clock.now(), by
    if evidence is not None:
        condition.evidence = attach(evidence, by=by)
    condition.save(update_fields=["satisfied_at", "satisfied_by", "evidence"])
    tranche = condition.tranche
    agreement = tranche.agreement
    record("condition_satisfied", tranche, by=by, organization=agreement.organization, condition=condition.pk)
    waiting = tranche.conditions.filter(satisfied_at__isnull=True).exists()
    if not waiting:
        officers = staff_of(agreement.programme, Role.GRANTS_OFFICER)
        notify(officers, "tranche_ready", url=agreement.get_absolute_url(), tranche=tranche, agreement=agreement)
    return condition


@transaction.atomic
def satisfy_condition(condition: Condition, *, by: User, evidence: Document | None = None) -> Condition:
    """Record that a condition is met; again changes nothing. When it was the last, the grants officers are told.

    Raises NotAllowed; NotNow for a condition on a financial report, which only the acceptance of that report meets.
    """
    agreement = lock_agreement(condition.tranche.agreement_id)
    condition = Condition.objects.select_related("tranche").get(pk=condition.pk)
    condition.tranche.agreement = agreement
    if not by.has_perm("grants.satisfy_condition", condition):
        raise NotAllowed(_("You may not decide on this condition."))
    if condition.kind == ConditionKind.FINANCIAL_REPORT:
        raise NotNow(_("This condition is met by accepting the financial report, and by nothing else."))
    return meet(condition, by=by, evidence=evidence)


def meet_report_conditions(agreement: Agreement, kind: str, number: int, *, by: User) -> list[Condition]:
    """Meet the conditions that wait for report `number` of `kind`, or for any report of that kind.

    The agreement is locked by the caller, whose own rule said who may.
    """
    waiting: Iterable[Condition] = (
        Condition.objects.filter(tranche__agreement=agreement, kind=kind, satisfied_at__isnull=True)
        .select_related("tranche__agreement__programme__implementer")
        .order_by("tranche__number", "pk")
    )
    return [
        meet(condition, by=by)
        for condition in waiting
        if condition.report_number is None or condition.report_number == number
    ]


@transaction.atomic
def release_tranche(tranche: Tranche, *, by: User) -> Tranche:
    """Hand a tranche to those who pay. Refused, saying which, while conditions or an earlier tranche wait."""
    agreement = lock_agreement(tranche.agreement_id)
    tranche = Tranche.objects.get(pk=tranche.pk)
    tranche.agreement = agreement
    TRANCHE.check(tranche, "release", by=by)
    refuse_unless_active(agreement)
    waiting = list(tranche.conditions.filter(satisfied_at__isnull=True))
    if waiting:
        raise ConditionsOpen(
            _("Tranche %(number)s waits for: %(conditions)s.")
            % {"number": tranche.number, "conditions": "; ".join(condition.text for condition in waiting)}
        )
    earlier = agreement.tranches.filter(number__lt=tranche.number, status=TrancheStatus.PLANNED).first()
    if earlier is not None:
        raise ConditionsOpen(_("Tranche %(number)s comes first: it is not released yet.") % {"number": earlier.number})
    TRANCHE.make(tranche, "release", by=by)
    tranche.released_at, tranche.released_by = clock.now(), by
    tranche.save(update_fields=["released_at", "released_by"])
    record("tranche_released", tranche, by=by, organization=agreement.organization, amount=str(tranche.amount))
    officers = staff_of(agreement.programme, Role.FINANCE_OFFICER)
    notify(officers, "tranche_released", url=agreement.get_absolute_url(), tranche=tranche, agreement=agreement)
    return tranche
