"""A question of a reviewer, and the reason why staff do not ask it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from grants.models import Application
from grants.queries.applications.clarifications import part_titles


class QuestionForm(forms.Form):
    """What is unclear, and in which part."""

    part = forms.ChoiceField(label=_("Part of the application"))
    text = forms.CharField(
        label=_("What is unclear"),
        help_text=_("The grants officers read it and write to the applicant in their own words, without your name."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *args: Any, application: Application, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "—"), *part_titles(application).items()]
        self.fields["part"].choices = choices  # type: ignore[attr-defined]  # a choice


class DeclineForm(forms.Form):
    """Why the applicant is not asked."""

    reason = forms.CharField(
        label=_("Why the applicant is not asked"),
        help_text=_("The reviewer reads it."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
