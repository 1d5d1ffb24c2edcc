"""Agreements in the workspace: the list, the page of one, and its moves."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from grants.actions.agreements.drafting import accept_agreement, ask_for_changes, offer_agreement, take_back_agreement
from grants.actions.agreements.life import (
    activate_agreement,
    cancel_agreement,
    close_agreement,
    complete_agreement,
    resume_agreement,
    suspend_agreement,
    terminate_agreement,
)
from grants.filters.agreements import AgreementFilters
from grants.forms.agreements.facts import ReasonForm
from grants.lifecycles import AGREEMENT, TRANCHE
from grants.models import Agreement, AgreementStatus, Disbursement
from grants.queries.agreements.page import tranches_of
from grants.queries.agreements.signatures import sides_to_sign
from grants.queries.agreements.standing import standing_of
from grants.queries.applications.whereabouts import whereabouts, whereabouts_of
from grants.tables.agreements import AgreementTable
from kernel import steps
from kernel.listing import in_languages
from kernel.views import ActPage, DetailPage, ListPage, MovePage
from organizations.queries import activity
from organizations.roles import holds_anywhere

USUAL_PATH = [
    AgreementStatus.DRAFT,
    AgreementStatus.OFFERED,
    AgreementStatus.ACCEPTED,
    AgreementStatus.SIGNED,
    AgreementStatus.ACTIVE,
    AgreementStatus.COMPLETED,
    AgreementStatus.CLOSED,
]

STATUS_SHOWN = _("The public page of the grant shows its new status.")


class AgreementList(ListPage):
    """Agreements of the person's implementers, own organisations and funded programmes."""

    model = Agreement
    table_class = AgreementTable
    filterset_class = AgreementFilters
    title = _("Agreements")
    template_name = "grants/agreements/list.html"
    reads = (  # by the table, and by the sentences above it
        *("reference", "status", "starts_on", "ends_on", "amount", "currency"),
        *("drafted_at", "offered_at", "accepted_at", "stopped_at"),
        *in_languages("title"),
    )

    def facts(self) -> dict[str, Any]:
        """Whether this person may draft one, and, for the first on the page, where the money is."""
        user = self.request.user
        few = self.listed.rows[:10]
        sentences = whereabouts_of(few)
        return {
            "may_draft": holds_anywhere(user, "programme_manager", "grants_officer"),
            "sentences": [(each, sentences[each.pk]) for each in few if sentences[each.pk]],
        }


class AgreementPage(DetailPage):
    """One agreement: where the money is, budget, tranches, reports, payments, refunds, signatures, record."""

    model = Agreement
    permission = "grants.view_agreement"
    template_name = "grants/agreements/agreement.html"
    lifecycle = AGREEMENT
    place = "agreement"

    def get_queryset(self) -> QuerySet[Agreement]:
        parties = ("programme__implementer", "organization", "authority__organization", "award", "drafted_by")
        people = ("accepted_by", "activated_by", "stopped_by", "published_by")
        return super().get_queryset().select_related(*parties, *people)

    def facts(self, thing: Agreement) -> dict[str, Any]:
        """Everything that the page prints."""
        user = self.request.user
        payments = Disbursement.objects.filter(tranche__agreement=thing).select_related("tranche")
        sees_payments = user.has_perm("grants.view_payment", thing)
        return {
            "steps": steps.path(AgreementStatus, USUAL_PATH, thing.status, is_over=thing.status == "closed"),
            "sentence": whereabouts(thing),
            "standing": standing_of(thing),
            "tranches": tranches_of(thing, user),
            "tranche_lifecycle": TRANCHE,
            "reports": thing.financial_reports.order_by("number"),
            "sees_payments": sees_payments,
            "payments": payments.order_by("prepared_at", "pk") if sees_payments else [],
            "refunds": thing.refunds.order_by("recorded_at", "pk") if sees_payments else [],
            "signatures": thing.signatures.select_related("document", "recorded_by"),
            "units": list(thing.units.all()),
            "activities": activity.of(thing, limit=30),
            "may": {
                "prepare": thing.status == AgreementStatus.DRAFT and user.has_perm("grants.prepare_agreement", thing),
                "sign": thing.status == AgreementStatus.ACCEPTED and bool(sides_to_sign(thing, user)),
                "report": thing.activated_at is not None and user.has_perm("grants.draft_financial_report", thing),
                "refund": thing.activated_at is not None and user.has_perm("grants.record_refund", thing),
                "publish": thing.activated_at is not None and user.has_perm("grants.publish_agreement", thing),
            },
        }


class AgreementMove(MovePage):
    """The moves that need no more than a person who agrees."""

    model = Agreement
    lifecycle = AGREEMENT
    acts = {
        "offer": offer_agreement,
        "take_back": take_back_agreement,
        "accept": accept_agreement,
        "activate": activate_agreement,
        "resume": resume_agreement,
        "complete": complete_agreement,
        "close": close_agreement,
    }
    texts = {
        "accept": _("You accept the budget, the tranches and the conditions as they stand. The signatures follow."),
        "activate": _("The amount is committed in the ledger, and tranches can be released."),
        "close": _("Nothing can be paid or reported after this. What was not paid is released in the ledger."),
    }
    changes = {
        "resume": STATUS_SHOWN,
        "complete": STATUS_SHOWN,
        "close": STATUS_SHOWN,
    }


class WithReason(ActPage):
    """A move that says why."""

    model = Agreement
    form_class = ReasonForm
    move: str
    do: Any

    @property
    def permission(self) -> str | None:  # type: ignore[override]  # the table names it
        """The permission that the table of moves names."""
        return AGREEMENT.moves[self.move].permission

    @property
    def title(self) -> Any:  # type: ignore[override]  # the table names it
        """The verb of the move."""
        return AGREEMENT.moves[self.move].label

    button = _("Confirm")

    def act(self, form: Any) -> Agreement:
        """The move, with its reason."""
        return type(self).do(self.thing, by=self.request.user, reason=form.cleaned_data["reason"])


class AskForChanges(WithReason):
    """The organisation sends the offer back."""

    move, do = "ask_for_changes", ask_for_changes
    intro = _("Say what should change in the budget, the tranches or the conditions.")


class Suspend(WithReason):
    """Stop payments for a time."""

    move, do = "suspend", suspend_agreement
    change = STATUS_SHOWN
    intro = _("No tranche is released or paid until somebody resumes the agreement. Reports go on.")


class Terminate(WithReason):
    """End it before its time."""

    move, do = "terminate", terminate_agreement
    change = STATUS_SHOWN
    intro = _("Open tranches are cancelled and what was not paid is released. This cannot be undone.")


class Cancel(WithReason):
    """Give it up before it was active."""

    move, do = "cancel", cancel_agreement
    intro = _("The agreement will not come into force. This cannot be undone.")
