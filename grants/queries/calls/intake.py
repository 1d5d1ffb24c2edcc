"""Answers about calls: what is asked, how many applications stand where, who may apply."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet, Sum

from grants.models import Application, ApplicationStatus, Call, CallKind, Question
from grants.queries.people import people_of
from grants.rules.applications import WRITERS
from organizations.models import Organization, Role, User
from organizations.queries.memberships import organizations_where


def questions_of(call: Call, stage: int | None = None) -> QuerySet[Question]:
    """The questions of the call, or of one stage of it, in the order in which they are asked, with section, choices."""
    rows = Question.objects.filter(section__call=call)
    if stage is not None:
        rows = rows.filter(section__stage=stage)
    return (
        rows.select_related("section", "shown_if")
        .prefetch_related("choices")
        .order_by("section__stage", "section__order", "section_id", "order", "pk")
    )


@dataclass(frozen=True)
class Intake:
    """How many applications of a call stand where; drafts are counted and never shown to staff."""

    drafts: int
    submitted: int
    to_check: int
    in_review: int
    ineligible: int
    requested: object


def intake_of(call: Call) -> Intake:
    """The intake of the call in one query. `requested` sums all that was submitted and not withdrawn."""
    standing = Q(submitted_at__isnull=False) & ~Q(status=ApplicationStatus.WITHDRAWN)
    found = call.applications.aggregate(
        drafts=Count("pk", filter=Q(status=ApplicationStatus.DRAFT)),
        submitted=Count("pk", filter=standing),
        to_check=Count("pk", filter=Q(status=ApplicationStatus.SUBMITTED)),
        in_review=Count("pk", filter=Q(status=ApplicationStatus.IN_REVIEW)),
        ineligible=Count("pk", filter=Q(status=ApplicationStatus.INELIGIBLE)),
        requested=Sum("requested", filter=standing),
    )
    return Intake(**found)


def may_apply(call: Call, organization: Organization) -> bool:
    """Whether an organisation of this nature may apply; for a call by invitation, whether it is invited.

    A demo organisation answers demo calls only, and a real one real calls.
    """
    if organization.is_demo != call.programme.is_demo:
        return False
    if call.kind == CallKind.DIRECT:
        return call.invited.filter(pk=organization.pk).exists()
    return organization.nature in call.natures


def applicants_for(call: Call, user: User) -> list[Organization]:
    """The organisations for which `user` may begin an application to `call`, by name: those without a live one."""
    mine = Organization.objects.filter(pk__in=organizations_where(user, *WRITERS), is_demo=call.programme.is_demo)
    taken = Application.objects.filter(call=call).exclude(status=ApplicationStatus.WITHDRAWN)
    free = mine.exclude(pk__in=taken.values("organization")).order_by("name_ro", "pk")
    if call.kind == CallKind.DIRECT:
        free = free.filter(invitations_to_apply=call)
        return list(free)
    return [organization for organization in free if organization.nature in call.natures]


def people_of_applicants(call: Call) -> list[User]:
    """The representatives and members of every organisation that has begun or submitted, by name; one query."""
    live = call.applications.exclude(status=ApplicationStatus.WITHDRAWN)
    return people_of(live.values("organization"), Role.REPRESENTATIVE, Role.MEMBER)
