"""The version of a programme's framework: what is computed from its figures is kept under it."""

from django.db.models import F

from kernel import clock
from monitoring.models import Framework


def grow_version(framework: Framework) -> None:
    """Say that figures of the programme of `framework`, or how they add up, have changed."""
    whole = Framework.objects.filter(programme=framework.programme_id, agreement__isnull=True)
    whole.update(version=F("version") + 1, changed_at=clock.now())
