"""Declarations of conflicts of interest."""

from django import forms
from django.utils.translation import gettext_lazy as _

from grants.models import ConflictNature


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


class FoundConflictForm(forms.Form):
    """A conflict that was found after reading."""

    nature = forms.ChoiceField(label=_("Of which nature?"), choices=[("", "—"), *ConflictNature.choices])
    note = forms.CharField(label=_("In a sentence"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class OwnConflictForm(forms.Form):
    """A conflict of staff, or of whoever decides."""

    nature = forms.ChoiceField(label=_("Of which nature?"), choices=[("", "—"), *ConflictNature.choices])
    note = forms.CharField(
        label=_("In a sentence"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
