"""Forms of agreements: drafted directly, their facts, reasons, signatures, publication."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from grants.forms.applications.files import KeptFileForm
from grants.models import Agreement, Programme, Side, SignatureKind
from kernel.fields import CURRENCIES
from kernel.forms import DateInput, MoneyField, TranslatedFieldsMixin, field_of
from organizations.models import Authority, Organization, PublicationLevel, Role, TerritorialUnit, User
from organizations.roles import organizations_where


class DirectAgreementForm(forms.Form):
    """A grant without a call."""

    programme: forms.ModelChoiceField = forms.ModelChoiceField(Programme.objects.none(), label=_("Project"))
    organization: forms.ModelChoiceField = forms.ModelChoiceField(Organization.objects.none(), label=_("Organisation"))
    title = forms.CharField(label=_("Title"), max_length=250)
    amount = MoneyField(label=_("Amount"))
    currency = forms.ChoiceField(label=_("Currency"), choices=CURRENCIES, initial="EUR")
    starts_on = forms.DateField(label=_("Starts on"), widget=DateInput)
    ends_on = forms.DateField(label=_("Ends on"), widget=DateInput)

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        houses = organizations_where(by, Role.PROGRAMME_MANAGER, Role.GRANTS_OFFICER)
        programmes = Programme.objects.filter(implementer__in=houses).order_by("title_ro", "pk")
        demo = set(programmes.values_list("is_demo", flat=True))
        field_of(self, "programme", forms.ModelChoiceField).queryset = programmes
        field_of(self, "organization", forms.ModelChoiceField).queryset = Organization.objects.filter(is_demo__in=demo)


class AgreementFactsForm(TranslatedFieldsMixin, forms.ModelForm):
    """What describes an agreement; the money is set on pages of its own."""

    class Meta:
        model = Agreement
        fields = [
            *("title_ro", "title_ru", "title_en", "summary_ro", "summary_ru", "summary_en"),
            *("starts_on", "ends_on", "units", "authority", "line_tolerance"),
        ]
        widgets = {"starts_on": DateInput, "ends_on": DateInput}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        same_kind = Authority.objects.filter(organization__is_demo=self.instance.is_demo)
        field_of(self, "authority", forms.ModelChoiceField).queryset = same_kind.select_related("organization")
        field_of(self, "units", forms.ModelChoiceField).queryset = TerritorialUnit.objects.order_by("name_ro", "pk")


class ReasonForm(forms.Form):
    """Why; the other side reads it."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea, help_text=_("The other side will read it."))


class SignatureForm(KeptFileForm):
    """One side's signed document."""

    side = forms.ChoiceField(label=_("Who signed"), choices=Side.choices)
    kind = forms.ChoiceField(label=_("How"), choices=SignatureKind.choices)
    signed_on = forms.DateField(label=_("Signed on"), widget=DateInput)

    def __init__(self, *args: Any, sides: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(value, label) for value, label in Side.choices if value in sides]
        field_of(self, "side", forms.ChoiceField).choices = choices


class EvidenceForm(KeptFileForm):
    """What shows that a condition is met; not every condition needs a paper."""

    needs_file = False


class PublicationForm(forms.Form):
    """How much the public sees."""

    level = forms.ChoiceField(label=_("The public sees"), choices=PublicationLevel.choices)
    reason = forms.CharField(
        label=_("Why less than everything"),
        widget=forms.Textarea,
        required=False,
        help_text=_("For example: a shelter whose address protects people. Another person then publishes."),
    )
