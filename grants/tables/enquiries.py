"""The list of questions about calls."""

from django.utils.translation import gettext_lazy, pgettext_lazy

from grants.models import Enquiry
from kernel.tables import Column, DateColumn, LinkColumn, StatusColumn, Table


def beginning(enquiry: Enquiry) -> str:
    """The question as far as a list has room."""
    return str(enquiry)


class EnquiryTable(Table):
    """Questions about calls, the latest first."""

    caption = gettext_lazy("Questions about calls")
    empty = gettext_lazy("No question yet.")
    default_sort = "-asked_at"
    demo = "call__programme__is_demo"

    text = LinkColumn(gettext_lazy("Question"), beginning)
    call = Column(gettext_lazy("Call"), sort="call__title_ro")
    status = StatusColumn(gettext_lazy("Status"))
    asked_at = DateColumn(pgettext_lazy("question", "Asked"))
    answered_at = DateColumn(gettext_lazy("Answered"), missing=gettext_lazy("not answered"))
