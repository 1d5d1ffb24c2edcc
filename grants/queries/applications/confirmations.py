"""The authorities that were asked about an application, also as its working copy shows them."""

from typing import Any

from django.db.models import Q, QuerySet

from grants.models import Application, PartnerConfirmation
from kernel.compiled import compiled


def _asked_in(application: Any, revised: Any) -> QuerySet[PartnerConfirmation]:
    either = Q(application=application) | Q(application=revised)
    return PartnerConfirmation.objects.filter(either).order_by("asked_at", "pk")


def confirmations_of(application: Application) -> QuerySet[PartnerConfirmation]:
    """Those of the application in the order of asking; in a working copy with those that were asked in it."""
    return _asked_in(application.pk, application.revises_id or application.pk)


@compiled
def _partners(*, application: Any, revised: Any) -> QuerySet[PartnerConfirmation]:
    return _asked_in(application, revised).select_related("authority__organization", "document")


def partners_of(application: Application) -> list[PartnerConfirmation]:
    """The same as they are read, with their authorities and papers; one query."""
    return _partners(application=application.pk, revised=application.revises_id or application.pk)
