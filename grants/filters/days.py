"""A range of days in a filter."""

import django_filters
from django.utils.translation import pgettext_lazy

from kernel.forms import DateInput


class DaysWidget(django_filters.widgets.DateRangeWidget):
    """Two date pickers, from and to."""

    def __init__(self) -> None:
        super().__init__()
        self.widgets = [
            DateInput({"aria-label": pgettext_lazy("date", "from")}),
            DateInput({"aria-label": pgettext_lazy("date", "until")}),
        ]
