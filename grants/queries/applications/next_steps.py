"""Where a thing is, what comes next, and who must act: in steps and in one sentence."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from grants.models import (
    Application,
    ApplicationStatus,
    Award,
    AwardStatus,
    Call,
    CallStatus,
    ConfirmationStatus,
)
from kernel import formatting
from kernel.steps import Step, path

CALL_PATH: Sequence[str] = (
    CallStatus.DRAFT,
    CallStatus.APPROVED,
    CallStatus.PUBLISHED,
    CallStatus.CLOSED,
    CallStatus.IN_REVIEW,
    CallStatus.DECIDED,
)
WAY: Sequence[str] = (ApplicationStatus.DRAFT, ApplicationStatus.SUBMITTED, ApplicationStatus.IN_REVIEW)


def call_steps(call: Call) -> list[Step]:
    """The life of a call as steps."""
    current = CallStatus.DECIDED if call.status == CallStatus.ARCHIVED else call.status
    is_over = call.status in {CallStatus.DECIDED, CallStatus.ARCHIVED}
    return path(CallStatus, CALL_PATH, current, is_over=is_over)


def application_steps(application: Application) -> list[Step]:
    """The life of an application as steps; one off the usual path ends where it stopped. A concept note aims at the
    invitation to its full application."""
    is_note = application.stage == 1 and application.call.stages == 2
    last = ApplicationStatus.INVITED if is_note else ApplicationStatus.AWARDED
    return path(ApplicationStatus, [*WAY, last], application.status, is_over=application.status == last)


def call_sentence(call: Call) -> str:
    """What comes next for the call and who must act."""
    if call.status == CallStatus.PUBLISHED and not call.is_open:
        return _("The deadline has passed. The grants officer checks eligibility and starts the review.")
    return {
        CallStatus.DRAFT: _("Complete it, then a programme manager who did not write it approves it."),
        CallStatus.APPROVED: _("A grants officer or programme manager publishes it."),
        CallStatus.PUBLISHED: _("It takes applications until the deadline."),
        CallStatus.CLOSED: _("The grants officer checks eligibility and starts the review."),
        CallStatus.IN_REVIEW: _("Reviewers score; then the award list is proposed and a second person decides."),
        CallStatus.DECIDED: _("Applicants answer their awards; agreements are drafted when they accept."),
        CallStatus.ARCHIVED: _("Nothing more is to be done."),
        CallStatus.CANCELLED: _("The call was cancelled; nothing more is to be done."),
    }[CallStatus(call.status)]


def application_sentence(application: Application) -> str:
    """What comes next for the application and who has it; uses the award when it was selected with it."""
    language = get_language() or "en"
    if application.status == ApplicationStatus.DRAFT:
        deadline = application.deadline_at
        if deadline is None or not application.is_open:
            return _("The call takes no applications any more; the draft is kept and can be read.")
        words = {"deadline": formatting.moment(timezone.localtime(deadline), language)}
        return _("The organisation writes it; its representative submits it before %(deadline)s.") % words
    if application.status == ApplicationStatus.SUBMITTED:
        if application.is_open:
            return _("Received. The grants officer checks eligibility after the deadline of the call.")
        return _("The grants officer checks eligibility.")
    if application.status == ApplicationStatus.AWARDED:
        return _award_sentence(getattr(application, "award", None), language)
    return {
        ApplicationStatus.INELIGIBLE: _("It was found not eligible; the reasons stand below."),
        ApplicationStatus.IN_REVIEW: _("Reviewers score it; the decision follows for the whole call."),
        ApplicationStatus.RESERVE: _("It is on the reserve list and can be funded if money becomes free."),
        ApplicationStatus.INVITED: _("The concept note was chosen; the full application goes on from it."),
        ApplicationStatus.REJECTED: _("It is not funded; nothing more is to be done."),
        ApplicationStatus.WITHDRAWN: _("The organisation withdrew it."),
    }[ApplicationStatus(application.status)]


def _award_sentence(award: Award | None, language: str) -> str:
    if award is None:
        return _("It is awarded.")
    if award.status == AwardStatus.OFFERED:
        words = {"day": formatting.day(award.due_on, language)}
        return _("The representative of the organisation accepts or declines the award until %(day)s.") % words
    return {
        AwardStatus.ACCEPTED: _("The award was accepted; the implementer prepares the agreement."),
        AwardStatus.DECLINED: _("The organisation declined the award."),
        AwardStatus.LAPSED: _("The award was not answered by its date."),
    }[AwardStatus(award.status)]


def partner_sentence(application: Application) -> str:
    """What is known of the partner, as reviewers read it."""
    found = {each.status for each in application.confirmations.all()}
    if ConfirmationStatus.CONFIRMED in found:
        return _("An authority has confirmed the partnership here.")
    if ConfirmationStatus.PAPER in found:
        return _("The partnership is confirmed on paper, uploaded by the applicant.")
    if ConfirmationStatus.ASKED in found:
        return _("An authority was asked and has not answered.")
    return _("No authority has confirmed a partnership.")
