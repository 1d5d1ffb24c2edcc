"""Pages of letters: who is to be told, previews, sending in bulk, the texts, and each letter as it was sent."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from grants.actions.awards.letters import save_letter_text, send_letters
from grants.forms.awards.letters import LetterTextForm
from grants.letter_words import placeholders_of
from grants.models import Call, Letter, LetterKind, LetterTemplate
from grants.papers.letters import letter_document
from grants.queries.awards.letters import letter_rows, text_of, write_letter
from kernel.pdf import pdf_response
from kernel.refusals import NotAllowed, Refusal
from kernel.views import ActPage, DetailPage, PersonRequest, Scoped

MOST_REASONS = 20


class LettersPage(DetailPage):
    """Everybody who is to be told: sent, or chosen and sent in bulk."""

    model = Call
    permission = "grants.send_letters"
    template_name = "grants/awards/letters.html"

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().select_related("programme")

    def facts(self, thing: Call) -> dict[str, Any]:
        own = set(LetterTemplate.objects.filter(call=thing).values_list("kind", flat=True))
        kinds = [(kind, label, kind in own) for kind, label in LetterKind.choices]
        return {"rows": letter_rows(thing), "kinds": kinds}

    def post(self, request: PersonRequest, **kwargs: Any) -> HttpResponse:
        """Send to those that were chosen; each row says afterwards what became of it."""
        call = self.find()
        self.demand(call)
        chosen = set(request.POST.getlist("application"))
        found = [each.application for each in letter_rows(call) if each.application.reference in chosen]
        try:
            results = send_letters(found, by=request.user)
        except NotAllowed as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        sent = sum(each.letter is not None for each in results)
        if not found:
            messages.error(request, _("Choose at least one application."))
        if sent:
            words = ngettext("%(count)d letter is on its way.", "%(count)d letters are on their way.", sent)
            messages.success(request, words % {"count": sent})
        for each in [each for each in results if each.letter is None][:MOST_REASONS]:
            messages.error(request, each.why)
        return redirect("grants:letters", reference=call.reference)


class LettersPreview(DetailPage):
    """The letters as they would be sent, one under the other; `?application=` shows one of them."""

    model = Call
    permission = "grants.send_letters"
    template_name = "grants/awards/letters_preview.html"

    def facts(self, thing: Call) -> dict[str, Any]:
        wanted = self.request.GET.get("application", "")
        rows = [row for row in letter_rows(thing) if not wanted or row.application.reference == wanted]
        return {"letters": [self._written(row.application, row.kind) for row in rows if row.letter is None or wanted]}

    @staticmethod
    def _written(application: Any, kind: str) -> tuple[Any, Any, str]:
        try:
            return application, write_letter(application, kind), ""
        except Refusal as refusal:
            return application, None, str(refusal)


class LetterTextEdit(ActPage):
    """The call's own text of a kind of letter."""

    model = Call
    permission = "grants.send_letters"
    template_name = "grants/awards/letter_text.html"
    button = _("Keep the text")
    done = _("The text is kept for this call.")

    def find(self) -> Any:
        if self.kwargs["kind"] not in LetterKind.values:
            raise Http404
        return super().find()

    def get_form(self, data: Any = None, files: Any = None) -> LetterTextForm:
        kind = self.kwargs["kind"]
        text = text_of(self.thing, kind)
        return LetterTextForm(data, instance=text, kind=kind)

    def facts(self) -> dict[str, Any]:
        kind = self.kwargs["kind"]
        return {
            "title": _("Text of the letter: %(kind)s") % {"kind": LetterKind(kind).label},
            "placeholders": [(f"{{{name}}}", words) for name, words in placeholders_of(kind).items()],
        }

    def act(self, form: LetterTextForm) -> Call:
        texts = {name: form.cleaned_data[name] for name in form.fields}
        save_letter_text(self.thing, self.kwargs["kind"], texts, by=self.request.user)
        return self.thing

    def back_url(self) -> str:
        return reverse("grants:letters", args=[self.thing.reference])

    def success_url(self, done: Any) -> str:
        return self.back_url()


class OfLetter(Scoped):
    """A letter, for its applicant and for staff."""

    model = Letter

    def get_queryset(self) -> models.QuerySet:
        rows = super().get_queryset()
        return rows.select_related("application__call__programme__implementer", "application__organization", "sent_by")


class LetterPage(OfLetter, DetailPage):
    """One letter as it was sent."""

    template_name = "grants/awards/letter.html"

    def facts(self, thing: Letter) -> dict[str, Any]:
        is_staff = self.request.user.has_perm("grants.send_letters", thing.application.call)
        return {"application": thing.application, "is_staff": is_staff}


class LetterFile(OfLetter):
    """The letter as PDF."""

    def get(self, request: Any, **kwargs: Any) -> HttpResponse:
        letter = self.find()
        return pdf_response(letter_document(letter), f"{letter.application.reference.lower()}-{letter.kind}.pdf")
