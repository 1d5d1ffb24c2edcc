"""Whether an application wants one more reviewer: noted whenever its reviews or reviewers change."""

from django.urls import reverse

from grants.models import Application
from grants.queries.people import free_of_conflict, staff_of
from grants.queries.reviews.divergence import DivergenceState, divergence_of
from kernel import clock
from organizations.models import Role, User
from organizations.notifications import notify


def note_divergence(application: Application, *, by: User) -> None:
    """Keep since when one more reviewer is wanted; the officers hear of it when it begins. Inside the caller's act."""
    found = divergence_of(application)
    is_wanted = found is not None and found.state == DivergenceState.NEEDED
    row = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    if is_wanted == (row.further_wanted_at is not None):
        return
    row.further_wanted_at = clock.now() if is_wanted else None
    row.save(update_fields=["further_wanted_at"])
    if is_wanted:
        officers = free_of_conflict(staff_of(application.call.programme, Role.GRANTS_OFFICER), application)
        url = reverse("grants:assignments", args=[application.call.reference])
        notify([each for each in officers if each.pk != by.pk], "reviewers_diverge", url=url, application=application)
