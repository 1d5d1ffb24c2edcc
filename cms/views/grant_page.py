"""What the public page of one grant prints."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from cms.views.grants import SHOWN
from grants.models import Agreement, Tranche, TrancheStatus
from kernel import clock
from kernel.listing import in_languages
from kernel.money import Money
from kernel.prepared import prepared
from reports.figures.grants import (
    authority,
    authority_words,
    grantee,
    leads_to_grantee,
    paid,
    places,
    published_grants,
    spent,
    updated_on,
)
from reports.figures.results import agreement_results

# What the page prints of the grant and of its parties, and what says whether it may.
PRINTED = (
    *SHOWN,
    *("ends_on", "published_at", "programme__slug", "programme__implementer", "programme__implementer__id"),
    *("organization__slug", "organization__unit", "authority__organization__slug"),
    *in_languages("summary", "programme__implementer__name"),
)


@prepared
def printed_grants() -> QuerySet[Agreement]:
    """The public grants with what the page of one prints of it."""
    return published_grants().only(*PRINTED)


@prepared
def _tranches() -> QuerySet[Tranche]:
    """Instalments by number, without those that were given up."""
    tranches = Tranche.objects.exclude(status=TrancheStatus.CANCELLED).order_by("number", "pk")
    return tranches.only("number", "due_on", "amount", "status")


def grant_context(agreement: Agreement) -> dict[str, Any]:
    """Who, with which authority, where, how much, paid, accounted for, and when each instalment is due.

    Of an agreement out of `published_grants`.
    """
    return {
        "grant": agreement,
        "programme": agreement.programme,
        "organization": grantee(agreement),
        "leads_to_organization": leads_to_grantee(agreement),
        "authority": authority(agreement),
        "authority_words": authority_words(agreement),
        "places": places(agreement),
        "amount": Money(agreement.amount, agreement.currency),
        "paid": paid(agreement),
        "spent": spent(agreement),
        "indicators": agreement_results(agreement),
        "tranches": list(_tranches().filter(agreement=agreement)),
        "updated_on": updated_on(agreement),
        "today": clock.today(),
        "demo_words": _("Grant, organisation, places and sums are invented."),
    }
