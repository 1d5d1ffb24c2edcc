"""What the public pages of an organisation and of an authority print."""

from typing import Any

from django.db.models import Q, QuerySet

from cms.clock_words import TIMED, usual_apart
from grants.models import Agreement, Call, Programme
from kernel.compiled import compiled
from kernel.listing import in_languages
from organizations.models import Authority, Competence, Organization, PublicationLevel
from reports.figures.accountability import authority_figures
from reports.figures.grants import grant_lines, grants_beside, prints_place

SHOWN = 20
# What the page of an organisation prints of it, and of the projects in which it plays a part.
ORGANIZATION = (
    *("slug", "nature", "website", "is_demo", "publication_level"),
    *in_languages("name", "summary", "unit__name"),
)
PROGRAMME = ("slug", "status", *in_languages("title"))
# What the page of an authority prints of it.
AUTHORITY = ("tier", "organization__slug", "organization__is_demo", *in_languages("organization__name", "unit__name"))


@compiled
def public_organizations(*, slug: Any) -> QuerySet[Organization]:
    """The organisation at `slug`, if the public may read about it, with what its page prints of it."""
    return Organization.objects.published().filter(slug=slug).select_related("unit").only(*ORGANIZATION)


def organization_context(organization: Organization) -> dict[str, Any]:
    """Its public facts, the projects in which it plays a part, and its published grants."""
    return {
        "organization": organization,
        "prints_place": prints_place(organization),
        "programmes": _programmes_with(organization=organization.pk),
        "clocks": usual_apart(_calls_run_by(organization=organization.pk)),
        "grants": grants_beside(organization, SHOWN),
    }


@compiled
def _programmes_with(*, organization: Any) -> QuerySet[Programme]:
    """The published projects in which an organisation plays a part, the latest first, with what is printed of each."""
    parts = Q(implementer=organization) | Q(funding_lines__donor=organization) | Q(partners__organization=organization)
    published = Programme.objects.published().filter(parts).distinct()
    return published.order_by("-starts_on", "code").only(*PROGRAMME)[:SHOWN]


@compiled
def _calls_run_by(*, organization: Any) -> QuerySet[Call]:
    """The public calls that an organisation runs as implementer, with no more than their clocks need."""
    calls = Call.objects.public().filter(programme__implementer=organization)
    return calls.select_related("programme").only(*TIMED).order_by("pk")


@compiled
def public_authority(*, slug: str) -> QuerySet[Authority]:
    """The authority that the public reads about at `slug`, with what its page prints of it."""
    published = Authority.objects.filter(organization__in=Organization.objects.published(), organization__slug=slug)
    return published.select_related("organization", "unit").only(*AUTHORITY)


@compiled
def _competences(*, authority: int) -> QuerySet[Competence]:
    """What the authority answers for, in the order in which it is printed."""
    told = Competence.objects.filter(authority=authority).order_by("service_ro", "pk")
    return told.only("since_on", *in_languages("service"))


@compiled
def _grants_of_authority(*, authority: int) -> QuerySet[Agreement]:
    """The public grants whose partner may be told: an authority tells the place."""
    told = grant_lines().filter(authority=authority).exclude(publication_level=PublicationLevel.PLACE_HIDDEN)
    return told[:SHOWN]


def authority_context(authority: Authority) -> dict[str, Any]:
    """Its public facts, what it answers for, and the published grants in which it is partner."""
    return {
        "authority": authority,
        "organization": authority.organization,
        "accountability": authority_figures(authority.organization),
        "competences": _competences(authority=authority.pk),
        "grants": _grants_of_authority(authority=authority.pk),
    }
