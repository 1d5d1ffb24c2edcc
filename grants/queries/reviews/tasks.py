"""What waits for a person in the review: own reviews; for staff divergences and what is late."""

from collections.abc import Iterable

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from grants.models import Application, ApplicationStatus, Assignment, Call, CallStatus, ReviewStatus
from grants.queries.calls.tasks import PRINTED, officers_or_stand_ins
from grants.rules.calls import RUNS_CALLS
from kernel import clock
from kernel.registries import Task
from organizations.models import User
from organizations.queries.memberships import organizations_where


def reviews_for(user: User) -> Iterable[Task]:
    """Applications that the user reviews and has not submitted; of a blind call by reference alone."""
    rows = Assignment.objects.visible_to(user).live().exclude(review__status=ReviewStatus.SUBMITTED)
    rows = rows.filter(
        application__status=ApplicationStatus.IN_REVIEW, application__call__status=CallStatus.IN_REVIEW
    ).select_related("application__call")
    for row in rows.order_by("due_on", "application__call__decision_planned_on", "pk"):
        application = row.application
        detail = _("To score") if row.conflict else _("Say first whether there is a conflict of interest")
        title = application.reference if application.call.is_veiled else f"{application.reference} {application.title}"
        due_on = row.due_on or application.call.decision_planned_on
        yield Task(title, detail, row.get_absolute_url(), _("Open"), due_on)


def review_duties_for(user: User) -> Iterable[Task]:
    """Calls in review of which the user takes care: applications that want one more reviewer, and late reviews."""
    run = organizations_where(user, *RUNS_CALLS)
    if not run:
        return
    closed = Application.objects.closed_to(user).values("pk")
    calls = Call.objects.filter(
        officers_or_stand_ins(user), status=CallStatus.IN_REVIEW, programme__implementer__in=run
    )
    wanted = Application.objects.filter(call__in=calls.values("pk"), further_wanted_at__isnull=False)
    counted = wanted.exclude(pk__in=closed).order_by().values("call").annotate(count=Count("pk"))
    diverging = dict(counted.values_list("call", "count"))
    for call in Call.objects.filter(pk__in=diverging).order_by("deadline_at", "pk").only(*PRINTED):
        count = diverging[call.pk]
        detail = ngettext(
            "Reviewers diverge on %(count)d application: one more is needed",
            "Reviewers diverge on %(count)d applications: one more is needed for each",
            count,
        ) % {"count": count}
        title = _("Reviewers diverge: %(call)s") % {"call": call.title}
        yield Task(title, detail, reverse("grants:assignments", args=[call.reference]), _("Ask one more"))
    late = (
        Assignment.objects.live()
        .filter(due_on__lt=clock.today(), application__status=ApplicationStatus.IN_REVIEW)
        .filter(application__call__in=calls.values("pk"))
        .exclude(review__status=ReviewStatus.SUBMITTED)
        .exclude(application__in=closed)
    )
    grouped = late.order_by().values("application__call").annotate(count=Count("pk"), since=Min("due_on"))
    found = {each["application__call"]: each for each in grouped}
    for row in Call.objects.filter(pk__in=found).order_by("deadline_at", "pk").only(*PRINTED):
        facts = found[row.pk]
        detail = ngettext("%(count)d review is overdue", "%(count)d reviews are overdue", facts["count"])
        url = reverse("grants:review_reminders", args=[row.reference])
        title = _("Late reviews: %(call)s") % {"call": row.title}
        yield Task(title, detail % {"count": facts["count"]}, url, _("Remind"), facts["since"])
