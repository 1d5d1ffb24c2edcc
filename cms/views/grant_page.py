"""What the public page of one grant prints."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from cms.views.grants import SHOWN
from grants.models import Agreement, Tranche, TrancheStatus
from kernel import clock
from kernel.compiled import compiled
from kernel.listing import in_languages
from kernel.money import Money
from reports.figures.grants import (
    authority,
    authority_words,
    grantee,
    leads_to_grantee,
    paid,
    places,
    published_grants,
    spent,
    units_of,
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


def printed_grant(reference: str) -> Agreement:
    """The public grant with what its page prints of it; raises Http404 where there is none."""
    for grant in _printed_grants(reference=reference):
        grant.told_units = units_of(agreement=grant.pk)  # type: ignore[attr-defined]  # as `with_parties` has them
        return grant
    raise Http404


@compiled
def _printed_grants(*, reference: Any) -> QuerySet[Agreement]:
    return published_grants().prefetch_related(None).only(*PRINTED).filter(reference=reference)


@compiled
def _tranches(*, agreement: Any) -> QuerySet[Tranche]:
    """Instalments by number, without those that were given up."""
    tranches = Tranche.objects.filter(agreement=agreement).exclude(status=TrancheStatus.CANCELLED)
    return tranches.order_by("number", "pk").only("number", "due_on", "amount", "status")


def grant_context(agreement: Agreement) -> dict[str, Any]:
    """Who, with which authority, where, how much, paid, accounted for, and when each instalment is due.

    Of an agreement out of `printed_grant`.
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
        "tranches": _tranches(agreement=agreement.pk),
        "updated_on": updated_on(agreement),
        "today": clock.today(),
        "demo_words": _("Grant, organisation, places and sums are invented."),
    }
