"""Acts that make an agreement: drafted from an award or directly, offered, accepted or sent back with a wish."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grants.actions.agreements.locks import lock_agreement
from grants.actions.agreements.terms import check_terms
from grants.actions.money.refusals import MixedWithDemo
from grants.lifecycles import AGREEMENT
from grants.models import (
    Agreement,
    ApplicationBudgetLine,
    Award,
    BudgetLine,
    BudgetSource,
    Condition,
    ConditionKind,
    ConfirmationStatus,
    Programme,
    Tranche,
)
from grants.queries.people import staff_of
from kernel import clock
from kernel.money import Money, split
from kernel.references import next_reference
from kernel.refusals import NotAllowed, Refusal
from organizations.actions.activity import record
from organizations.models import Organization, Role, User
from organizations.notifications import members, notify

# The first proposal of tranches, in percent, to be changed by the officer before the offer.
FIRST_SHARE, REST = Decimal(80), Decimal(20)


class MissingReason(Refusal):
    """An act that others must understand was asked for without a reason."""

    def __init__(self) -> None:
        text = gettext_lazy("Say why; the other side will read it.")
        super().__init__(text, fields={"reason": text})


def _copy_budget(agreement: Agreement, lines: list[ApplicationBudgetLine]) -> None:
    """What the application asked for, scaled to the award when it is less; lines that shrink to nothing go."""
    if not lines:
        return
    parts = split(Money(agreement.amount, agreement.currency), [line.amount for line in lines])
    kept = [(line, part) for line, part in zip(lines, parts, strict=True) if part]
    BudgetLine.objects.bulk_create(
        BudgetLine(
            agreement=agreement,
            code=str(order),
            title_ro=line.description[:200],
            category=line.category,
            amount=part.amount,
            order=order,
        )
        for order, (line, part) in enumerate(kept, start=1)
    )


def _propose_tranches(agreement: Agreement) -> None:
    """Most of the money at the start, the rest when the first financial report is accepted."""
    first, rest = split(Money(agreement.amount, agreement.currency), [FIRST_SHARE, REST])
    middle = date.fromordinal((agreement.starts_on.toordinal() + agreement.ends_on.toordinal()) // 2)
    Tranche.objects.create(agreement=agreement, number=1, amount=first.amount, due_on=agreement.starts_on)
    if rest:
        second = Tranche.objects.create(agreement=agreement, number=2, amount=rest.amount, due_on=middle)
        Condition.objects.create(
            tranche=second,
            kind=ConditionKind.FINANCIAL_REPORT,
            report_number=1,
            text_ro="Raportul financiar 1 este acceptat",
            text_ru="Финансовый отчёт 1 принят",
            text_en="Financial report 1 is accepted",
        )


@transaction.atomic
def draft_agreement(award: Award, *, by: User) -> Agreement:
    """The draft that follows from an accepted award: title, place, partner authority and requested budget are copied.

    The budget sums to the award: requested lines are scaled when less was awarded. A first proposal of tranches is
    made. Called by the act that accepts the award, which has asked who may; an award has one agreement.
    """
    application = award.application
    programme = application.call.programme
    partner = application.confirmations.filter(
        status__in=[ConfirmationStatus.CONFIRMED, ConfirmationStatus.PAPER]
    ).first()
    today = clock.today()
    agreement = Agreement.objects.create(
        award=award,
        programme=programme,
        organization=application.organization,
        reference=next_reference("AGR"),
        title_ro=application.title,
        summary_ro=application.summary,
        authority=partner.authority if partner else None,
        currency=award.currency,
        amount=award.amount,
        starts_on=today,
        ends_on=max(programme.ends_on, today),
        drafted_by=by,
    )
    agreement.units.set(application.units.all())
    _copy_budget(agreement, list(application.budget_lines.filter(source=BudgetSource.REQUESTED).order_by("order")))
    _propose_tranches(agreement)
    record("agreement_drafted", agreement, by=by, organization=agreement.organization, award=award.pk)
    officers = staff_of(programme, Role.GRANTS_OFFICER)
    notify(officers, "agreement_drafted", url=agreement.get_absolute_url(), agreement=agreement)
    return agreement


@transaction.atomic
def draft_direct_agreement(
    programme: Programme,
    organization: Organization,
    *,
    by: User,
    title: str,
    currency: str,
    amount: Decimal,
    starts_on: date,
    ends_on: date,
) -> Agreement:
    """A draft without a call, with a first proposal of tranches and no budget yet.

    Raises NotAllowed for who may not prepare agreements of the programme, MixedWithDemo, Refusal for impossible dates
    or amounts.
    """
    agreement = Agreement(
        programme=programme,
        organization=organization,
        title_ro=title,
        currency=currency,
        amount=amount,
        starts_on=starts_on,
        ends_on=ends_on,
        drafted_by=by,
    )
    if not by.has_perm("grants.prepare_agreement", agreement):
        raise NotAllowed(_("You may not prepare agreements of this project."))
    if organization.is_demo != programme.is_demo:
        reason = _("A demo project belongs to a demo organisation, and a real one to a real one.")
        raise MixedWithDemo(reason, fields={"organization": reason})
    if amount <= 0:
        reason = _("The amount must be greater than zero.")
        raise Refusal(reason, fields={"amount": reason})
    if ends_on < starts_on:
        reason = _("The agreement cannot end before it starts.")
        raise Refusal(reason, fields={"ends_on": reason})
    agreement.reference = next_reference("AGR")
    agreement.save()
    _propose_tranches(agreement)
    record("agreement_drafted", agreement, by=by, organization=organization)
    return agreement


@transaction.atomic
def offer_agreement(agreement: Agreement, *, by: User) -> Agreement:
    """Send the draft to the organisation; refused until budget lines and tranches each sum to the amount."""
    agreement = lock_agreement(agreement)
    AGREEMENT.check(agreement, "offer", by=by)
    check_terms(agreement)
    AGREEMENT.make(agreement, "offer", by=by)
    agreement.offered_at, agreement.offered_by = clock.now(), by
    agreement.save(update_fields=["offered_at", "offered_by"])
    record("agreement_offered", agreement, by=by, organization=agreement.organization, amount=str(agreement.amount))
    notify(
        members(agreement.organization, Role.REPRESENTATIVE),
        "agreement_offered",
        url=agreement.get_absolute_url(),
        agreement=agreement,
    )
    return agreement


@transaction.atomic
def take_back_agreement(agreement: Agreement, *, by: User) -> Agreement:
    """Back to draft before the organisation has answered."""
    agreement = AGREEMENT.make(lock_agreement(agreement), "take_back", by=by)
    record("agreement_taken_back", agreement, by=by, organization=agreement.organization)
    return agreement


@transaction.atomic
def ask_for_changes(agreement: Agreement, *, by: User, reason: str) -> Agreement:
    """The organisation sends the offer back and says what should change; the officers are told in its words."""
    if not reason.strip():
        raise MissingReason
    agreement = AGREEMENT.make(lock_agreement(agreement), "ask_for_changes", by=by)
    record("agreement_changes_asked", agreement, by=by, organization=agreement.organization)
    officers = staff_of(agreement.programme, Role.GRANTS_OFFICER, Role.PROGRAMME_MANAGER)
    agreement.wish = reason.strip()
    agreement.save(update_fields=["wish"])
    notify(officers, "agreement_changes_asked", url=agreement.get_absolute_url(), agreement=agreement, reason=reason)
    return agreement


@transaction.atomic
def accept_agreement(agreement: Agreement, *, by: User) -> Agreement:
    """The organisation's representative accepts the terms as offered. A click; the signatures come after it."""
    agreement = AGREEMENT.make(lock_agreement(agreement), "accept", by=by)
    agreement.accepted_at, agreement.accepted_by, agreement.wish = clock.now(), by, ""
    agreement.save(update_fields=["accepted_at", "accepted_by", "wish"])
    record("agreement_accepted", agreement, by=by, organization=agreement.organization, amount=str(agreement.amount))
    officers = staff_of(agreement.programme, Role.GRANTS_OFFICER)
    notify(officers, "agreement_accepted", url=agreement.get_absolute_url(), agreement=agreement)
    return agreement
