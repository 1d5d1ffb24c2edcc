"""The answer to an award: accepted, declined, or none by its date."""

from django.db import transaction
from django.utils.translation import gettext as _

from grants.actions.agreements.drafting import draft_agreement
from grants.lifecycles import AWARD
from grants.models import Award
from grants.queries.people import free_of_conflict, staff_of
from kernel import clock
from kernel.refusals import NotNow, Refusal
from organizations.actions.activity import record
from organizations.models import Role, User
from organizations.notifications import notify


def _answer(award: Award, move: str, *, by: User, reason: str = "") -> Award:
    # The day on which the answer came, not the one on which its turn came.
    today = clock.today()
    rows = Award.objects.select_for_update(of=("self",)).select_related(
        "application__call__programme", "application__organization"
    )
    row = rows.get(pk=award.pk)
    AWARD.check(row, move, by=by)
    if today > row.due_on:
        raise NotNow(_("The date for the answer has passed: write to the implementer."))
    row.answered_at, row.answered_by, row.decline_reason = clock.now(), by, reason
    row.save(update_fields=["answered_at", "answered_by", "decline_reason"])
    return AWARD.make(row, move, by=by)


def _tell_staff(award: Award, name: str) -> None:
    staff = staff_of(award.application.call.programme, Role.GRANTS_OFFICER, Role.PROGRAMME_MANAGER)
    staff = free_of_conflict(staff, award.application)
    notify(staff, name, url=award.get_absolute_url(), award=award, application=award.application)


@transaction.atomic
def accept_award(award: Award, *, by: User) -> Award:
    """Accept an award by its date, as representative; the implementer's draft of the agreement is made at once."""
    row = _answer(award, "accept", by=by)
    facts = {"amount": f"{row.amount:.2f}", "currency": row.currency}
    record("award_accepted", row, by=by, organization=row.application.organization, **facts)
    draft_agreement(row, by=by)
    _tell_staff(row, "award_accepted")
    return row


@transaction.atomic
def decline_award(award: Award, *, by: User, reason: str) -> Award:
    """Decline an award by its date, as representative, with the reason; its money is free for the reserve."""
    if not reason.strip():
        sentence = _("Say why, so that the implementer can learn from it.")
        raise Refusal(sentence, fields={"reason": sentence})
    row = _answer(award, "decline", by=by, reason=reason.strip())
    record("award_declined", row, by=by, organization=row.application.organization)
    _tell_staff(row, "award_declined")
    return row


@transaction.atomic
def lapse_award(award: Award, *, by: User) -> Award:
    """Record that an award was not answered by its date; its money is free for the reserve."""
    row = Award.objects.select_for_update(of=("self",)).select_related("application__call__programme").get(pk=award.pk)
    AWARD.check(row, "lapse", by=by)
    if clock.today() <= row.due_on:
        raise NotNow(_("The applicant may still answer: the date has not passed."))
    AWARD.make(row, "lapse", by=by)
    record("award_lapsed", row, by=by, organization=row.application.organization)
    return row
