"""What each section of a profile demands. A check yields None for what is there and a sentence for what is missing."""

from collections.abc import Iterator

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kernel import clock
from kernel.formatting import day
from organizations.models import Organization, PaperKind, PolicyKind, Signs

Found = Iterator[str | None]
YEARS_ASKED = 3


def says_none(organization: Organization, section: str) -> bool:
    """Whether the organisation answered the section with “none”; one query."""
    return any(answer.is_none for answer in organization.section_answers.all() if answer.section == section)


def years_asked(organization: Organization) -> list[int]:
    """The years whose budgets are asked, newest first: the last three that are over, none before its registration."""
    this_year = clock.today().year
    first = organization.registered_on.year if organization.registered_on else 0
    return [year for year in range(this_year - 1, this_year - 1 - YEARS_ASKED, -1) if year >= first]


def check_identity(organization: Organization) -> Found:
    """Who it is and how to reach it."""
    yield None if organization.idno else _("The IDNO is missing.")
    yield None if organization.registered_on else _("The date of registration is missing.")
    yield None if organization.unit_id else _("The place is missing.")
    yield None if organization.address else _("The postal address is missing.")
    yield None if organization.email or organization.phone else _("An e-mail address or a phone number is missing.")
    yield None if organization.summary else _("What the organisation does is not described.")


def check_signatories(organization: Organization) -> Found:
    """Somebody can sign today: one person alone, or two together."""
    current = [row for row in organization.signatories.all() if row.is_current]
    if not current:
        yield _("Nobody is named who may sign for the organisation today.")
    elif len(current) == 1 and current[0].signs == Signs.TOGETHER:
        yield _("The only signatory signs together with another: name the other one, too.")
    else:
        yield None


def check_team(organization: Organization) -> Found:
    """Somebody works there."""
    yield None if organization.team.all() else _("Nobody of the team is named.")


def check_services(organization: Organization) -> Found:
    """What it offers, chosen or in its own words."""
    has_any = organization.other_services or organization.services.all()
    yield None if has_any else _("No service is chosen or described.")


def check_territories(organization: Organization) -> Found:
    """Where it works."""
    yield None if organization.territories.all() else _("No place is chosen where the organisation works.")


def check_budgets(organization: Organization) -> Found:
    """An answer for each of the years asked; “no money that year” is one."""
    answered = {row.year for row in organization.year_budgets.all()}
    for year in years_asked(organization):
        yield None if year in answered else _("The budget of %(year)s is missing.") % {"year": year}


def check_donors(organization: Organization) -> Found:
    """Grants received elsewhere, or the answer that there were none."""
    has_any = organization.past_grants.all() or says_none(organization, "donors")
    yield None if has_any else _("No donor is named. If there was none so far, say so.")


def check_accreditation(organization: Organization) -> Found:
    """One that holds, or the answer that there is none; one that has run out is said."""
    rows = list(organization.accreditations.all())
    if not rows:
        is_none = says_none(organization, "accreditation")
        yield None if is_none else _("No accreditation is entered. If there is none, say so.")
    for row in rows:
        if row.valid_until is not None and row.is_expired:
            facts = {"accreditation": row.kind, "date": day(row.valid_until, get_language() or "en")}
            yield _("Run out on %(date)s: %(accreditation)s") % facts
        else:
            yield None


def check_policies(organization: Organization) -> Found:
    """An answer for each policy on the list."""
    answered = {row.kind_id for row in organization.policies.all()}
    for kind in PolicyKind.objects.filter(is_in_use=True):
        yield None if kind.pk in answered else _("Not answered: %(policy)s") % {"policy": kind.name}


def check_documents(organization: Organization) -> Found:
    """The two papers that everybody asks for."""
    there = {row.kind for row in organization.papers.all()}
    yield None if PaperKind.STATUTES in there else _("The statutes are missing.")
    yield None if PaperKind.REGISTRATION in there else _("The registration certificate is missing.")
