"""Acts on letters: their texts, sending one, sending many with a result for each."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils.translation import gettext as _

from grants.letter_words import default_texts, placeholders_of
from grants.models import Appeal, Application, Call, Letter, LetterKind, LetterTemplate
from grants.papers.letters import letter_document
from grants.queries.awards.letters import KIND_OF, write_letter
from grants.queries.people import people_of
from kernel import clock
from kernel.pdf import make_pdf
from kernel.placeholders import PlaceholderRefused, check
from kernel.refusals import NotAllowed, NotNow, Refusal
from kernel.tasking import job
from organizations.actions.activity import record
from organizations.models import Role, User


def check_text(kind: str, texts: dict[str, str]) -> None:
    """Refuse a text that names a placeholder which its kind does not have; each field gets its own reason."""
    faults = {}
    for name, text in texts.items():
        try:
            check(text, placeholders_of(kind))
        except PlaceholderRefused as refusal:
            faults[name] = str(refusal)
    if faults:
        raise Refusal(next(iter(faults.values())), fields=faults)


@transaction.atomic
def save_letter_text(call: Call, kind: str, texts: dict[str, str], *, by: User) -> LetterTemplate:
    """Keep the call's own text of a kind of letter: subject and body in three languages, placeholders checked."""
    if not by.has_perm("grants.send_letters", call):
        raise NotAllowed(_("Only programme managers and grants officers without a conflict write letters."))
    check_text(kind, texts)
    template, _is_new = LetterTemplate.objects.update_or_create(call=call, kind=kind, defaults=texts)
    record("letter_text_saved", call, by=by, organization=call.programme.implementer, kind=str(kind))
    return template


@transaction.atomic
def lay_down_letters() -> None:
    """The texts that every installation starts with; those that are there stay as they are."""
    for kind in LetterKind.values:
        LetterTemplate.objects.get_or_create(call=None, kind=kind, defaults=default_texts(kind))


@dataclass(frozen=True)
class Result:
    """What became of one letter of many: sent, or why not."""

    application: Application
    letter: Letter | None
    why: str = ""


@transaction.atomic
def send_letter(application: Application, *, by: User, again: bool = False) -> Letter:
    """Send the letter that the state of the application asks for, in the organisation's language; it is kept as sent.

    Refused when this kind was sent already, unless `again`; when nobody can receive it; when nothing is decided.
    """
    row = Application.objects.select_for_update(of=("self",)).select_related("call__programme", "organization")
    found = row.get(pk=application.pk)
    if not by.has_perm("grants.send_letters", found.call):
        raise NotAllowed(_("Only programme managers and grants officers without a conflict send letters."))
    kind = KIND_OF.get(found.status)
    if kind is None:
        raise NotNow(_("Nothing is decided on %(reference)s yet.") % {"reference": found.reference})
    if not again and found.letters.filter(kind=kind).exists():
        raise NotNow(_("%(reference)s was written to already.") % {"reference": found.reference})
    return keep_letter(found, kind, by=by)


def keep_letter(application: Application, kind: str, *, by: User, appeal: Appeal | None = None) -> Letter:
    """Write the letter, keep it, and hand it to the worker that posts it when the transaction stands."""
    if not _readers(application):
        sentence = _("%(organization)s has no representative with an account who could read it.")
        raise NotNow(sentence % {"organization": application.organization})
    written = write_letter(application, kind, appeal=appeal)
    letter = Letter.objects.create(
        application=application,
        kind=kind,
        language=written.language,
        subject=written.subject,
        body=written.body,
        sent_at=clock.now(),
        sent_by=by,
    )
    record("letter_sent", application, by=by, organization=application.organization, kind=str(kind))
    post_letter.enqueue(letter.pk)
    return letter


def send_letters(applications: Iterable[Application], *, by: User, again: bool = False) -> list[Result]:
    """Send many, each in its own transaction, with a result for each; one that is refused does not hold the others."""
    results = []
    for each in applications:
        try:
            results.append(Result(each, send_letter(each, by=by, again=again)))
        except NotAllowed:
            raise
        except Refusal as refusal:
            results.append(Result(each, None, str(refusal)))
    return results


def _readers(application: Application) -> list[User]:
    return people_of([application.organization_id], Role.REPRESENTATIVE, Role.MEMBER)


@job(attempts=5)
def post_letter(key: int) -> None:
    """Hand one letter with its PDF to the mail server, once. A failure is kept, and it is tried again."""
    letter = Letter.objects.select_related("application__call__programme__implementer").get(pk=key)
    if letter.posted_at is not None:
        return
    name = f"{letter.application.reference.lower()}-{letter.kind}.pdf"
    try:
        pdf = make_pdf(letter_document(letter))
        for person in _readers(letter.application):
            message = EmailMessage(letter.subject, letter.body + "\n", settings.DEFAULT_FROM_EMAIL, [person.email])
            message.attach(name, pdf, "application/pdf")
            message.send()
    except OSError as error:  # SMTPException is one
        _mark(letter, failure=f"{type(error).__name__}: {error}"[:300])
        raise
    _mark(letter, posted_at=clock.now(), failure="")


def _mark(letter: Letter, **facts: Any) -> None:
    Letter.objects.filter(pk=letter.pk).update(**facts)
