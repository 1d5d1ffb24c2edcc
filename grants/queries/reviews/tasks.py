"""What waits for a person in the review: own reviews; for staff divergences and what is late."""

from collections.abc import Iterable

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from grants.models import Application, ApplicationStatus, Assignment, CallStatus
from grants.queries.calls.care import calls_in_care
from grants.rules.stakes import stakes_anywhere
from kernel import clock
from kernel.registries import Task
from organizations.models import User


def reviews_for(user: User) -> Iterable[Task]:
    """Applications that the user reviews and has not submitted; of a blind call by reference alone."""
    stakes = stakes_anywhere(user)
    if not stakes.reviewed - stakes.in_conflict:
        return
    rows = Assignment.objects.visible_to(user).outstanding().select_related("application__call")
    for row in rows.order_by("due_on", "application__call__decision_planned_on", "pk"):
        application = row.application
        detail = _("To score") if row.conflict else _("Say first whether there is a conflict of interest")
        title = application.reference if application.call.is_veiled else f"{application.reference} {application.title}"
        due_on = row.due_on or application.call.decision_planned_on
        yield Task(title, detail, row.get_absolute_url(), _("Open"), due_on)


def review_duties_for(user: User) -> Iterable[Task]:
    """Calls in review of which the user takes care: applications that want one more reviewer, and late reviews."""
    calls = [call for call in calls_in_care(user) if call.status == CallStatus.IN_REVIEW]
    if not calls:
        return
    here, closed = [call.pk for call in calls], stakes_anywhere(user).in_conflict
    wanted = Application.objects.filter(call__in=here, further_wanted_at__isnull=False).exclude(pk__in=closed)
    diverging = dict(wanted.order_by().values_list("call").annotate(count=Count("pk")))
    for call in calls:
        if count := diverging.get(call.pk):
            detail = ngettext(
                "Reviewers diverge on %(count)d application: one more is needed",
                "Reviewers diverge on %(count)d applications: one more is needed for each",
                count,
            ) % {"count": count}
            title = _("Reviewers diverge: %(call)s") % {"call": call.title}
            yield Task(title, detail, reverse("grants:assignments", args=[call.reference]), _("Ask one more"))
    late = (
        Assignment.objects.live()
        .filter(due_on__lt=clock.today(), application__status=ApplicationStatus.IN_REVIEW, application__call__in=here)
        .exclude(application__in=closed)
        .unfinished()
    )
    grouped = late.order_by().values_list("application__call").annotate(count=Count("pk"), since=Min("due_on"))
    found = {call: (count, since) for call, count, since in grouped}
    for call in calls:
        if call.pk in found:
            count, since = found[call.pk]
            detail = ngettext("%(count)d review is overdue", "%(count)d reviews are overdue", count) % {"count": count}
            url = reverse("grants:review_reminders", args=[call.reference])
            yield Task(_("Late reviews: %(call)s") % {"call": call.title}, detail, url, _("Remind"), since)
