"""Pages of what happens after publication: amend, approve or drop an amendment, versions and their difference."""

from typing import Any

from django import forms
from django.db import models
from django.forms import modelform_factory
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from grants.actions.calls.amending import amend_part, approve_amendment, drop_amendment
from grants.models import Anchor, Call, CallAmendment, CallVersion, Choice, Criterion, Question
from grants.queries.calls.amendable import amendable_fields, call_of
from grants.queries.calls.design import url_of
from grants.queries.calls.versions import difference, say_change, versions_of
from grants.views.calls.design import KINDS, Kind, part_of
from kernel.forms import DateInput, DateTimeInput, DecimalField
from kernel.notices import say_done
from kernel.views import ActButton, ActPage, DetailPage


def _input(field: models.Field, **words: Any) -> Any:
    """The house's own input for a column: pickers for days, numbers as people type them."""
    if isinstance(field, models.DateTimeField):
        return field.formfield(widget=DateTimeInput(), **words)
    if isinstance(field, models.DateField):
        return field.formfield(widget=DateInput(), **words)
    if isinstance(field, models.DecimalField):
        return DecimalField(
            label=capfirst(field.verbose_name),
            max_digits=field.max_digits,
            decimal_places=field.decimal_places,
            required=not field.blank,
        )
    return field.formfield(**words)


# Rows of a part, which are amended on pages of their own: a draft writes them below the form of their part.
AMENDED = {
    **KINDS,
    "choices": Kind(Choice, "form", _("Choice"), "question__section__call"),
    "anchors": Kind(Anchor, "criteria", _("Anchor"), "criterion__call"),
}


class AmendPage(ActPage):
    """Change what of a part may still be changed, with the reason that applicants read."""

    model = Call
    permission = "grants.change_call"
    template_name = "grants/calls/design/amend.html"
    title = _("Amend the published call")
    button = _("Amend")

    def find(self) -> Any:
        if "kind" in self.kwargs:
            kind, pk = self.kwargs["kind"], self.kwargs["pk"]
            return part_of(self.request, self.kwargs["reference"], kind, pk, AMENDED)
        return get_object_or_404(self.get_queryset().select_related("programme"), reference=self.kwargs["reference"])

    @property
    def call(self) -> Call:
        """The call that is amended."""
        return call_of(self.thing)

    def permission_object(self, thing: Any) -> Any:
        return call_of(thing)

    def get_form(self, data: Any = None, files: Any = None) -> Any:
        rules = amendable_fields(self.thing, self.call)
        made = modelform_factory(type(self.thing), fields=list(rules), formfield_callback=_input)
        form = made(data, instance=type(self.thing)._default_manager.get(pk=self.thing.pk))
        for name, rule in rules.items():
            if rule.people == 2:
                form.fields[name].help_text = _("Takes a second person.")
            if name.endswith(("_ru", "_en")):
                form.fields[name].required = False
        if rules:
            form.fields["reason"] = forms.CharField(
                label=_("Why"),
                help_text=_("Applicants and the public read this."),
                widget=forms.Textarea(attrs={"rows": 3}),
                max_length=1000,
            )
        return form

    def facts(self) -> dict[str, Any]:
        kind, rows = self.rows()
        open_rows = [each for each in rows if amendable_fields(each, self.call)]
        return {
            "call": self.call,
            "part": None if self.thing == self.call else self.thing,
            "is_open": bool(amendable_fields(self.thing, self.call)),
            "rows_kind": kind,
            "rows": open_rows,
        }

    def rows(self) -> tuple[str, list[Any]]:
        """The rows of a question or a criterion, and their kind in addresses."""
        if isinstance(self.thing, Question):
            return "choices", list(self.thing.choices.all())
        if isinstance(self.thing, Criterion):
            return "anchors", list(self.thing.anchors.all())
        return "", []

    def act(self, form: Any) -> CallAmendment:
        values = {name: value for name, value in form.cleaned_data.items() if name != "reason"}
        return amend_part(self.thing, values, reason=form.cleaned_data.get("reason", ""), by=self.request.user)

    def message(self, done: CallAmendment) -> str:
        if done.is_waiting:
            return str(_("The amendment waits for another programme manager."))
        return str(_("The call was amended, and everyone who has begun was told."))

    def public_thing(self, done: CallAmendment) -> Any:
        return self.call

    def back_url(self) -> str:
        if "kind" in self.kwargs:
            return url_of(self.call, AMENDED[self.kwargs["kind"]].page)
        return self.call.get_absolute_url()

    def success_url(self, done: Any) -> str:
        return self.back_url()


class AmendmentEnd(ActButton):
    """The second person approves, or somebody drops it."""

    def find(self) -> CallAmendment:
        if self.kwargs["move"] not in {"approve", "drop"}:
            raise Http404
        calls = Call.objects.visible_to(self.request.user)
        rows = CallAmendment.objects.filter(call__in=calls).select_related("call__programme")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def act(self, thing: CallAmendment) -> Call:
        if self.kwargs["move"] == "approve":
            call = approve_amendment(thing, by=self.request.user)
            words = _("The call was amended, and everyone who has begun was told.")
            say_done(
                self.request, str(words), change=str(_("The page of the call shows the new version.")), public=call
            )
            return call
        call = drop_amendment(thing, by=self.request.user)
        say_done(self.request, str(_("The amendment was dropped; the call stays as it is.")))
        return call

    def back(self, thing: CallAmendment) -> Call:
        return thing.call


def waiting_amendment(call: Call, user: Any) -> dict[str, Any]:
    """The amendment of `call` that waits, in words, and whether this person may decide it; {} when none waits."""
    waiting = call.amendments.filter(approved_at__isnull=True, dropped_at__isnull=True).first()
    if waiting is None:
        return {}
    waiting.call = call
    return {
        "amendment": waiting,
        "changes": [say_change(change) for change in waiting.changes],
        "can_approve": user.has_perm("grants.approve_amendment", waiting),
        "can_drop": user.has_perm("grants.change_call", call),
    }


class VersionPage(DetailPage):
    """One version of a call, and what it says differently than the one before."""

    model = Call
    permission = "grants.view_call"
    template_name = "grants/calls/versions.html"

    def find(self) -> Call:
        call: Call = super().find()
        if not call.versions.exists():
            raise Http404
        return call

    def facts(self, thing: Call) -> dict[str, Any]:
        versions: list[CallVersion] = list(versions_of(thing))
        is_staff = self.request.user.has_perm("grants.change_call", thing)
        pairs = list(zip(versions, [*versions[1:], None], strict=True))
        return {
            "is_staff": is_staff,
            "versions": [(each, difference(older, each) if older else []) for each, older in pairs],
        }

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().select_related("programme")
