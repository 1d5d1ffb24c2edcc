"""The profile of an organisation: how complete it is, and what others reuse of it."""

from organizations.queries.profile.completeness import ProfileCompleteness, SectionState, completeness_of
from organizations.queries.profile.facts import (
    ApplicantFacts,
    ApplicantInShort,
    applicant_in_short,
    facts_for_application,
    plain,
)

__all__ = [
    "ApplicantFacts",
    "ApplicantInShort",
    "ProfileCompleteness",
    "SectionState",
    "applicant_in_short",
    "completeness_of",
    "facts_for_application",
    "plain",
]
