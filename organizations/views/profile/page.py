"""The whole profile on one page: what each section says, what is missing, and where it is filled in."""

from typing import Any

from django.db.models import QuerySet

from kernel.views import DetailPage
from organizations.models import Organization
from organizations.queries.profile import completeness_of
from organizations.queries.profile.shown import read_whole
from organizations.queries.roles import CSO_NATURES
from organizations.registries import profile_sections


class ProfilePage(DetailPage):
    """The profile, for its members and for staff who have a reason to read it."""

    model = Organization
    permission = "organizations.view_profile"
    template_name = "organizations/profile/profile.html"

    def get_queryset(self) -> QuerySet[Organization]:
        """Organisations that have a profile: those that may apply somewhere."""
        return super().get_queryset().filter(nature__in=CSO_NATURES).select_related("unit")

    def facts(self, thing: Organization) -> dict[str, Any]:
        """Each section with its state, its content and whether this person may change it."""
        completeness = completeness_of(read_whole(thing))
        states = {state.name: state for state in completeness.sections}
        user = self.request.user
        return {
            "completeness": completeness,
            "profile": [
                (states[each.name], each.show(thing), user.has_perm(each.permission, thing))
                for each in profile_sections
            ],
        }
