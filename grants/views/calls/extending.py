"""Pages of later deadlines: proposed, approved by a second person, dropped."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from grants.actions.calls.extending import approve_extension, drop_extension, propose_extension
from grants.forms.calls.facts import ExtensionForm
from grants.models import Call, DeadlineExtension
from kernel.notices import say_done
from kernel.views import ActButton, ActPage


class CallExtend(ActPage):
    """Propose a later deadline."""

    model = Call
    permission = "grants.extend_call"
    form_class = ExtensionForm
    title = _("Propose a later deadline")
    intro = _("For everyone, and only later. It is in force when another programme manager approves it.")
    button = _("Propose")

    def get_form(self, data: Any = None, files: Any = None) -> ExtensionForm:
        return ExtensionForm(data, call=self.thing)

    def act(self, form: ExtensionForm) -> Call:
        propose_extension(self.thing, by=self.request.user, **form.cleaned_data)
        return self.thing


class ExtensionEnd(ActButton):
    """The second person moves the deadline, or somebody drops the proposal."""

    def find(self) -> DeadlineExtension:
        if self.kwargs["move"] not in {"approve", "drop"}:
            raise Http404
        calls = Call.objects.visible_to(self.request.user)
        return get_object_or_404(DeadlineExtension.objects.filter(call__in=calls), pk=self.kwargs["pk"])

    def act(self, thing: DeadlineExtension) -> Call:
        if self.kwargs["move"] == "drop":
            call = drop_extension(thing, by=self.request.user)
            say_done(self.request, str(_("The proposed deadline was dropped; the present one stays.")))
            return call
        call = approve_extension(thing, by=self.request.user)
        words = _("The deadline was moved, and everyone who has begun was told.")
        change = _("The page of the call shows the new deadline and the reason.")
        say_done(self.request, str(words), change=str(change), public=call)
        return call

    def back(self, thing: DeadlineExtension) -> Call:
        return thing.call


@dataclass(frozen=True)
class ShownExtension:
    """A later deadline as its call shows it, with the buttons of this person."""

    row: DeadlineExtension
    can_approve: bool
    can_drop: bool


def extensions_for(call: Call, user: Any) -> list[ShownExtension]:
    """The later deadlines in force; for who runs the call also those that wait, while they can still come to be."""
    ahead, runs = call.movable_stages(), user.has_perm("grants.extend_call", call)
    shown = []
    for row in call.extensions.filter(dropped_at__isnull=True).select_related("proposed_by", "approved_by"):
        row.call = call
        if row.approved_at:
            shown.append(ShownExtension(row, can_approve=False, can_drop=False))
        elif runs and row.stage in ahead:
            can_approve = user.has_perm("grants.approve_extension", row)
            shown.append(ShownExtension(row, can_approve=can_approve, can_drop=True))
    return shown
