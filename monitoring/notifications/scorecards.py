"""Messages about scorecards and commitments: each to those who must act, or whose act was answered."""

from typing import Any

from monitoring.models import Commitment, ScorecardCycle
from organizations.models import Role, User
from organizations.notifications import Address, members, notify

RUNNERS = (Role.FACILITATOR, Role.REPRESENTATIVE)


def officers_of(cycle: ScorecardCycle) -> list[User]:
    """The officers of the scored authority."""
    return members(cycle.authority.organization, Role.OFFICER)


def followers_of(cycle: ScorecardCycle) -> list[User]:
    """Those who run the cycle, and those who monitor it for the programme."""
    people = members(cycle.facilitator, *RUNNERS)
    if cycle.programme is not None and cycle.programme.implementer is not None:
        people += members(cycle.programme.implementer, Role.MONITORING_OFFICER)
    return people


def write_to_authority(cycle: ScorecardCycle, name: str, *, officers: list[User], link: str) -> None:
    """The message `name` to the authority: to its officers with their own page, to its mailbox with the signed link."""
    email = cycle.authority.organization.email
    notify(officers, name, url=cycle.get_reply_url(), cycle=cycle, by_link=False)
    if email:
        notify([Address(email)], name, url=link, cycle=cycle, by_link=True)


def tell_of_reply(cycle: ScorecardCycle) -> None:
    """The authority has replied: to those who run and monitor the cycle."""
    notify(followers_of(cycle), "scorecard_replied", url=cycle.get_absolute_url(), cycle=cycle)


def tell_of_publication(cycle: ScorecardCycle, *, version: int) -> None:
    """A version was published: to the authority, and to those who run and monitor the cycle."""
    people = officers_of(cycle) + followers_of(cycle)
    notify(people, "scorecard_published", url=cycle.get_absolute_url(), cycle=cycle, version=version)


def tell_owner(commitment: Commitment, name: str, **facts: Any) -> None:
    """The message `name` to the officers of the authority that promised."""
    people = members(commitment.owner, Role.OFFICER)
    notify(people, name, url=commitment.get_absolute_url(), commitment=commitment, **facts)


def tell_followers(commitment: Commitment, name: str, **facts: Any) -> None:
    """The message `name` to those who run and monitor the cycle of the promise."""
    people = followers_of(commitment.cycle)
    notify(people, name, url=commitment.get_absolute_url(), commitment=commitment, **facts)
