"""Whether a call can be decided: nothing comes in any more, and everything that came in was judged."""

from django.utils.translation import ngettext

from grants.models import ApplicationStatus, Call
from grants.queries.applications.stages import what_stage_two_waits_for
from kernel.refusals import NotNow


def demand_all_in(call: Call) -> None:
    """Refuse while a stage of the call is not over, or an eligibility check is not done."""
    if early := what_stage_two_waits_for(call):
        raise NotNow(early)
    unchecked = call.applications.filter(status=ApplicationStatus.SUBMITTED).count()
    if unchecked:
        raise NotNow(
            ngettext(
                "%(count)d application waits for its eligibility check: check it first.",
                "%(count)d applications wait for their eligibility check: check them first.",
                unchecked,
            )
            % {"count": unchecked}
        )


def demand_all_reviews(missing: int) -> None:
    """Refuse while reviews are missing, so many."""
    if missing:
        raise NotNow(
            ngettext(
                "%(open)d review is not submitted yet: wait for it, or withdraw the assignment.",
                "%(open)d reviews are not submitted yet: wait for them, or withdraw the assignments.",
                missing,
            )
            % {"open": missing}
        )
