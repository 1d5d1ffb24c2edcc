"""The authorities that were asked about an application, also as its working copy shows them."""

from django.db.models import QuerySet

from grants.models import Application, PartnerConfirmation


def confirmations_of(application: Application) -> QuerySet[PartnerConfirmation]:
    """Those of the application in the order of asking; in a working copy with those that were asked in it."""
    owners = [each for each in (application.pk, application.revises_id) if each]
    return PartnerConfirmation.objects.filter(application__in=owners).order_by("asked_at", "pk")
