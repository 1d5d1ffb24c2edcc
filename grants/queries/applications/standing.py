"""Where an application is for both sides: what counts, what comes next, until when, and who has it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from grants.models import (
    Application,
    ApplicationStatus,
    ApplicationVersion,
    AwardStatus,
    Clarification,
    ClarificationStatus,
    CopyPurpose,
)
from kernel import formatting
from kernel.compiled import compiled


@dataclass(frozen=True)
class Standing:
    """What was submitted and what is being written: versions by number (the last counts), copies, rounds."""

    versions: list[ApplicationVersion]
    changes: Application | None
    reply: Application | None
    rounds: list[Clarification]

    @property
    def counted(self) -> ApplicationVersion | None:
        """The version that counts; None before the first."""
        return self.versions[0] if self.versions else None

    @property
    def asked(self) -> Clarification | None:
        """The round that waits for an answer, late or not."""
        return next((each for each in self.rounds if each.status == ClarificationStatus.ASKED), None)


@compiled
def _copies(*, application: Any) -> QuerySet[Application]:
    return Application.with_copies.filter(revises=application)


@compiled
def _versions(*, application: Any) -> QuerySet[ApplicationVersion]:
    return ApplicationVersion.objects.filter(application=application).defer("content").order_by("-number")


@compiled
def _rounds(*, application: Any) -> QuerySet[Clarification]:
    rows = Clarification.objects.filter(application=application)
    return rows.select_related("version").defer("version__content").order_by("-number")


def standing_of(application: Application) -> Standing:
    """The standing of an application, or of that which a working copy changes; three queries."""
    row = application.counted
    copies = {each.purpose: each for each in _copies(application=row.pk)}
    versions, rounds = _versions(application=row.pk), _rounds(application=row.pk)
    for version in versions:
        version.application = row
    for each in rounds:
        each.application = row
    return Standing(
        versions=versions,
        changes=copies.get(CopyPurpose.CHANGE),
        reply=copies.get(CopyPurpose.CLARIFICATION),
        rounds=rounds,
    )


def counting_sentence(application: Application, standing: Standing) -> str:
    """Which version counts, and that later changes are not submitted; empty while nothing was submitted."""
    counted, language = standing.counted, get_language() or "en"
    if counted is None or application.counted.status == ApplicationStatus.WITHDRAWN:
        return ""
    words = {"number": counted.number, "when": formatting.moment(timezone.localtime(counted.submitted_at), language)}
    if standing.changes is None:
        return _("Version %(number)s of %(when)s counts.") % words
    if application.counted.is_open:
        return _("Version %(number)s of %(when)s counts; your changes since then are not submitted.") % words
    return (
        _("Version %(number)s of %(when)s counts; the changes after it were not submitted before the deadline.") % words
    )


@dataclass(frozen=True)
class Whereabouts:
    """Where it is, what comes next, until when (a day or a moment; None: nothing runs), and who has it."""

    now: str
    next: str
    until: date | datetime | None
    holder: str


def whereabouts_of(application: Application, standing: Standing, *, is_own: bool) -> Whereabouts:
    """The answer in the words of the applicant (`is_own`) or of the staff; offices are named, never persons."""
    call = application.call
    office = _("the grants office of %(organization)s") % {"organization": call.programme.implementer or "—"}
    applicant = _("your organisation") if is_own else str(application.organization)
    asked = standing.asked
    if asked is not None:
        return _clarifying(asked, applicant, office)
    if application.status == ApplicationStatus.DRAFT:
        if not application.is_open:
            return Whereabouts(_("A draft that was not submitted in time."), _("Nothing more: it is kept."), None, "")
        following = _("A representative submits it before the deadline.")
        return Whereabouts(_("A draft is being written."), following, application.deadline_at, applicant)
    if application.status == ApplicationStatus.SUBMITTED:
        if application.is_open:
            following = _("It may still be changed; after the deadline its eligibility is checked.")
            return Whereabouts(_("It was received."), following, application.deadline_at, office)
        following = _("Eligibility is checked, then reviewers score it.")
        return Whereabouts(_("It was received."), following, call.decision_planned_on, office)
    if application.status == ApplicationStatus.IN_REVIEW:
        following = _("The decision is made for the whole call, and each applicant is told why.")
        holder = _("reviewers, followed by %(office)s") % {"office": office}
        return Whereabouts(_("Reviewers score it."), following, call.decision_planned_on, holder)
    return _decided(application, applicant, office)


def _clarifying(asked: Clarification, applicant: str, office: str) -> Whereabouts:
    if asked.is_open:
        following = _("An answer is sent; the work on the application goes on meanwhile.")
        return Whereabouts(_("Something has to be clarified."), following, asked.due_on, applicant)
    following = _("The office gives more time or goes on with what was submitted.")
    return Whereabouts(_("A clarification was not answered in time."), following, None, office)


def _decided(application: Application, applicant: str, office: str) -> Whereabouts:
    award = getattr(application, "award", None)
    nothing = _("Nothing more is to be done.")
    if application.status == ApplicationStatus.AWARDED and award is not None:
        if award.status == AwardStatus.OFFERED:
            following = _("The representative accepts or declines the award.")
            return Whereabouts(_("It is awarded."), following, award.due_on, applicant)
        if award.status == AwardStatus.ACCEPTED:
            return Whereabouts(_("The award was accepted."), _("The agreement is prepared."), None, office)
        return Whereabouts(str(award.get_status_display()).capitalize() + ".", nothing, None, "")
    now, following, holder = {
        ApplicationStatus.AWARDED: (_("It is awarded."), _("The award is offered."), office),
        ApplicationStatus.INELIGIBLE: (_("It was found not eligible."), _("The reasons stand below."), ""),
        ApplicationStatus.RESERVE: (
            _("It is on the reserve list."),
            _("It can be funded if money becomes free."),
            office,
        ),
        ApplicationStatus.REJECTED: (_("It is not funded."), _("What the reviewers wrote stands below."), ""),
        ApplicationStatus.INVITED: (
            _("The concept note was chosen."),
            _("The full application is written and submitted on its own page."),
            applicant,
        ),
        ApplicationStatus.WITHDRAWN: (_("It was withdrawn by the organisation."), nothing, ""),
    }[ApplicationStatus(application.status)]
    return Whereabouts(now, following, None, holder)
