"""Labels on applications, as far as a person may know them."""

from typing import Any

from django.db.models import Prefetch, QuerySet

from grants.models import READER_ROLES, ApplicationLabel, Assignment, Label
from kernel.compiled import among, compiled
from organizations.models import User
from organizations.queries.memberships import organizations_where, roles_of


def labels_of(user: User) -> QuerySet[Label]:
    """The labels of the implementers for which `user` reads applications, by name."""
    return _of(organizations_where(user, *READER_ROLES))


def label_names(user: User) -> list[tuple[int, str]]:
    """Their keys and names; one query, none for who reads no applications."""
    offices = organizations_where(user, *READER_ROLES)
    return _names(offices=offices) if offices else []


@compiled
def _names(*, offices: Any) -> QuerySet[Label, tuple[int, str]]:
    return _of(offices).values_list("pk", "name")


def _of(offices: Any) -> QuerySet[Label]:
    return Label.objects.filter(among("implementer", offices)).order_by("name", "pk")


def labelled_for(user: User) -> QuerySet[ApplicationLabel]:
    """Which labels stand on which applications, by name; not on those that `user` reviews or whose applicant is theirs.

    What staff think of an application must not colour a judgement, and is not for the applicant.
    """
    judged = Assignment.objects.filter(reviewer=user, withdrawn_at__isnull=True)
    rows = ApplicationLabel.objects.filter(label__in=labels_of(user).order_by())
    rows = rows.exclude(application__in=judged.order_by().values("application"))
    rows = rows.exclude(application__organization__in=list(roles_of(user)))
    return rows.select_related("label").order_by("label__name", "pk")


def with_labels(user: User) -> Prefetch:
    """What a list of applications prefetches, so that `labels_shown` of each row holds its labels; one query."""
    return Prefetch("labelled", labelled_for(user), to_attr="labels_shown")
