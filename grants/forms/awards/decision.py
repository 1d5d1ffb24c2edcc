"""Forms of the decision: its terms, the donor's answer, the reserve list."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from grants.forms.applications.files import KeptFileForm
from grants.models import DecisionTerms, PartnerRole, Programme
from kernel import clock
from kernel.forms import DateInput, DecimalField, field_of
from organizations.models import Organization


class TermsForm(forms.ModelForm):
    """By which terms a call decides."""

    class Meta:
        model = DecisionTerms
        fields = [
            "needs_meeting",
            "asks_votes",
            "quorum_percent",
            "needs_no_objection",
            "tells_by_letter",
            "tells_rank",
            "appeal_days",
            "appeal_answer_days",
        ]


def donors_of(programme: Programme) -> Any:
    """The organisations that fund the project, by plan or as partners."""
    planned = Organization.objects.filter(pk__in=programme.funding_lines.exclude(donor=None).values("donor"))
    partners = programme.partners.filter(role=PartnerRole.DONOR).values("organization")
    return (planned | Organization.objects.filter(pk__in=partners)).distinct().order_by("name_ro", "pk")


class DonorAnswerForm(KeptFileForm):
    """The donor's answer: who, when, and its paper."""

    donor: forms.ModelChoiceField = forms.ModelChoiceField(
        label=_("Donor"), queryset=Organization.objects.none(), required=False
    )
    on = forms.DateField(label=_("Date of the answer"), widget=DateInput())

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field_of(self, "donor", forms.ModelChoiceField).queryset = donors_of(programme)

    def said(self) -> dict[str, Any]:
        """What the act needs of the form."""
        return {name: self.cleaned_data[name] for name in ("donor", "on", "document")}


class NoObjectionForm(DonorAnswerForm):
    """The donor does not object."""

    answer_by_on = forms.DateField(label=_("Applicants answer by"), widget=DateInput())

    def said(self) -> dict[str, Any]:
        """What the act needs of the form."""
        return super().said() | {"answer_by_on": self.cleaned_data["answer_by_on"]}


class DonorObjectsForm(DonorAnswerForm):
    """The donor objects."""

    reason = forms.CharField(
        label=_("Why the donor objects"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def said(self) -> dict[str, Any]:
        """What the act needs of the form."""
        return super().said() | {"reason": self.cleaned_data["reason"]}


class AnswerByForm(forms.Form):
    """Until when an applicant answers."""

    answer_by_on = forms.DateField(label=_("Applicants answer by"), widget=DateInput())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("answer_by_on", clock.today() + timedelta(days=14))


class MoveUpForm(AnswerByForm):
    """The next on the reserve list is proposed."""

    note = forms.CharField(
        label=_("Note on the list"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class AskPartialForm(AnswerByForm):
    """Whether an applicant would work with less."""

    amount = DecimalField(label=_("Amount"), max_digits=16, decimal_places=2)

    field_order = ["amount", "answer_by_on"]
