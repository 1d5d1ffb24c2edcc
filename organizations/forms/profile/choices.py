"""Sections that are chosen from lists: services and places."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kernel.forms import RowsField, TranslatedFieldsMixin
from organizations.models import Organization, ServiceKind, TerritorialUnit


class ServicesForm(TranslatedFieldsMixin, forms.Form):
    """From the list, and in own words."""

    services: RowsField = RowsField(
        ServiceKind.objects.none(), label=_("Services"), required=False, widget=forms.CheckboxSelectMultiple
    )
    other_services_ro = forms.CharField(label=_("Other services [ro]"), max_length=300, required=False)
    other_services_ru = forms.CharField(label=_("Other services [ru]"), max_length=300, required=False)
    other_services_en = forms.CharField(label=_("Other services [en]"), max_length=300, required=False)

    def __init__(self, *args: Any, organization: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = ServiceKind.objects.filter(Q(is_in_use=True) | Q(organizations=organization)).distinct()
        self.fields["services"].queryset = offered  # type: ignore[attr-defined]


class TerritoriesForm(forms.Form):
    """Where it works; an invented organisation also chooses invented places."""

    territories: RowsField = RowsField(
        TerritorialUnit.objects.none(), label=_("Places"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, organization: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = TerritorialUnit.objects.filter(valid_until__isnull=True)
        places = units if organization.is_demo else units.filter(is_demo=False)
        self.fields["territories"].queryset = places.order_by("name_ro", "pk")  # type: ignore[attr-defined]
