"""Which files belong to a profile."""

from typing import Any

from organizations.models import Accreditation, Document, Policy, ProfilePaper


def reads_profile_paper(document: Document, user: Any) -> bool:
    """Whether the file stands in a profile that the person may read."""
    organization = document.organization
    if organization is None or not user.has_perm("organizations.view_profile", organization):
        return False
    return any(model.objects.filter(document=document).exists() for model in (ProfilePaper, Accreditation, Policy))
