"""Taking a person out of the profiles that name them."""

from collections import Counter

from django.db import transaction

from organizations.actions.activity import record
from organizations.models import Organization, User
from organizations.queries.profile.people import rows_naming


@transaction.atomic
def take_out_of_profiles(user: User, *, by: User) -> int:
    """Remove the rows that name `user` among signatories and teams; returns how many.

    The record of each organisation says that it happened; its profile then says what is missing.
    """
    homes: Counter[Organization] = Counter()
    for row in rows_naming(user):
        homes[row.organization] += 1
        row.delete()
    for organization, count in homes.items():
        record("profile_person_removed", organization, by=by, organization=organization, rows=count)
    return homes.total()
