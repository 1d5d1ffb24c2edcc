"""Pages of the public site."""

from cms.models.base import PublicPage, RegisterPage
from cms.models.calls import CallIndexPage, CallPage
from cms.models.desk import Desk, ImplementerPage
from cms.models.home import HomePage, StandardPage
from cms.models.registers import (
    AuthorityIndexPage,
    GrantIndexPage,
    OrganizationIndexPage,
    ProgrammeIndexPage,
    ScorecardIndexPage,
)

__all__ = [
    "AuthorityIndexPage",
    "CallIndexPage",
    "CallPage",
    "Desk",
    "GrantIndexPage",
    "HomePage",
    "ImplementerPage",
    "OrganizationIndexPage",
    "ProgrammeIndexPage",
    "PublicPage",
    "RegisterPage",
    "ScorecardIndexPage",
    "StandardPage",
]
