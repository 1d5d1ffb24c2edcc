"""Agreements, payments and financial reports in the registries: menu, tasks, integrity checks, readers of files."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grants.agreement_words import SENTENCES
from grants.models import Agreement, Condition, ExpenditureLine, Refund, Signature
from grants.models.agreement.agreement import GRANTEE_READERS, STAFF_READERS
from grants.queries.agreements import integrity
from grants.queries.applications.whereabouts import whereabouts_of
from grants.wiring import agreement_tasks
from kernel import tones
from kernel.registries import (
    IntegrityCheck,
    MenuEntry,
    MenuGroup,
    Section,
    integrity_checks,
    menu,
    menu_groups,
    sections,
)
from kernel.views import PersonRequest
from organizations.models import Document, Role
from organizations.registries import DocumentReader, document_readers, tell
from organizations.roles import holds_anywhere, organizations_where

SHOWN_AT_HOME = 5


def reads_agreements(user: Any) -> bool:
    """Staff of an implementer, people of a grantee, viewers of a donor."""
    return holds_anywhere(user, *STAFF_READERS, *GRANTEE_READERS, Role.VIEWER)


def handles_money(user: Any) -> bool:
    """Those who pay, and those who are paid."""
    paying = (Role.PROGRAMME_MANAGER, Role.GRANTS_OFFICER, Role.FINANCE_OFFICER, Role.FINANCE_APPROVER)
    return holds_anywhere(user, *paying, Role.REPRESENTATIVE, Role.ACCOUNTANT)


def keeps_accounts(user: Any) -> bool:
    """Those who name bank accounts, and those who check them."""
    return holds_anywhere(user, Role.REPRESENTATIVE, Role.ACCOUNTANT, Role.FINANCE_OFFICER, Role.FINANCE_APPROVER)


def reads_file_of_agreement(document: Document, user: Any) -> bool:
    """Whether the file is attached to something of an agreement that the person may see."""
    seen = Agreement.objects.visible_to(user).values("pk")
    return (
        Signature.objects.filter(document=document, agreement__in=seen).exists()
        or Condition.objects.filter(evidence=document, tranche__agreement__in=seen).exists()
        or Refund.objects.filter(evidence=document, agreement__in=seen).exists()
    )


def reads_receipt(document: Document, user: Any) -> bool:
    """Whether the file belongs to a cost of a report that the person may see.

    Receipts carry names of people, so that donors see the figures and not the papers.
    """
    offices = Q(report__agreement__programme__implementer__in=organizations_where(user, *STAFF_READERS))
    own = Q(report__agreement__organization__in=organizations_where(user, *GRANTEE_READERS))
    return ExpenditureLine.objects.filter(offices | own, evidence=document).exists()


def where_the_money_is(user: Any, request: PersonRequest) -> dict[str, Any] | None:
    """For people of a grantee: their newest grants, each with the sentence that says where its money is."""
    own = Agreement.objects.filter(organization__in=organizations_where(user, *GRANTEE_READERS))
    few = list(own.visible_to(user).select_related("programme").order_by("-reference")[:SHOWN_AT_HOME])
    words = whereabouts_of(few) if few else {}
    sentences = [(each, words[each.pk]) for each in few if words[each.pk]]
    return {"sentences": sentences} if sentences else None


def register() -> None:
    """Fill the registries."""
    menu_groups.add(MenuGroup("money", _("Money"), order=20))
    menu.add(
        MenuEntry("agreements", _("Agreements"), "grants:agreement_list", reads_agreements, order=300, group="money")
    )
    menu.add(MenuEntry("payments", _("Payments"), "grants:disbursement_list", handles_money, order=310, group="money"))
    menu.add(
        MenuEntry(
            "financial_reports",
            _("Financial reports"),
            "grants:financialreport_list",
            reads_agreements,
            order=320,
            group="money",
        )
    )
    menu.add(MenuEntry("refunds", _("Refunds"), "grants:refund_list", handles_money, order=330, group="money"))
    menu.add(
        MenuEntry("advances", _("Open advances"), "grants:advances", works_for_an_implementer, order=340, group="money")
    )
    menu.add(
        MenuEntry(
            "bank_accounts", _("Bank accounts"), "grants:bank_account_list", keeps_accounts, order=350, group="money"
        )
    )
    sections.add(Section("where_the_money_is", "home", "grants/money/parts/home.html", where_the_money_is, order=10))
    agreement_tasks.register()
    checks = (
        ("agreement_terms", integrity.broken_terms),
        ("agreement_commitments", integrity.broken_commitments),
        ("payments", integrity.broken_payments),
        ("refunds", integrity.broken_refunds),
        ("accepted_expenditure", integrity.broken_expenditure),
    )
    for order, (name, faults) in enumerate(checks):
        integrity_checks.add(IntegrityCheck(name, faults, order=40 + order))
    document_readers.add(DocumentReader("agreements", reads_file_of_agreement, order=40))
    document_readers.add(DocumentReader("receipts", reads_receipt, order=41))
    tones.register({"recorded": tones.WAIT, "released": tones.INFO, "reversed": tones.LATE})
    tell(SENTENCES)


def works_for_an_implementer(user: Any) -> bool:
    """The staff of some implementer."""
    return holds_anywhere(user, *STAFF_READERS)
