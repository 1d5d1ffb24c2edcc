"""Acts on threads and on the templates that begin messages."""

from collections.abc import Collection

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from grants.models import Application, MessageTemplate, ThreadMark, ThreadMessage, Voice
from grants.queries.applications.messages import FIELDS, filled, is_closed, side_of, text_in
from grants.queries.people import people_of, staff_of
from kernel import clock, placeholders
from kernel.refusals import NotAllowed, NotNow, Refusal
from organizations.actions.activity import record
from organizations.actions.documents import attach
from organizations.models import Document, Organization, Role, User
from organizations.notifications import notify

LONGEST = 20_000


@transaction.atomic
def write_message(
    application: Application, text: str, *, by: User, documents: Collection[Document] = ()
) -> ThreadMessage:
    """Write to the other side; what that side wrote until now counts as read.

    The other side is told by mail that there is a message and where, without its words and files. Refused before the
    application is submitted, by people who may not, and once the call is archived.
    """
    rows = Application.objects.select_for_update(of=("self",)).select_related("call__programme", "organization")
    row = rows.get(pk=application.pk)
    if not by.has_perm("grants.write_in_thread", row):
        raise NotAllowed(_("Only the applicant and staff who run the call without a conflict write here."))
    if is_closed(row):
        raise NotNow(_("The call is archived; its threads are closed."))
    if not text.strip() or len(text) > LONGEST:
        sentence = _("Write a message of at most %(most)s letters.") % {"most": LONGEST}
        raise Refusal(sentence, fields={"text": sentence})
    side = side_of(row, by)
    message = ThreadMessage.objects.create(
        application=row, side=side, text=text.strip(), written_at=clock.now(), written_by=by
    )
    for document in documents:
        attach(document, by=by)
        message.documents.add(document)
    _mark(row, side, by)
    implementer = row.call.programme.implementer
    behalf = row.organization if side == Voice.APPLICANT else implementer
    record("message_written", row, by=by, organization=behalf, message=message.pk)
    others = [each for each in _other_side(row, side) if each.pk != by.pk]
    notify(others, "message_written", url=reverse("grants:thread", args=[row.reference]), application=row, side=side)
    return message


def _other_side(row: Application, side: str) -> list[User]:
    if side == Voice.APPLICANT:
        wrote = row.thread.filter(side=Voice.STAFF).values("written_by")
        staff = staff_of(row.call.programme, Role.GRANTS_OFFICER, Role.PROGRAMME_MANAGER)
        known = set(wrote.values_list("written_by", flat=True))
        allowed = [each for each in staff if each.has_perm("grants.write_in_thread", row)]
        return [each for each in allowed if each.pk in known] or allowed
    people = people_of([row.organization_id], Role.REPRESENTATIVE)
    wrote_in = User.objects.filter(pk__in=row.thread.filter(side=Voice.APPLICANT).values("written_by"), is_active=True)
    members = [each for each in wrote_in if each.has_perm("grants.write_in_thread", row)]
    return list({each.pk: each for each in [*people, *members]}.values())


def _mark(row: Application, side: str, by: User) -> None:
    ThreadMark.objects.update_or_create(application=row, side=side, defaults={"read_at": clock.now(), "read_by": by})


@transaction.atomic
def mark_thread_read(application: Application, *, by: User) -> Application:
    """Say for one's side that everything written until now was read."""
    row = Application.objects.select_for_update(of=("self",)).select_related("call__programme").get(pk=application.pk)
    if not by.has_perm("grants.write_in_thread", row):
        raise NotAllowed(_("Only the applicant and staff who run the call without a conflict write here."))
    _mark(row, side_of(row, by), by)
    return row


def write_from_template(application: Application, template: MessageTemplate, *, by: User) -> ThreadMessage:
    """Write the text of `template`, filled for `application` in the applicant's language."""
    if template.implementer_id != application.call.programme.implementer_id:
        raise Refusal(_("The template belongs to another implementer."))
    return write_message(application, filled(template, application, by=by), by=by)


@transaction.atomic
def save_message_template(template: MessageTemplate, *, by: User) -> MessageTemplate:
    """Keep a template as it stands; refused when a text names a placeholder that no application can fill."""
    if not by.has_perm("grants.change_message_template", template):
        raise NotAllowed(_("Only grants officers and programme managers of the implementer write templates."))
    if not text_in(template, "ro").strip():
        sentence = _("Write at least the Romanian text: it stands in where another language is missing.")
        raise Refusal(sentence, fields={"text_ro": sentence})
    for language in ("ro", "ru", "en"):
        try:
            placeholders.check(text_in(template, language), FIELDS)
        except placeholders.PlaceholderRefused as refusal:
            raise placeholders.PlaceholderRefused(
                refusal.reason, fields={f"text_{language}": refusal.reason}
            ) from refusal
    others = MessageTemplate.objects.filter(implementer=template.implementer, name=template.name)
    if others.exclude(pk=template.pk).exists():
        sentence = _("There is a template of this name already.")
        raise Refusal(sentence, fields={"name": sentence})
    template.changed_at, template.changed_by = clock.now(), by
    template.save()
    implementer: Organization = template.implementer
    record("message_template_saved", template, by=by, organization=implementer)
    return template
