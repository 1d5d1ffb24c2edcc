"""Forms around a submitted application: withdraw, ask for clarification, give more time."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from grants.models import Application, ReviewerQuestion
from grants.queries.applications.clarifications import part_titles
from kernel import clock
from kernel.forms import DateInput, RowsField

USUAL_DAYS = 5


class WithdrawForm(forms.Form):
    """Why, if the organisation wants to say it."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("You need not give one; the grants officers read it."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class QuestionsField(RowsField):
    """Questions of reviewers, each by its text; who asked stands on the page of the application."""

    def label_from_instance(self, obj: Any) -> str:
        """The question."""
        return str(obj.text)


class ClarificationForm(forms.Form):
    """What is asked, which parts of the form open for it, and until when."""

    text = forms.CharField(
        label=_("What has to be clarified"),
        help_text=_("The applicant reads this word for word: say what is unclear and what an answer must contain."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    parts = forms.MultipleChoiceField(
        label=_("What the applicant can change"),
        help_text=_("Everything else stays closed."),
        widget=forms.CheckboxSelectMultiple,
    )
    due_on = forms.DateField(
        label=_("Answer until"), help_text=_("Until the end of this day in Chișinău."), widget=DateInput
    )

    questions = QuestionsField(
        ReviewerQuestion.objects.none(),
        label=_("Questions of reviewers that this asks"),
        help_text=_("The applicant does not read them. The reviewers are told that they were asked."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, *args: Any, application: Application, waiting: Collection[ReviewerQuestion] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parts"].choices = list(part_titles(application).items())  # type: ignore[attr-defined]  # a choice
        if waiting:
            asked = cast("QuestionsField", self.fields["questions"])
            asked.queryset = ReviewerQuestion.objects.filter(pk__in=[each.pk for each in waiting])
            asked.initial = [each.pk for each in waiting]
        else:
            del self.fields["questions"]
        self.initial.setdefault("due_on", clock.today() + timedelta(days=USUAL_DAYS))


class LaterForm(forms.Form):
    """A later day for an answer."""

    due_on = forms.DateField(label=_("Answer until"), widget=DateInput)
