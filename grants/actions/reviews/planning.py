"""Acts on how a call is reviewed: by how many, until when, blind or not; and the opening of the names."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from grants.actions.calls.locks import locked_call
from grants.actions.calls.versions import freeze_before, publish_version, with_reason
from grants.models import Application, Assignment, Call, CallStatus, Conflict, ReviewStatus, WorkDomain
from grants.queries.reviews.duties import outstanding
from kernel import clock
from kernel.refusals import NotAllowed, NotNow, Refusal
from organizations.actions.activity import record
from organizations.models import User


@transaction.atomic
def plan_review(
    call: Call,
    *,
    by: User,
    wanted: int,
    due_on: date | None,
    relation_years: int,
    divergence_percent: int,
    is_blind: bool = False,
    hides_title: bool = False,
    hides_place: bool = False,
    domains: Iterable[WorkDomain] = (),
    reason: str = "",
) -> Call:
    """Say how the applications of a call are reviewed.

    A new due date goes to every review that is not in and had the old one. Whether names are hidden cannot change
    any more once a reviewer has opened a file; in a published call it changes with a `reason`, in a public version.
    """
    row = locked_call(call)
    if not by.has_perm("grants.change_call", row):
        raise NotAllowed(_("Only grants officers and programme managers of the implementer plan the review."))
    if row.status in {CallStatus.DECIDED, CallStatus.ARCHIVED, CallStatus.CANCELLED}:
        raise NotNow(_("The call is decided: its review cannot be planned any more."))
    veil = (is_blind, is_blind and hides_title, is_blind and hides_place)
    is_told = _check_veil(row, veil) and row.published_at is not None
    why = with_reason(reason) if is_told else ""
    if is_told:
        freeze_before(row, by=by)
    if due_on != row.review_due_on:
        for each in outstanding().filter(application__call=row, due_on=row.review_due_on):
            each.due_on = due_on
            each.save(update_fields=["due_on"])
    row.reviewers_wanted, row.review_due_on, row.relation_years = wanted, due_on, relation_years
    row.divergence_percent = divergence_percent
    row.is_blind, row.hides_title, row.hides_place = veil
    row.save(
        update_fields=[
            *("reviewers_wanted", "review_due_on", "relation_years", "divergence_percent"),
            *("is_blind", "hides_title", "hides_place"),
        ]
    )
    row.domains.set(domains)
    record("review_planned", row, by=by, organization=row.programme.implementer, is_blind=is_blind)
    if is_told:
        publish_version(row, by=by, reason=why)
    return row


def _check_veil(row: Call, veil: tuple[bool, bool, bool]) -> bool:
    """Whether another thing would be hidden than now; refused once a reviewer has opened a file."""
    is_new = veil != (row.is_blind, row.hides_title, row.hides_place)
    opened = Assignment.objects.filter(application__call=row, conflict=Conflict.NONE)
    if is_new and opened.exists():
        sentence = _("A reviewer has opened an application already: what is hidden stays as it is.")
        raise Refusal(sentence, fields={"is_blind": sentence})
    return is_new


@transaction.atomic
def set_domains(application: Application, domains: Iterable[WorkDomain], *, by: User) -> Application:
    """Say in which fields of work one application stands, for the proposal of reviewers; none: in those of its call."""
    if not by.has_perm("grants.assign_reviewers", application):
        raise NotAllowed(_("Only grants officers and programme managers without a conflict assign reviewers."))
    application.domains.set(domains)
    record("application_domains_set", application, by=by, organization=application.organization)
    return application


@transaction.atomic
def open_names(call: Call, *, by: User) -> Call:
    """Lift the veil of a blind call, when every review is in: from then on reviewers and committee read the names."""
    row = locked_call(call)
    if not by.has_perm("grants.open_names", row):
        raise NotAllowed(_("Only a programme manager of the implementer without a conflict opens the names."))
    if not row.is_veiled:
        raise NotNow(_("The names of this call are not hidden."))
    live = Assignment.objects.live().filter(application__call=row)
    if row.status != CallStatus.IN_REVIEW or not live.exists() or outstanding().filter(application__call=row).exists():
        raise NotNow(_("The names are opened when every review is in."))
    row.names_opened_at, row.names_opened_by = clock.now(), by
    row.save(update_fields=["names_opened_at", "names_opened_by"])
    reviews = live.filter(review__status=ReviewStatus.SUBMITTED).count()
    record("names_opened", row, by=by, organization=row.programme.implementer, reviews=reviews)
    return row
