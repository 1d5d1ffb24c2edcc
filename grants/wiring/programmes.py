"""Programmes, ledger and rates in the registries: menu, tasks, integrity checks, record, reading of documents."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from grants.models import LedgerEntry, Programme, ProgrammeDocument
from grants.queries.money import integrity
from grants.queries.money.tasks import reversals_to_decide
from kernel import tones
from kernel.registries import IntegrityCheck, MenuEntry, TaskSource, integrity_checks, menu, task_sources
from organizations.models import Document
from organizations.registries import DocumentReader, document_readers, tell

CHECKS = (
    ("ledger_chain", integrity.broken_links),
    ("ledger_reversals", integrity.broken_reversals),
    ("ledger_conversions", integrity.broken_conversions),
    ("ledger_parts", integrity.broken_parts),
    ("ledger_columns", integrity.misplaced_entries),
    ("ledger_sums", integrity.impossible_sums),
)

SENTENCES = {
    "ceiling_set": _("Ceiling for one recipient set"),
    "ceiling_ended": _("Ceiling for one recipient ended"),
    "programme_created": _("Project set up"),
    "programme_revised": _("Project changed"),
    "programme_started": _("Project started"),
    "programme_completed": _("Project completed"),
    "programme_cancelled": _("Project cancelled"),
    "programme_published": _("Project published"),
    "programme_withdrawn": _("Project withdrawn from the public"),
    "programme_document_added": _("Document of the project added"),
    "programme_document_replaced": _("Document of the project replaced"),
    "programme_document_withdrawn": _("Document of the project withdrawn"),
    "funding_line_added": _("Line of the plan added"),
    "funding_line_corrected": _("Line of the plan corrected"),
    "funding_line_removed": _("Line of the plan removed"),
    "ledger_entry_posted": _("Entry booked"),
    "ledger_entry_copied": _("Entry copied from a publication"),
    "ledger_entry_reversed": _("Reversing entry booked"),
    "reversal_requested": _("Correction asked for"),
    "reversal_approved": _("Correction approved"),
    "reversal_declined": _("Correction declined"),
    "rates_sent": _("File of exchange rates sent"),
    "rates_confirmed": _("File of exchange rates confirmed"),
    "rates_imported": _("Exchange rates entered"),
}


def is_evidence_in_sight(document: Document, user: Any) -> bool:
    """The document proves a ledger entry that the person may see."""
    return LedgerEntry.objects.visible_to(user).filter(evidence=document).exists()


def is_document_of_programme_in_sight(document: Document, user: Any) -> bool:
    """The document belongs to a programme that the person may see, and stands; a donor reads no withdrawn one."""
    seen = Programme.objects.visible_to(user)
    return ProgrammeDocument.objects.current().filter(document=document, programme__in=seen).exists()


def register() -> None:
    """What programmes, ledger and rates put into the registries."""
    for order, (name, faults) in enumerate(CHECKS):
        integrity_checks.add(IntegrityCheck(name, faults, order=20 + order))
    menu.add(
        MenuEntry(
            "programmes",
            _("Projects"),
            "grants:programme_list",
            lambda user: user.has_perm("grants.list_programmes"),
            order=10,
        )
    )
    menu.add(
        MenuEntry(
            "rates",
            _("Exchange rates"),
            "grants:rate_list",
            lambda user: user.has_perm("grants.view_exchangerate"),
            order=360,
            group="money",
        )
    )
    task_sources.add(TaskSource("reversals", reversals_to_decide, order=60))
    tones.register({"not_stated": tones.NEUTRAL})
    tell(SENTENCES)
    document_readers.add(DocumentReader("ledger_evidence", is_evidence_in_sight))
    document_readers.add(DocumentReader("programme_documents", is_document_of_programme_in_sight))
