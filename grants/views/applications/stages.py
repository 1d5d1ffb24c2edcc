"""Pages between the two stages of a call: who is invited to the full application, proposed and decided."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from grants.actions.applications.stages import approve_selection, propose_selection, return_selection
from grants.forms.applications.stages import RemarkForm, SelectionForm
from grants.lifecycles import NOTE_SELECTION
from grants.models import READER_ROLES, Call, NoteSelection
from grants.queries.applications.stages import can_choose, note_outcomes, notes_to_choose
from kernel.views import ActPage, DetailPage, MovePage


class SelectionPage(DetailPage):
    """The concept notes that wait with their points, and the last choice with the buttons of the second person."""

    model = Call
    permission = "grants.view_ranking"
    template_name = "grants/applications/selection.html"
    lifecycle = NOTE_SELECTION

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().select_related("programme__implementer")

    def facts(self, thing: Call) -> dict[str, Any]:
        last = thing.note_selections.select_related("proposed_by", "decided_by").first()
        if last is not None:
            last.call = thing
        choices = last.choices.select_related("application__organization") if last else []
        outcomes, notes = note_outcomes(thing), notes_to_choose(thing)
        can_propose = self.request.user.has_perm("grants.propose_awards", thing)
        return {
            "selection": last,
            "choices": [(each, outcomes.get(each.application_id)) for each in choices],
            "notes": [(each, outcomes.get(each.pk)) for each in notes],
            "is_mine": last is not None and last.proposed_by_id == self.request.user.pk,
            "can_propose": can_propose and bool(notes) and can_choose(thing, last),
        }


class SelectionPropose(ActPage):
    """Each note with its points: invited, or why not; proposed to a second person."""

    model = Call
    permission = "grants.propose_awards"
    template_name = "grants/applications/selection_propose.html"
    title = _("Choose among the concept notes")
    done = _("The choice is proposed and waits for a second person.")

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().select_related("programme__implementer")

    def get_form(self, data: Any = None, files: Any = None) -> SelectionForm:
        return SelectionForm(data, notes=notes_to_choose(self.thing), outcomes=note_outcomes(self.thing))

    def act(self, form: SelectionForm) -> NoteSelection:
        return propose_selection(self.thing, by=self.request.user, **form.chosen())


class SelectionScope:
    """Choices of the calls of the person's implementers."""

    def get_queryset(self) -> models.QuerySet:
        """Those, with what the rules ask about."""
        calls = Call.objects.of_staff(self.request.user, *READER_ROLES)  # type: ignore[attr-defined]  # of the view
        return NoteSelection.objects.filter(call__in=calls).select_related("call__programme__implementer")


class SelectionReturn(SelectionScope, ActPage):
    """The second person sends the proposal back."""

    model = NoteSelection
    permission = "grants.decide_note_selection"
    form_class = RemarkForm
    title = _("Send the proposal back")
    button = _("Send back")
    done = _("The proposal was sent back.")

    def act(self, form: RemarkForm) -> NoteSelection:
        return return_selection(self.thing, by=self.request.user, remark=form.cleaned_data["remark"])


class SelectionMove(SelectionScope, MovePage):
    """The second person approves."""

    model = NoteSelection
    lifecycle = NOTE_SELECTION
    acts = {"approve": approve_selection}
    texts = {"approve": _("The invited get their full application at once; the others are told the reason.")}
