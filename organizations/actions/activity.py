"""The record: every act writes one line here, in the same transaction."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models

from organizations.models import Activity, Organization, User


def record(
    verb: str, thing: models.Model, *, by: User | None, organization: Organization | None = None, **facts: Any
) -> Activity:
    """Write one line of the record. `facts` are JSON values: ids, amounts as text, statuses; nothing about persons."""
    return Activity.objects.create(
        verb=verb,
        actor=by,
        content_type=ContentType.objects.get_for_model(thing),
        object_id=thing.pk,
        organization=organization,
        facts=facts,
    )
