"""Forms of those who give applications to reviewers."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grants.models import Call, WorkDomain
from kernel.forms import DateInput, RowsField
from organizations.models import User


class ReviewerForm(forms.Form):
    """A person who is asked to review for a call."""

    email = forms.EmailField(label=_("E-mail"))
    name = forms.CharField(
        label=pgettext_lazy("person", "Name"),
        max_length=120,
        required=False,
        help_text=_("Needed when the person has no account yet."),
    )
    language = forms.ChoiceField(
        label=_("Language of the letters"), choices=[("ro", "română"), ("ru", "русский"), ("en", "English")]
    )


class BalancedForm(forms.Form):
    """How many reviewers each application gets."""

    wanted = forms.IntegerField(label=_("Reviewers for each application"), min_value=1, max_value=9, initial=2)


class AssignForm(forms.Form):
    """One reviewer of the call for one application."""

    reviewer = forms.ModelChoiceField(label=_("Reviewer"), queryset=User.objects.none())
    despite = forms.CharField(
        label=_("Why in spite of what the system found"),
        required=False,
        max_length=2000,
        help_text=_("Needed only where a relation is known."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, people: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _people_of(self, "reviewer").queryset = User.objects.filter(pk__in=[each.pk for each in people])


class ReplaceForm(forms.Form):
    """Why a reviewer is replaced, and by whom."""

    reason = forms.CharField(label=_("Why"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    reviewer = forms.ModelChoiceField(
        label=_("By whom"), queryset=User.objects.none(), required=False, empty_label=_("whoever suits best")
    )

    def __init__(self, *args: Any, people: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _people_of(self, "reviewer").queryset = User.objects.filter(pk__in=[each.pk for each in people])


def _people_of(form: forms.Form, name: str) -> forms.ModelChoiceField:
    field = form.fields[name]
    if not isinstance(field, forms.ModelChoiceField):
        raise TypeError(f"{name} chooses no person.")
    return field


class DomainsForm(forms.Form):
    """In which fields of work one application stands."""

    domains: RowsField = RowsField(
        label=_("Fields of work"),
        queryset=WorkDomain.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None: those of the call."),
    )


class PlanForm(forms.ModelForm):
    """How the applications of a call are reviewed."""

    domains: RowsField = RowsField(
        label=_("Fields of work"),
        queryset=WorkDomain.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Reviewers who know them are proposed first."),
    )

    class Meta:
        model = Call
        fields = (
            "reviewers_wanted",
            "review_due_on",
            "divergence_percent",
            "relation_years",
            "is_blind",
            "hides_title",
            "hides_place",
            "domains",
        )
        widgets = {"review_due_on": DateInput()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.published_at is not None:
            self.fields["reason"] = forms.CharField(
                label=_("Why another thing is hidden"),
                help_text=_("Needed only when you change what is hidden: applicants and the public read it."),
                widget=forms.Textarea(attrs={"rows": 2}),
                max_length=1000,
                required=False,
            )


class DueForm(forms.Form):
    """Another day for the chosen reviews."""

    due_on = forms.DateField(label=_("New due date"), widget=DateInput(), required=False)
