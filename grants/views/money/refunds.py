"""Refunds in the workspace, and advances that are open."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views import View

from grants.actions.money.bank_proofs import proof_from
from grants.actions.money.bookings import request_reversal
from grants.actions.money.refunds import approve_refund, record_refund, reject_refund
from grants.filters.agreements import RefundFilters
from grants.forms.agreements.facts import ReasonForm
from grants.forms.money.payments import CorrectionForm, RefundForm
from grants.lifecycles import REFUND
from grants.models import Agreement, Refund, RefundStatus, ReversalStatus
from grants.models.agreement.agreement import STAFF_READERS
from grants.queries.agreements.ageing import open_advances
from grants.tables.agreements import RefundTable
from kernel import clock
from kernel.money import Money
from kernel.views import ActPage, DetailPage, ListPage, MovePage, PersonRequest, Scoped
from organizations.again import again
from organizations.queries import activity
from organizations.roles import organizations_where


class RefundList(ListPage):
    """Refunds of the agreements that this person sees."""

    model = Refund
    table_class = RefundTable
    filterset_class = RefundFilters
    title = _("Refunds")
    select_related = ("agreement__organization", "agreement__programme")


class OfRefund(Scoped):
    """A refund with all that its rules and pages read."""

    model = Refund

    def get_queryset(self) -> QuerySet[Refund]:
        """The refunds that this person sees."""
        whole = ("agreement__programme__implementer", "agreement__organization", "evidence", "entry")
        people = ("recorded_by", "approved_by", "ended_by")
        return super().get_queryset().select_related(*whole, *people)

    def public_thing(self, done: Refund) -> Agreement:
        """The grant shows what came back."""
        return done.agreement


class RefundPage(OfRefund, DetailPage):
    """One refund."""

    permission = "grants.view_payment"
    template_name = "grants/money/refund.html"
    lifecycle = REFUND

    def facts(self, thing: Refund) -> dict[str, Any]:
        """What the page prints."""
        asked = thing.entry is not None and thing.entry.reversal_requests.filter(status=ReversalStatus.REQUESTED)
        is_approved = thing.status == RefundStatus.APPROVED
        return {
            "agreement": thing.agreement,
            "amount": Money(thing.amount, thing.agreement.currency),
            "paid": Money(thing.paid_amount, thing.paid_currency) if thing.paid_amount is not None else None,
            "correction": asked.first() if asked else None,
            "may_correct": is_approved
            and not asked
            and self.request.user.has_perm("grants.request_reversal", thing.entry),
            "activities": activity.of(thing),
        }


@again
class NewRefund(ActPage):
    """Record money that came back."""

    model = Agreement
    permission = "grants.record_refund"
    title = _("Record a refund")
    intro = _("Copy from the bank's document. It enters the ledger when another person has approved it.")
    button = _("Record")

    def get_queryset(self) -> QuerySet[Agreement]:
        return super().get_queryset().select_related("programme__implementer", "organization")

    def get_form(self, data: Any = None, files: Any = None) -> RefundForm:
        agreement = self.thing
        initial = {"paid_on": clock.today(), "paid_currency": agreement.currency}
        owner = agreement.programme.implementer
        return RefundForm(data, files, agreement=agreement, by=self.request.user, organization=owner, initial=initial)

    def act(self, form: Any) -> Refund:
        typed = form.cleaned_data
        return record_refund(
            self.thing,
            amount=Money(typed["amount"], self.thing.currency),
            proof=proof_from(typed, own=self.thing.currency),
            purpose=typed["purpose"],
            evidence=typed["document"],
            by=self.request.user,
        )


@again
class RefundMove(OfRefund, MovePage):
    """Approve what another person recorded."""

    lifecycle = REFUND
    acts = {"approve": approve_refund}
    texts = {"approve": _("You have compared it with the bank's document. It enters the ledger.")}
    changes = {"approve": _("The public page of the grant takes what came back off what was paid.")}


class RejectRefund(OfRefund, ActPage):
    """Do not approve, and say why."""

    permission = "grants.approve_refund"
    form_class = ReasonForm
    title = _("Do not approve the refund")
    button = _("Do not approve")

    def act(self, form: Any) -> Refund:
        return reject_refund(self.thing, by=self.request.user, **form.cleaned_data)


class CorrectRefund(OfRefund, ActPage):
    """Ask that an approved refund be reversed."""

    permission = "grants.request_reversal"
    form_class = CorrectionForm
    title = _("Ask for a reversal")
    intro = _("For a refund that was recorded by mistake. Another person decides.")
    button = _("Ask")

    def permission_object(self, thing: Refund) -> Any:
        return thing.entry

    def act(self, form: Any) -> Refund:
        request_reversal(self.thing.entry, reason=form.cleaned_data["reason"], by=self.request.user)
        return self.thing


class Advances(View):
    """What organisations were paid and have not accounted for, by age."""

    def get(self, request: PersonRequest) -> HttpResponse:
        """For the staff of implementers, on their own agreements."""
        houses = organizations_where(request.user, *STAFF_READERS)
        if not houses:
            raise PermissionDenied
        mine = Agreement.objects.filter(programme__implementer__in=houses, activated_at__isnull=False)
        agreements = list(mine.select_related("organization", "programme").order_by("currency", "reference", "pk"))
        advances = open_advances(agreements, clock.today())
        has_demo = any(advance.agreement.is_demo for advance in advances)
        context = {"title": _("Open advances"), "advances": advances, "has_demo": has_demo}
        return render(request, "grants/money/advances.html", context)
