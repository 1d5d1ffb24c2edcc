"""Payments in the workspace: prepared, approved by another person, recorded as the bank made them."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from grants.actions.money.bank_proofs import proof_from
from grants.actions.money.bookings import request_reversal
from grants.actions.money.disbursements import (
    approve_payment,
    confirm_receipt,
    prepare_payment,
    record_failure,
    record_paid,
    reject_payment,
)
from grants.filters.agreements import PaymentFilters
from grants.forms.agreements.facts import ReasonForm
from grants.forms.money.payments import BankProofForm, CorrectionForm, PaymentForm
from grants.lifecycles import DISBURSEMENT
from grants.models import Agreement, Disbursement, DisbursementStatus, ReversalStatus, Tranche
from grants.queries.money.payment_rates import published_rate
from grants.tables.agreements import PaymentTable
from grants.wording import figure
from kernel import clock
from kernel.money import Money
from kernel.views import ActPage, DetailPage, ListPage, MovePage, Scoped
from organizations.again import again
from organizations.queries import activity


class PaymentList(ListPage):
    """Payments of the agreements that this person sees."""

    model = Disbursement
    table_class = PaymentTable
    filterset_class = PaymentFilters
    title = _("Payments")
    select_related = ("tranche__agreement__organization", "tranche__agreement__programme")


class OfPayment(Scoped):
    """A payment with all that its rules and pages read."""

    model = Disbursement

    def get_queryset(self) -> QuerySet[Disbursement]:
        """The payments that this person sees."""
        whole = ("tranche__agreement__programme__implementer", "tranche__agreement__organization", "account")
        people = ("prepared_by", "approved_by", "paid_by", "ended_by", "receipt_confirmed_by", "entry")
        return super().get_queryset().select_related(*whole, *people)

    def public_thing(self, done: Disbursement) -> Agreement:
        """The grant shows what was paid."""
        return done.agreement


class PaymentPage(OfPayment, DetailPage):
    """One payment: who prepared, approved and recorded it, and what the bank moved."""

    permission = "grants.view_payment"
    template_name = "grants/money/payment.html"
    lifecycle = DISBURSEMENT

    def facts(self, thing: Disbursement) -> dict[str, Any]:
        """What the page prints."""
        user, agreement = self.request.user, thing.agreement
        is_paid = thing.status == DisbursementStatus.PAID
        asked = thing.entry is not None and thing.entry.reversal_requests.filter(status=ReversalStatus.REQUESTED)
        return {
            "agreement": agreement,
            "amount": Money(thing.amount, agreement.currency),
            "tranche_amount": Money(thing.tranche.amount, agreement.currency),
            "paid": Money(thing.paid_amount, thing.paid_currency) if thing.paid_amount is not None else None,
            "correction": asked.first() if asked else None,
            "is_waiting": thing.status == DisbursementStatus.PREPARED
            and not user.has_perm("grants.approve_payment", thing),
            "may_correct": is_paid and not asked and user.has_perm("grants.request_reversal", thing.entry),
            "may_confirm": is_paid
            and thing.receipt_confirmed_at is None
            and user.has_perm("grants.confirm_receipt", thing),
            "activities": activity.of(thing),
        }


@again
class PreparePayment(ActPage):
    """Prepare the payment of a released tranche."""

    model = Tranche
    permission = "grants.prepare_payment"
    title = _("Prepare a payment")
    button = _("Prepare")

    def get_queryset(self) -> QuerySet[Tranche]:
        return super().get_queryset().select_related("agreement__programme", "agreement__organization")

    def get_form(self, data: Any = None, files: Any = None) -> PaymentForm:
        accounts = self.thing.agreement.organization.bank_accounts.filter(checked_at__isnull=False, ended_at=None)
        self.intro = gettext(
            "Tranche %(number)s of %(organization)s: %(amount)s. Another person approves the payment."
        ) % {
            "number": self.thing.number,
            "organization": self.thing.agreement.organization,
            "amount": figure(self.thing.amount, self.thing.agreement.currency),
        }
        initial = {"amount": self.thing.amount, "account": accounts.first()}
        return PaymentForm(data, tranche=self.thing, initial=initial)

    def act(self, form: Any) -> Disbursement:
        money = Money(form.cleaned_data["amount"], self.thing.agreement.currency)
        return prepare_payment(self.thing, amount=money, account=form.cleaned_data["account"], by=self.request.user)


@again
class PaymentMove(OfPayment, MovePage):
    """Approve what another person prepared."""

    lifecycle = DISBURSEMENT
    acts = {"approve": approve_payment}
    texts = {
        "approve": _("You have compared tranche, amount and account. The finance officer then sends it to the bank.")
    }


class RejectPayment(OfPayment, ActPage):
    """Do not approve, and say why."""

    permission = "grants.approve_payment"
    form_class = ReasonForm
    title = _("Do not approve the payment")
    button = _("Do not approve")

    def act(self, form: Any) -> Disbursement:
        return reject_payment(self.thing, by=self.request.user, **form.cleaned_data)


class FailPayment(OfPayment, ActPage):
    """The bank did not make it."""

    permission = "grants.record_payment"
    form_class = ReasonForm
    title = _("The payment failed")
    intro = _("The tranche can then be paid anew.")
    button = _("Record")

    def act(self, form: Any) -> Disbursement:
        return record_failure(self.thing, by=self.request.user, **form.cleaned_data)


@again
class RecordPaid(OfPayment, ActPage):
    """The bank made it."""

    permission = "grants.record_payment"
    form_class = BankProofForm
    title = _("Record as paid")
    button = _("Record")
    change = _("The public page of the grant counts this payment.")

    def get_initial(self) -> dict[str, Any]:
        """Today, and the published rate of today where the account has another currency."""
        agreement, today = self.thing.agreement, clock.today()
        own = Money(self.thing.amount, agreement.currency)
        self.intro = gettext("%(amount)s for %(organization)s, to %(account)s. Copy from the bank's document.") % {
            "amount": figure(own.amount, own.currency),
            "organization": agreement.organization,
            "account": self.thing.account,
        }
        currency = self.thing.account.currency
        if currency == agreement.currency:
            return {"paid_on": today, "paid_amount": own.amount, "paid_currency": currency}
        rate = published_rate(agreement, currency, today)
        if rate is None:
            return {"paid_on": today, "paid_currency": currency, "rate_on": today}
        return {
            "paid_on": today,
            "paid_amount": rate.convert(own).amount,
            "paid_currency": currency,
            "rate": rate.rate,
            "rate_on": rate.on,
            "rate_source": rate.source,
        }

    def act(self, form: Any) -> Disbursement:
        proof = proof_from(form.cleaned_data, own=self.thing.agreement.currency)
        return record_paid(self.thing, proof=proof, by=self.request.user)


class CorrectPayment(OfPayment, ActPage):
    """Ask that a recorded payment be reversed; the approver decides on the page of the ledger entry."""

    permission = "grants.request_reversal"
    form_class = CorrectionForm
    title = _("Ask for a reversal")
    intro = _("For a payment that was recorded by mistake or sent back by the bank. Another person decides.")
    button = _("Ask")

    def permission_object(self, thing: Disbursement) -> Any:
        """Its entry in the ledger."""
        return thing.entry

    def act(self, form: Any) -> Disbursement:
        request_reversal(self.thing.entry, reason=form.cleaned_data["reason"], by=self.request.user)
        return self.thing


class ConfirmReceipt(OfPayment, ActPage):
    """The organisation says that the money has come."""

    permission = "grants.confirm_receipt"
    title = _("Confirm receipt")
    intro = _("The money has come to the account of the organisation.")
    button = _("It has come")

    def act(self, form: Any) -> Disbursement:
        return confirm_receipt(self.thing, by=self.request.user)
