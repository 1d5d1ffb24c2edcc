"""Forms of eligibility, assignment, review and decision."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grants.actions.reviews.eligibility import Found
from grants.actions.reviews.judging import Judged
from grants.models import (
    Application,
    ConflictNature,
    CopyPurpose,
    Criterion,
    EligibilityAnswer,
    EligibilityCriterion,
    Finding,
    Score,
)
from kernel import clock
from kernel.forms import DateInput, DecimalField


class EligibilityCheckForm(forms.Form):
    """Each criterion: yes, no or to be clarified, with the reason."""

    def __init__(
        self,
        *args: Any,
        criteria: Iterable[EligibilityCriterion],
        given: Mapping[int, EligibilityAnswer],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = list(criteria)
        for criterion in self.criteria:
            answer = given.get(criterion.pk)
            self.fields[f"finding_{criterion.pk}"] = forms.ChoiceField(
                label=criterion.text,
                choices=Finding.choices,
                widget=forms.RadioSelect,
                initial=answer.finding if answer else None,
            )
            self.fields[f"reason_{criterion.pk}"] = forms.CharField(
                label=_("Reason"),
                required=False,
                max_length=2000,
                widget=forms.Textarea(attrs={"rows": 2}),
                help_text=_("Needed unless the answer is yes."),
                initial=answer.reason if answer else "",
            )

    def findings(self) -> dict[int, Found]:
        """The answers by id of criterion."""
        data = self.cleaned_data
        return {each.pk: Found(data[f"finding_{each.pk}"], data[f"reason_{each.pk}"]) for each in self.criteria}


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


class ConflictForm(forms.Form):
    """The declaration before the file opens."""

    has_conflict = forms.ChoiceField(
        label=_("Do you have a conflict of interest with this applicant, its partners or its project?"),
        choices=[("no", _("No, I can judge it impartially")), ("yes", _("Yes"))],
        widget=forms.RadioSelect,
    )
    nature = forms.ChoiceField(
        label=_("If yes: of which nature?"), choices=[("", "—"), *ConflictNature.choices], required=False
    )


class ReviewForm(forms.Form):
    """Points and a comment for each criterion, and a comment on the whole."""

    def __init__(
        self, *args: Any, criteria: Iterable[Criterion], given: Mapping[int, Score], comment: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = list(criteria)
        for criterion in self.criteria:
            score = given.get(criterion.pk)
            self.fields[f"points_{criterion.pk}"] = DecimalField(
                label=_("%(title)s: points, 0 to %(most)d") % {"title": criterion.title, "most": criterion.maximum},
                help_text=criterion.guidance,
                max_digits=6,
                decimal_places=2,
                required=False,
                initial=score.points if score else None,
            )
            self.fields[f"comment_{criterion.pk}"] = forms.CharField(
                label=_("Why"),
                required=False,
                max_length=5000,
                widget=forms.Textarea(attrs={"rows": 3}),
                initial=score.comment if score else "",
            )
        self.fields["comment"] = forms.CharField(
            label=_("On the whole"),
            required=False,
            max_length=5000,
            widget=forms.Textarea(attrs={"rows": 4}),
            initial=comment,
        )

    def scores(self) -> dict[int, Judged]:
        """Points and comments by id of criterion."""
        data = self.cleaned_data
        return {each.pk: Judged(data[f"points_{each.pk}"], data[f"comment_{each.pk}"]) for each in self.criteria}


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
