"""The sections of a profile that this floor asks for, in their order; the floor of money adds the bank account."""

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization
from organizations.queries.profile import checks, shown
from organizations.queries.profile.papers import reads_profile_paper
from organizations.registries import DocumentReader, ProfileSection, document_readers, profile_sections

ALL, MONEY = "organizations.edit_profile", "organizations.edit_profile_money"
SECTIONS = [
    ("identity", _("Identity"), checks.check_identity, shown.show_identity, ALL),
    ("signatories", _("Who signs"), checks.check_signatories, shown.show_signatories, ALL),
    ("documents", _("Statutes and registration"), checks.check_documents, shown.show_documents, ALL),
    ("services", _("Services offered"), checks.check_services, shown.show_services, ALL),
    ("territories", _("Where it works"), checks.check_territories, shown.show_territories, ALL),
    ("accreditation", _("Accreditation"), checks.check_accreditation, shown.show_accreditation, ALL),
    ("team", _("Team"), checks.check_team, shown.show_team, ALL),
    ("budgets", _("Budgets of the last three years"), checks.check_budgets, shown.show_budgets, MONEY),
    ("donors", _("Donors so far"), checks.check_donors, shown.show_donors, ALL),
    ("policies", _("Policies"), checks.check_policies, shown.show_policies, ALL),
]


def _page(section: str) -> Callable[[Organization], str]:
    route = "organizations:edit" if section == "identity" else f"organizations:profile_{section}"
    return lambda organization: reverse(route, args=[organization.slug])


def connect_profile() -> None:
    """Fill the registries; called once, when the app is ready."""
    document_readers.add(DocumentReader("profile", reads_profile_paper))
    for place, (name, title, check, show, permission) in enumerate(SECTIONS, start=1):
        profile_sections.add(ProfileSection(name, title, check, show, _page(name), permission, order=place * 10))
