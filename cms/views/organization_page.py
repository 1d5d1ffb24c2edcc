"""What the public pages of an organisation and of an authority print."""

from typing import Any

from django.db.models import Q, QuerySet

from cms.clock_words import usual_apart
from grants.models import Call, Programme
from kernel.listing import in_languages
from organizations.models import Authority, Organization, PublicationLevel
from reports.figures.accountability import authority_figures
from reports.figures.grants import grant_lines, grants_beside, prints_place

SHOWN = 20
# What the page of an authority prints of it.
AUTHORITY = ("tier", "organization__slug", "organization__is_demo", *in_languages("organization__name", "unit__name"))


def organization_context(organization: Organization) -> dict[str, Any]:
    """Its public facts, the projects in which it plays a part, and its published grants."""
    parts = Q(implementer=organization) | Q(funding_lines__donor=organization) | Q(partners__organization=organization)
    programmes = Programme.objects.published().filter(parts).distinct()
    return {
        "organization": organization,
        "prints_place": prints_place(organization),
        "programmes": list(programmes.order_by("-starts_on", "code")[:SHOWN]),
        "clocks": usual_apart(list(run_by(organization))),
        "grants": list(grants_beside(organization)[:SHOWN]),
    }


def run_by(organization: Organization) -> QuerySet[Call]:
    """The public calls that the organisation runs as implementer."""
    calls = Call.objects.public().filter(programme__implementer=organization)
    return calls.select_related("programme").order_by("pk")


def authority_context(authority: Authority) -> dict[str, Any]:
    """Its public facts, what it answers for, and the published grants in which it is partner."""
    grants = grant_lines().filter(authority=authority).exclude(publication_level=PublicationLevel.PLACE_HIDDEN)
    return {
        "authority": authority,
        "organization": authority.organization,
        "accountability": authority_figures(authority.organization),
        "competences": list(authority.competences.order_by("service_ro", "pk")),
        "grants": list(grants[:SHOWN]),
    }
