"""Acts of the eligibility check: each criterion answered, the outcome follows."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from grants.lifecycles import APPLICATION
from grants.models import (
    Application,
    ApplicationStatus,
    EligibilityAnswer,
    EligibilityCheck,
    EligibilityOutcome,
    Finding,
)
from grants.queries.applications.clarifications import open_round
from grants.queries.people import people_of
from kernel import clock
from kernel.refusals import NotAllowed, NotNow, Refusal
from organizations.actions.activity import record
from organizations.models import Role, User
from organizations.notifications import notify


@dataclass(frozen=True)
class Found:
    """The finding on one criterion, and the reason, without which only a "yes" stands."""

    finding: str
    reason: str = ""


def outcome_of(findings: Mapping[int, Found]) -> EligibilityOutcome:
    """One "no" makes it not eligible; otherwise one "to be clarified" keeps it open; otherwise it is eligible."""
    given = {found.finding for found in findings.values()}
    if Finding.NO in given:
        return EligibilityOutcome.INELIGIBLE
    return EligibilityOutcome.CLARIFY if Finding.CLARIFY in given else EligibilityOutcome.ELIGIBLE


def _check_reasons(application: Application, findings: Mapping[int, Found]) -> None:
    criteria = {each.pk: each for each in application.call.eligibility_criteria.all()}
    errors = {}
    for key in criteria:
        found = findings.get(key)
        if found is None or found.finding not in Finding.values:
            errors[f"finding_{key}"] = _("Answer this criterion.")
        elif found.finding != Finding.YES and not found.reason.strip():
            errors[f"reason_{key}"] = _("Say why: the applicant reads it.")
    if set(findings) - set(criteria):
        raise Refusal(_("This criterion belongs to another call."))
    if errors:
        raise Refusal(_("Not every criterion is answered with its reason."), fields=errors)


@transaction.atomic
def check_eligibility(application: Application, findings: Mapping[int, Found], *, by: User) -> EligibilityCheck:
    """Answer every eligibility criterion (by id) of a submitted application whose call is over.

    All "yes": it goes to review. A "no": it is not eligible, and the applicant is told the reasons. Something to be
    clarified: the answers are kept and the check is done again. Never by a person with a declared conflict.
    """
    rows = Application.objects.select_for_update(of=("self",)).select_related("call__programme", "organization")
    row = rows.get(pk=application.pk)
    if not by.has_perm("grants.check_eligibility", row):
        raise NotAllowed(_("Only grants officers and programme managers without a conflict check eligibility."))
    if row.status != ApplicationStatus.SUBMITTED:
        raise NotNow(_("Eligibility is checked while an application is submitted and not yet in review."))
    if not row.is_past_deadline:
        raise NotNow(_("The call is still open: eligibility is checked after the deadline."))
    _check_reasons(row, findings)
    outcome = outcome_of(findings)
    if outcome != EligibilityOutcome.CLARIFY and open_round(row) is not None:
        raise NotNow(_("A clarification is open: wait for its answer, or close it, before you conclude the check."))
    check, _created = EligibilityCheck.objects.update_or_create(
        application=row, defaults={"outcome": outcome, "checked_at": clock.now(), "checked_by": by}
    )
    check.answers.all().delete()
    EligibilityAnswer.objects.bulk_create(
        EligibilityAnswer(check_of=check, criterion_id=key, finding=found.finding, reason=found.reason.strip())
        for key, found in findings.items()
    )
    if outcome == EligibilityOutcome.ELIGIBLE:
        APPLICATION.make(row, "find_eligible", by=by)
    elif outcome == EligibilityOutcome.INELIGIBLE:
        APPLICATION.make(row, "find_ineligible", by=by)
        people = people_of([row.organization_id], Role.REPRESENTATIVE, Role.MEMBER)
        reasons = [found.reason.strip() for found in findings.values() if found.finding == Finding.NO]
        notify(people, "application_ineligible", url=row.get_absolute_url(), application=row, reasons=reasons)
    record("eligibility_checked", row, by=by, organization=row.organization, outcome=str(outcome))
    return check
