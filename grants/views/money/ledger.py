"""The ledger in the workspace: the list of a programme, one entry, booking by hand, corrections; and the rates."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from grants.actions.money.bookings import COMMITMENTS, approve_reversal, book_entry, decline_reversal, request_reversal
from grants.filters.programmes import LedgerFilters, RateFilters
from grants.forms.money.ledger import BookingForm, ReversalForm
from grants.lifecycles import REVERSAL
from grants.models import COLUMNS, ExchangeRate, LedgerEntry, Programme, ReversalRequest
from grants.queries.money.balances import known_columns
from grants.tables.programmes import LedgerTable, RateTable
from kernel.money import Money
from kernel.views import ActPage, DetailPage, ListPage, MovePage, PersonRequest
from organizations.actions.documents import store_upload
from organizations.queries import activity

MONEY_SHOWN = _("The public page of the project shows the new sums.")


class LedgerList(ListPage):
    """Every movement of the money of one programme."""

    model = LedgerEntry
    table_class = LedgerTable
    filterset_class = LedgerFilters
    template_name = "grants/money/ledger.html"
    select_related = ("provider", "receiver", "agreement", "reversed_by", "programme")

    def get(self, request: PersonRequest, **kwargs: Any) -> HttpResponseBase:
        self.programme = get_object_or_404(Programme.objects.visible_to(request.user), pk=kwargs["pk"])
        if not request.user.has_perm("grants.view_programme", self.programme):
            raise PermissionDenied
        self.title = gettext("Ledger of %(project)s") % {"project": self.programme}
        return super().get(request, **kwargs)

    def get_queryset(self) -> QuerySet[LedgerEntry]:
        return LedgerEntry.objects.filter(programme=self.programme)

    def facts(self) -> dict[str, Any]:
        return {
            "programme": self.programme,
            "columns": [(COLUMNS[column], money) for column, money in known_columns(self.programme)],
            "may_book": self.request.user.has_perm("grants.book_entry", self.programme),
        }


class EntryPage(DetailPage):
    """One entry: what moved, by whom it was booked and approved, what corrects it, and its digest."""

    model = LedgerEntry
    keys = ("pk",)
    permission = "grants.view_ledgerentry"
    template_name = "grants/money/entry.html"
    lifecycle = REVERSAL

    def get_queryset(self) -> QuerySet[LedgerEntry]:
        parties = ("provider", "receiver", "booked_by", "approved_by", "evidence", "source")
        parts = ("programme__implementer", "agreement", "tranche", "budget_line", "reverses", "reversed_by")
        return super().get_queryset().select_related(*parties, *parts)

    def facts(self, thing: LedgerEntry) -> dict[str, Any]:
        requests = list(thing.reversal_requests.select_related("requested_by", "decided_by", "entry__programme"))
        is_open = any(request.status == "requested" for request in requests)
        is_correctable = not (thing.reverses_id or thing.is_reversed or thing.kind in COMMITMENTS or is_open)
        return {
            "requests": requests,
            "may_correct": is_correctable and self.request.user.has_perm("grants.request_reversal", thing),
            "activities": activity.of(thing),
        }


class BookPage(ActPage):
    """Book what a donor promised or paid, or what the implementer spent itself."""

    model = Programme
    permission = "grants.book_entry"
    form_class = BookingForm
    title = _("Book a movement")
    intro = _("An entry is written once. A mistake is corrected by a reversing entry that another person approves.")
    button = _("Book")
    done = _("The movement is booked.")
    change = MONEY_SHOWN

    def get_form(self, data: Any = None, files: Any = None) -> BookingForm:
        return BookingForm(data, files, programme=self.thing)

    def act(self, form: BookingForm) -> LedgerEntry:
        data, by = form.cleaned_data, self.request.user
        evidence = data["evidence"]
        if evidence:
            evidence = store_upload(evidence, by=by, organization=self.thing.implementer)
        return book_entry(
            self.thing,
            kind=data["kind"],
            amount=Money(data["amount"], data["currency"]),
            value_on=data["value_on"],
            by=by,
            donor=form.donors.get(data["donor"]),
            evidence=evidence or None,
        )

    def public_thing(self, done: LedgerEntry) -> Programme:
        return done.programme


class ReversalRequestPage(ActPage):
    """Ask that an entry be reversed."""

    model = LedgerEntry
    permission = "grants.request_reversal"
    form_class = ReversalForm
    title = _("Ask for a correction")
    intro = _("When the finance approver agrees, an entry with the opposite sign takes this one back, whole.")
    button = _("Ask the approver")
    done = _("The finance approver has been asked.")

    def get_queryset(self) -> QuerySet[LedgerEntry]:
        return super().get_queryset().select_related("programme")

    def act(self, form: ReversalForm) -> ReversalRequest:
        return request_reversal(self.thing, reason=form.cleaned_data["reason"], by=self.request.user)


class ReversalMove(MovePage):
    """Approve or decline a correction."""

    model = ReversalRequest
    keys = ("pk",)
    lifecycle = REVERSAL
    acts = {"approve": approve_reversal, "decline": decline_reversal}
    texts = {
        "approve": _("The reversing entry is written at once and cannot be taken back."),
        "decline": _("The entry stays as it is."),
    }
    changes = {"approve": MONEY_SHOWN}

    def public_thing(self, done: ReversalRequest) -> Programme:
        return done.entry.programme


class RateList(ListPage):
    """The exchange rates of the installation."""

    model = ExchangeRate
    table_class = RateTable
    filterset_class = RateFilters
    title = _("Exchange rates")
    intro = _(
        "Every converted amount carries the rate, its date and its source. The operator imports rates from a file."
    )

    def get_queryset(self) -> QuerySet[ExchangeRate]:
        if not self.request.user.has_perm("grants.view_exchangerate"):
            raise PermissionDenied
        return ExchangeRate.objects.all()
