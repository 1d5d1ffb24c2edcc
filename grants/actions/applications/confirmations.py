"""Acts around the partner: asked by the applicant, answered by the authority through a signed link or on paper."""

from datetime import date, timedelta

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from grants.actions.applications.drafts import locked_draft
from grants.lifecycles import CONFIRMATION
from grants.models import Application, ApplicationStatus, ConfirmationKind, ConfirmationStatus, PartnerConfirmation
from grants.queries.applications.confirmations import confirmations_of
from grants.queries.people import people_of
from kernel import clock, links
from kernel.refusals import NotNow, Refusal
from organizations.actions.activity import record
from organizations.actions.documents import attach, store_upload
from organizations.models import Authority, Role, User
from organizations.notifications import Address, notify

PURPOSE = "partner-confirmation"
VALID_FOR = timedelta(days=60)


def link_to(confirmation: PartnerConfirmation) -> str:
    """The path of the page on which the authority answers; signed, valid for sixty days."""
    return reverse("grants_public:confirm", args=[links.sign(PURPOSE, {"confirmation": confirmation.pk})])


def read_link(token: str) -> PartnerConfirmation:
    """The request behind a signed link; a Refusal when the link is old, wrong, or its request was taken back."""
    facts = links.read(PURPOSE, token, max_age=VALID_FOR)
    rows = PartnerConfirmation.objects.select_related(
        "application__call__programme", "application__organization", "authority__organization"
    )
    found = rows.filter(pk=facts["confirmation"]).first()
    if found is None:
        raise Refusal(_("The organisation took this request back."))
    return found


def _new(
    row: Application, authority: Authority, *, by: User, kind: str, decision_number: str, decision_on: date | None
) -> PartnerConfirmation:
    """A checked, unsaved request; one live for each authority."""
    if kind not in ConfirmationKind.values:
        raise Refusal(_("Choose on what the partnership rests."))
    if kind == ConfirmationKind.COUNCIL_DECISION and not (decision_number.strip() and decision_on):
        sentence = _("A decision of the council has a number and a date.")
        raise Refusal(sentence, fields={"decision_number": sentence})
    if decision_on and decision_on > clock.today():
        sentence = _("The decision cannot be later than today.")
        raise Refusal(sentence, fields={"decision_on": sentence})
    if confirmations_of(row).filter(authority=authority).exclude(status=ConfirmationStatus.DECLINED).exists():
        raise Refusal(_("%(authority)s is already among the partners.") % {"authority": authority})
    return PartnerConfirmation(
        application=row,
        authority=authority,
        kind=kind,
        decision_number=decision_number.strip(),
        decision_on=decision_on,
        asked_at=clock.now(),
        asked_by=by,
    )


@transaction.atomic
def ask_confirmation(
    application: Application,
    authority: Authority,
    *,
    by: User,
    email: str,
    kind: str,
    contribution: str = "",
    decision_number: str = "",
    decision_on: date | None = None,
) -> PartnerConfirmation:
    """Ask an authority to confirm its partnership: a signed link goes to `email`, no account is needed."""
    row = locked_draft(application, by=by, parts=["partner"])
    if not row.title:
        raise Refusal(_("Give the project a title first: the authority reads it in the letter."))
    if not email:
        sentence = _("Write the e-mail address of the authority.")
        raise Refusal(sentence, fields={"email": sentence})
    confirmation = _new(row, authority, by=by, kind=kind, decision_number=decision_number, decision_on=decision_on)
    confirmation.email, confirmation.contribution = email, contribution.strip()
    confirmation.save()
    record("confirmation_asked", row.counted, by=by, organization=row.organization, authority=authority.pk)
    _send(confirmation)
    return confirmation


def _send(confirmation: PartnerConfirmation) -> None:
    notify(
        [Address(confirmation.email)],
        "confirmation_asked",
        url=link_to(confirmation),
        confirmation=confirmation,
        application=confirmation.application,
        valid_until=clock.today() + VALID_FOR,
    )


@transaction.atomic
def record_paper(
    application: Application,
    authority: Authority,
    file: UploadedFile,
    *,
    by: User,
    kind: str,
    decision_number: str = "",
    decision_on: date | None = None,
) -> PartnerConfirmation:
    """Keep a confirmation on paper, uploaded by the applicant and marked so wherever it is shown."""
    row = locked_draft(application, by=by, parts=["partner"])
    waiting = confirmations_of(row).filter(authority=authority, status=ConfirmationStatus.ASKED).first()
    if waiting is None:
        confirmation = _new(row, authority, by=by, kind=kind, decision_number=decision_number, decision_on=decision_on)
        confirmation = PartnerConfirmation(**_facts(confirmation), status=ConfirmationStatus.PAPER)
    else:
        confirmation = waiting
    confirmation.document = attach(store_upload(file, by=by, organization=row.organization), by=by)
    confirmation.answered_at = clock.now()
    confirmation.save()
    if waiting is not None:
        CONFIRMATION.make(confirmation, "add_paper", by=by)
    record("confirmation_on_paper", row.counted, by=by, organization=row.organization, authority=authority.pk)
    return confirmation


def _facts(confirmation: PartnerConfirmation) -> dict:
    names = ("application", "authority", "kind", "decision_number", "decision_on", "asked_at", "asked_by")
    return {name: getattr(confirmation, name) for name in names}


@transaction.atomic
def take_back_request(confirmation: PartnerConfirmation, *, by: User) -> Application:
    """Remove a request that nobody answered, or a paper, from a draft. An answer of the authority stays."""
    row = locked_draft(confirmation.application, by=by, parts=["partner"])
    current = PartnerConfirmation.objects.select_for_update().get(pk=confirmation.pk)
    if current.status not in {ConfirmationStatus.ASKED, ConfirmationStatus.PAPER}:
        raise NotNow(_("The authority has answered: its answer stays."))
    authority = current.authority_id
    current.delete()
    record("confirmation_taken_back", row.counted, by=by, organization=row.organization, authority=authority)
    return row


@transaction.atomic
def answer_confirmation(
    confirmation: PartnerConfirmation, *, person_name: str, is_confirmed: bool, note: str = ""
) -> PartnerConfirmation:
    """Confirm or decline in the name of the authority; called for whoever holds the signed link.

    The name and function are kept with the answer and never published. An answer is given once, and only while the
    application is a draft or waits for its check.
    """
    row = (
        PartnerConfirmation.objects.select_for_update(of=("self",))
        .select_related("application__organization", "application__call", "authority__organization")
        .get(pk=confirmation.pk)
    )
    if not person_name.strip():
        sentence = _("Write your name and function.")
        raise Refusal(sentence, fields={"person_name": sentence})
    move = "confirm" if is_confirmed else "decline"
    CONFIRMATION.check(row, move, by=None)
    if row.application.status not in {ApplicationStatus.DRAFT, ApplicationStatus.SUBMITTED}:
        raise NotNow(_("The application is being judged or was decided: nothing can be answered any more."))
    row.answered_at, row.person_name, row.note = clock.now(), person_name.strip()[:200], note.strip()
    row.save(update_fields=["answered_at", "person_name", "note"])
    CONFIRMATION.make(row, move, by=None)
    application = row.application
    facts = {"authority": row.authority_id, "answer": move}
    record("confirmation_answered", application.counted, by=None, organization=application.organization, **facts)
    people = people_of([application.organization_id], Role.REPRESENTATIVE, Role.MEMBER)
    url = application.get_absolute_url()
    notify(people, "confirmation_answered", url=url, confirmation=row, application=application)
    return row
