"""Forms between those who write an application and the representative who submits it."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ReturnForm(forms.Form):
    """Why a draft is not submitted yet."""

    note = forms.CharField(
        label=_("What is to be mended"),
        help_text=_("Those who write the application read it on top of the form."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
    )
