"""Forms of eligibility and decision."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from grants.actions.reviews.eligibility import Found
from grants.models import Application, CopyPurpose, EligibilityAnswer, EligibilityCriterion, Finding
from grants.queries.calls.eligibility import Answered, Known
from kernel import clock
from kernel.forms import DateInput


def proposal_in_words(answered: Answered) -> str:
    """What the house knows of a criterion, for the person who decides; "" where only a person can know."""
    if answered.is_asked:
        return answered.why
    return gettext("Proposed: %(finding)s. %(why)s") % {"finding": answered.finding.label, "why": answered.why}


class EligibilityCheckForm(forms.Form):
    """Each criterion: yes, no or to be clarified, with the reason. What the house knows is proposed; a person decides.

    `known` holds by id of criterion what `answers_for` found.
    """

    def __init__(
        self,
        *args: Any,
        criteria: Iterable[EligibilityCriterion],
        given: Mapping[int, EligibilityAnswer],
        known: Mapping[int, Answered],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = list(criteria)
        for criterion in self.criteria:
            answer, proposal = given.get(criterion.pk), known.get(criterion.pk)
            proposed = proposal if proposal and not proposal.is_asked else None
            self.fields[f"finding_{criterion.pk}"] = forms.ChoiceField(
                label=criterion.text,
                choices=Finding.choices,
                widget=forms.RadioSelect,
                help_text=proposal_in_words(proposal) if proposal else "",
                initial=answer.finding if answer else str(proposed.finding) if proposed else None,
            )
            self.fields[f"reason_{criterion.pk}"] = forms.CharField(
                label=_("Reason"),
                required=False,
                max_length=2000,
                widget=forms.Textarea(attrs={"rows": 2}),
                help_text=_("Needed unless the answer is yes."),
                initial=answer.reason if answer else proposed.why if proposed and proposed.finding == Known.NO else "",
            )

    def findings(self) -> dict[int, Found]:
        """The answers by id of criterion."""
        data = self.cleaned_data
        return {each.pk: Found(data[f"finding_{each.pk}"], data[f"reason_{each.pk}"]) for each in self.criteria}


class ProposalHeadForm(forms.Form):
    """Until when applicants answer, and a note on the list."""

    answer_by_on = forms.DateField(label=_("Applicants answer by"), widget=DateInput())
    note = forms.CharField(
        label=_("Note on the list"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("answer_by_on", clock.today() + timedelta(days=14))


class DeclineForm(forms.Form):
    """Why an award is declined."""

    reason = forms.CharField(label=_("Why"), widget=forms.Textarea(attrs={"rows": 4}), max_length=2000)


class SubmitForm(forms.Form):
    """The declaration without which nothing is submitted; for what is submitted again, also a note about it."""

    remark = forms.CharField(
        label=_("What changed, in a few words"), required=False, max_length=2000, widget=forms.Textarea({"rows": 4})
    )

    is_declared = forms.BooleanField(
        label=_(
            "I declare that what is written here is true, that the organisation is bound by it, and that the same "
            "costs are not paid by another donor."
        ),
        required=False,
    )

    def __init__(self, *args: Any, application: Application, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if application.purpose == CopyPurpose.CLARIFICATION:
            self.fields["remark"].label = _("Your answer")
            self.fields["remark"].help_text = _("What you clarified, and where you changed the application.")
        elif not application.revises_id:
            del self.fields["remark"]
