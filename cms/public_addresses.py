"""Where the public reads a thing of the floors below, in the reader's language; nowhere while it is not public."""

from typing import Any

from django.utils.translation import get_language
from wagtail.models import Page

from cms.models import AuthorityIndexPage, CallPage, GrantIndexPage, ProgrammeIndexPage, ScorecardIndexPage
from grants.models import Agreement, Award, AwardStatus, Call, Programme
from kernel.registries import PublicAddress, public_addresses
from monitoring.models import Commitment, ScorecardCycle
from organizations.models import Authority, Organization
from reports.figures.accountability import public_scorecards
from reports.figures.grants import published_grants


def of_programme(programme: Programme) -> str | None:
    """The page of a published project."""
    return _record(ProgrammeIndexPage, programme.slug) if programme.published_at else None


def of_agreement(agreement: Agreement) -> str | None:
    """The page of a published grant that has begun."""
    is_public = published_grants().filter(pk=agreement.pk).exists()
    return _record(GrantIndexPage, agreement.reference) if is_public else None


def of_call(call: Call) -> str | None:
    """The page of a published call."""
    return _address(CallPage, call=call)


def of_award(award: Award) -> str | None:
    """The page of the call that names the award: an accepted one, once the results are published."""
    call = award.application.call
    return of_call(call) if award.status == AwardStatus.ACCEPTED and call.results_published_at else None


def of_authority(authority: Authority) -> str | None:
    """The page of a published authority, with its scorecards, replies and promises."""
    is_public = Organization.objects.published().filter(pk=authority.organization_id).exists()
    return _record(AuthorityIndexPage, authority.organization.slug) if is_public else None


def of_scorecard(cycle: ScorecardCycle) -> str | None:
    """The page of a published scorecard."""
    is_public = public_scorecards().filter(pk=cycle.pk).exists()
    return _record(ScorecardIndexPage, cycle.slug) if is_public else None


def of_commitment(commitment: Commitment) -> str | None:
    """The page of the authority that made a published promise."""
    is_public = Commitment.objects.published().filter(pk=commitment.pk).exists()
    return of_authority(commitment.cycle.competence.authority) if is_public else None


def register() -> None:
    """Fill the registry; called once, when the app is ready."""
    for model, address_of in (
        (Programme, of_programme),
        (Agreement, of_agreement),
        (Call, of_call),
        (Award, of_award),
        (Authority, of_authority),
        (ScorecardCycle, of_scorecard),
        (Commitment, of_commitment),
    ):
        public_addresses.add(PublicAddress(model._meta.label_lower, address_of))


def _address(kind: type[Page], **facts: Any) -> str | None:
    """The address of the one live page of `kind` in the active language."""
    page = kind.objects.live().filter(locale__language_code=get_language(), **facts).first()
    return page.get_url() if page is not None else None


def _record(register: type[Page], slug: str) -> str | None:
    """The address of a record under its register."""
    address = _address(register)
    return f"{address}{slug}/" if address else None
