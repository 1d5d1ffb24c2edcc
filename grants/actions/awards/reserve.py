"""Acts on the reserve list: a smaller amount is asked about, and the next one moves up by the written rule."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from grants.actions.awards.money import check_money
from grants.actions.awards.proposing import tell_deciders
from grants.actions.calls.locks import locked_call
from grants.models import (
    Application,
    ApplicationStatus,
    AwardList,
    AwardListKind,
    AwardListRow,
    Call,
    CallStatus,
    Decision,
    Lot,
    PartialOffer,
)
from grants.queries.applications.budgets import say
from grants.queries.awards.ranking import waiting_list
from grants.queries.awards.reserve import Reserve, reserves_of
from grants.queries.people import people_of, staff_of
from kernel import clock
from kernel.refusals import NotAllowed, NotNow, Refusal
from organizations.actions.activity import record
from organizations.models import Role, User
from organizations.notifications import notify


def _runs_reserve(call: Call, by: User) -> Call:
    row = locked_call(call)
    if not by.has_perm("grants.move_up_reserve", row):
        raise NotAllowed(_("Only grants officers and programme managers without a conflict work on the reserve list."))
    if row.status != CallStatus.DECIDED:
        raise NotNow(_("The reserve list is used when the call is decided."))
    return row


def _reserve(call: Call, lot: Lot | None) -> Reserve:
    found = [each for each in reserves_of(call) if each.lot == lot]
    if not found:
        raise Refusal(_("This call has no such lot: open the page again."))
    return found[0]


def _check_day(answer_by_on: date) -> None:
    if answer_by_on <= clock.today():
        sentence = _("Give the applicants time: choose a later day.")
        raise Refusal(sentence, fields={"answer_by_on": sentence})


@transaction.atomic
def move_up_reserve(call: Call, *, by: User, answer_by_on: date, lot: Lot | None = None, note: str = "") -> AwardList:
    """Propose an award to the next on the reserve list by the written rule; a second person approves it as any list.

    Refused with the figures when nobody fits the money that is free.
    """
    row = _runs_reserve(call, by)
    if waiting_list(row) is not None:
        raise NotNow(_("A list already waits for a second person."))
    _check_day(answer_by_on)
    reserve = _reserve(row, lot)
    chosen = reserve.next
    if chosen is None:
        figures = {"free": say(reserve.free), "currency": row.currency}
        raise NotNow(_("Nobody on the reserve list fits the %(free)s %(currency)s that are free.") % figures)
    check_money(row, [(chosen.application, chosen.amount)])
    award_list = AwardList.objects.create(
        call=row,
        kind=AwardListKind.RESERVE,
        note=note.strip(),
        answer_by_on=answer_by_on,
        proposed_at=clock.now(),
        proposed_by=by,
    )
    before = AwardListRow.objects.filter(application=chosen.application).order_by("-pk").first()
    AwardListRow.objects.create(
        award_list=award_list,
        application=chosen.application,
        place=1,
        rank=before.rank if before else chosen.place,
        mean=before.mean if before else None,
        reviews=before.reviews if before else 0,
        decision=Decision.AWARD,
        amount=chosen.amount,
    )
    facts = {"list": award_list.pk, "amount": f"{chosen.amount:.2f}", "free": f"{reserve.free:.2f}"}
    record("reserve_proposed", row, by=by, organization=row.programme.implementer, **facts)
    tell_deciders(award_list)
    return award_list


@transaction.atomic
def ask_partial(application: Application, *, by: User, amount: Decimal, answer_by_on: date) -> PartialOffer:
    """Ask an applicant on the reserve list whether it would work with less than it asked for.

    Refused with the figures: more than is free, less than the call's smallest grant, no less than was requested.
    """
    call = _runs_reserve(application.call, by)
    row = (
        Application.objects.select_for_update(of=("self",)).select_related("organization", "lot").get(pk=application.pk)
    )
    if row.status != ApplicationStatus.RESERVE:
        raise NotNow(_("Only those on the reserve list are asked."))
    if row.partial_offers.filter(answered_at__isnull=True, due_on__gte=clock.today()).exists():
        raise NotNow(_("The applicant was asked already and may still answer."))
    _check_day(answer_by_on)
    free = _reserve(call, row.lot).free
    most = min(free, row.requested)
    if amount > most or amount >= row.requested or amount < max(call.min_amount, Decimal("0.01")):
        figures = {"least": say(call.min_amount), "most": say(most), "currency": call.currency}
        sentence = _("Ask about an amount from %(least)s to %(most)s %(currency)s, less than was requested.") % figures
        raise Refusal(sentence, fields={"amount": sentence})
    row.partial_offers.filter(answered_at__isnull=True).update(answered_at=clock.now(), answered_by=by, is_agreed=False)
    offer = PartialOffer.objects.create(
        application=row, amount=amount, asked_at=clock.now(), asked_by=by, due_on=answer_by_on
    )
    record("partial_amount_asked", row, by=by, organization=row.organization, amount=f"{amount:.2f}")
    people = people_of([row.organization_id], Role.REPRESENTATIVE)
    notify(
        people,
        "partial_amount_asked",
        url=row.get_absolute_url(),
        offer=offer,
        application=row,
        amount=say(amount),
        currency=call.currency,
    )
    return offer


@transaction.atomic
def answer_partial(offer: PartialOffer, *, by: User, is_agreed: bool) -> PartialOffer:
    """Say, as representative, whether the organisation would work with the smaller amount. It is no award yet."""
    rows = PartialOffer.objects.select_for_update(of=("self",)).select_related(
        "application__call__programme", "application__organization"
    )
    row = rows.get(pk=offer.pk)
    if not by.has_perm("grants.answer_partial_offer", row):
        raise NotAllowed(_("A representative of the organisation answers."))
    if row.answered_at is not None:
        raise NotNow(_("This was answered already."))
    if clock.today() > row.due_on:
        raise NotNow(_("The date for the answer has passed: write to the implementer."))
    row.is_agreed, row.answered_at, row.answered_by = is_agreed, clock.now(), by
    row.save(update_fields=["is_agreed", "answered_at", "answered_by"])
    application = row.application
    record("partial_amount_answered", application, by=by, organization=application.organization, agreed=is_agreed)
    staff = staff_of(application.call.programme, Role.GRANTS_OFFICER, Role.PROGRAMME_MANAGER)
    notify(staff, "partial_amount_answered", url=application.get_absolute_url(), offer=row, application=application)
    return row
