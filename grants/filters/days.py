"""A range of days in a filter."""

import django_filters
from django.utils.translation import gettext_lazy as _

from kernel.forms import DateInput


class DaysWidget(django_filters.widgets.DateRangeWidget):
    """Two date pickers, from and to."""

    def __init__(self) -> None:
        super().__init__()
        self.widgets = [DateInput({"aria-label": _("from")}), DateInput({"aria-label": _("until")})]
