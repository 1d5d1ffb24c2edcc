"""How every form of the house is drawn: one renderer, one field template."""

from django.forms.renderers import TemplatesSetting


class HouseRenderer(TemplatesSetting):
    """Label, hint, error, input, in this order, everywhere."""
