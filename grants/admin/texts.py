"""Texts of letters and fields of work, with which every call begins, as the operator keeps them."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext as _

from grants.forms.awards.letters import LetterTextForm
from grants.letter_words import placeholders_of
from grants.models import LetterTemplate, WorkDomain


class InstallationLetterForm(LetterTextForm):
    """The same form as a call has for its own text; the kind is that of the row."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, kind=kwargs["instance"].kind, **kwargs)
        names = ", ".join(f"{{{name}}}" for name in placeholders_of(self.kind))
        self.fields["body_ro"].help_text = _("Filled in for each organisation: %(names)s") % {"names": names}


@admin.register(LetterTemplate)
class LetterTemplateAdmin(admin.ModelAdmin):
    """The installation's texts, one for each kind of letter. A call that has a text of its own keeps it."""

    form: type[forms.ModelForm] = InstallationLetterForm
    list_display = ("kind", "subject")
    fields = ("kind", *InstallationLetterForm.Meta.fields)
    readonly_fields = ("kind",)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[LetterTemplate]:
        """Those that belong to no call: what a call writes is its implementer's."""
        rows: models.QuerySet[LetterTemplate] = super().get_queryset(request)
        return rows.filter(call=None)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """There is one of each kind from the beginning."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A kind without a text could not be sent."""
        return False


@admin.register(WorkDomain)
class WorkDomainAdmin(admin.ModelAdmin):
    """By them a call and its reviewers find each other."""

    list_display = ("name", "code", "order")
    fields = ("code", "name_ro", "name_ru", "name_en", "order")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """The code stays: by it `manage.py setup` knows what is there."""
        return () if obj is None else ("code",)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """One that calls, applications or reviewers name stays."""
        if obj is None:
            return super().has_delete_permission(request)
        named = (obj.calls, obj.applications, obj.reviewers)
        return not any(rows.exists() for rows in named) and super().has_delete_permission(request, obj)
