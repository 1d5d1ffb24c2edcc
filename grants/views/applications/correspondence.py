"""Pages of what is written about an application: the thread with the applicant, and the notes and labels of staff."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grants.actions.applications.messages import mark_thread_read, write_message
from grants.actions.applications.notes import add_label, change_note, remove_label, write_note
from grants.forms.applications.correspondence import LabelForm, MessageForm, NoteForm
from grants.models import READER_ROLES, Application, ApplicationLabel, Label, Note, NoteVersion, ThreadMessage, Voice
from grants.queries.applications.messages import filled, side_of, templates_for, thread_of
from kernel.keys import key_in
from kernel.refusals import Refusal
from kernel.views import ActPage, PersonRequest
from kernel.views.details import Scoped
from organizations.queries.memberships import organizations_where


class OfApplication(Scoped):
    """A page about an application that the person sees."""

    model = Application

    def get_queryset(self) -> QuerySet[Application]:
        """With what every heading prints."""
        return super().get_queryset().select_related("call__programme__implementer", "organization", "submitted_by")


class ThreadPage(OfApplication, ActPage):
    """What was written, oldest first, and an answer below it."""

    permission = "grants.read_thread"
    template_name = "grants/applications/thread.html"
    form_class = MessageForm
    title = _("Messages")
    button = _("Send")
    done = _("The message is sent; the other side gets a mail that says so.")

    def get_form(self, data: Any = None, files: Any = None) -> MessageForm:
        return MessageForm(data, files, by=self.request.user, organization=self._owner(), initial=self.get_initial())

    def _owner(self) -> Any:
        is_own = side_of(self.thing, self.request.user) == Voice.APPLICANT
        return self.thing.organization if is_own else self.thing.call.programme.implementer

    def get_initial(self) -> dict[str, Any]:
        """The text of a template, where the address names one of the implementer's."""
        wanted = key_in(self.request.GET.get("template"))
        if side_of(self.thing, self.request.user) == Voice.APPLICANT or not wanted:
            return {}
        template = templates_for(self.thing).filter(pk=wanted).first()
        try:
            return {"text": filled(template, self.thing, by=self.request.user)} if template else {}
        except Refusal as refusal:
            messages.error(self.request, str(refusal))
            return {}

    def facts(self) -> dict[str, Any]:
        user, thing = self.request.user, self.thing
        side = side_of(thing, user)
        thread = thread_of(thing, side)
        can_write = not thread.is_closed and user.has_perm("grants.write_in_thread", thing)
        return {
            "thread": thread,
            "side": side,
            "other_mark": thread.read.get(Voice.STAFF if side == Voice.APPLICANT else Voice.APPLICANT),
            "has_new": any(line.is_new for line in thread.lines),
            "can_write": can_write,
            "templates": list(templates_for(thing)) if can_write and side == Voice.STAFF else [],
        }

    def act(self, form: MessageForm) -> ThreadMessage:
        document = form.cleaned_data["document"]
        documents = [document] if document else []
        return write_message(self.thing, form.cleaned_data["text"], by=self.request.user, documents=documents)

    def success_url(self, done: Any) -> str:
        return reverse("grants:thread", args=[self.thing.reference])


class ThreadRead(OfApplication):
    """All that was written until now is read."""

    permission = "grants.write_in_thread"

    def post(self, request: PersonRequest, **kwargs: Any) -> HttpResponse:
        thing = self.find()
        self.demand(thing)
        mark_thread_read(thing, by=request.user)
        return redirect("grants:thread", thing.reference)


class NotesPage(OfApplication, ActPage):
    """The notes and labels of an application, for staff alone."""

    permission = "grants.keep_notes"
    template_name = "grants/applications/notes.html"
    form_class = NoteForm
    title = _("Notes and labels")
    button = _("Keep the note")
    done = _("The note is kept.")

    def get_form(self, data: Any = None, files: Any = None) -> NoteForm:
        return NoteForm(data)

    def facts(self) -> dict[str, Any]:
        versions = NoteVersion.objects.filter(note__application=self.thing).select_related("written_by", "note")
        notes: dict[int, list[NoteVersion]] = {}
        for version in versions.order_by("-note__written_at", "-note_id", "-written_at", "-pk"):
            notes.setdefault(version.note_id, []).append(version)
        put = ApplicationLabel.objects.filter(application=self.thing).select_related("label", "added_by")
        return {
            "notes": [(each[0], each[1:]) for each in notes.values()],
            "labels": list(put.order_by("label__name", "pk")),
            "known": Label.objects.filter(implementer=self.thing.call.programme.implementer).order_by("name", "pk"),
            "can_label": self.request.user.has_perm("grants.label_application", self.thing),
            "label_form": LabelForm(),
        }

    def act(self, form: NoteForm) -> Note:
        return write_note(self.thing, form.cleaned_data["text"], by=self.request.user)

    def success_url(self, done: Any) -> str:
        return reverse("grants:notes", args=[self.thing.reference])


class NoteChange(ActPage):
    """A note, said differently; the earlier version stays."""

    model = Note
    permission = "grants.change_note"
    form_class = NoteForm
    title = _("Change the note")
    done = _("The note is changed; the earlier version stays.")

    def get_queryset(self) -> QuerySet[Note]:
        """One's own notes on applications that one sees; another's are not there."""
        seen = Application.objects.visible_to(self.request.user)
        rows = Note.objects.filter(written_by=self.request.user, application__in=seen)
        return rows.select_related("application__call__programme")

    def get_initial(self) -> dict[str, Any]:
        return {"text": self.thing.versions.order_by("-written_at", "-pk").values_list("text", flat=True)[0]}

    def act(self, form: NoteForm) -> Note:
        return change_note(self.thing, form.cleaned_data["text"], by=self.request.user)

    def back_url(self) -> str:
        return reverse("grants:notes", args=[self.thing.application.reference])

    def success_url(self, done: Any) -> str:
        return self.back_url()


class LabelAdd(OfApplication):
    """A label more."""

    permission = "grants.label_application"

    def post(self, request: PersonRequest, **kwargs: Any) -> HttpResponse:
        thing = self.find()
        self.demand(thing)
        try:
            add_label(thing, request.POST.get("name", ""), by=request.user)
        except Refusal as refusal:
            messages.error(request, str(refusal))
        return redirect("grants:notes", thing.reference)


class LabelRemove(Scoped):
    """A label less."""

    model = ApplicationLabel

    def get_queryset(self) -> QuerySet[ApplicationLabel]:
        """Those of one's own implementer, on applications that one sees."""
        user = self.request.user
        rows = ApplicationLabel.objects.filter(
            label__implementer__in=organizations_where(user, *READER_ROLES),
            application__in=Application.objects.visible_to(user),
        )
        return rows.select_related("application__call__programme__implementer")

    def post(self, request: PersonRequest, **kwargs: Any) -> HttpResponse:
        put = self.find()
        if not request.user.has_perm("grants.label_application", put.application):
            raise PermissionDenied
        remove_label(put, by=request.user)
        return redirect("grants:notes", put.application.reference)
