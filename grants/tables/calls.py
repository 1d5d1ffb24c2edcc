"""Lists of calls and of applications."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from grants.models import Application, Call
from kernel.tables import Column, DateColumn, LinkColumn, MoneyColumn, StatusColumn, Table


def state_of(call: Call) -> str:
    """The status in words; "open" and "over" by the clock while it is published."""
    if call.status != "published":
        return str(call.get_status_display())
    return pgettext("call", "open") if call.is_open else _("deadline passed")


class CallTable(Table):
    """Calls, those with the latest deadline first."""

    caption = gettext_lazy("Calls")
    empty = gettext_lazy("No call yet.")
    default_sort = "-deadline_at"
    demo = "programme__is_demo"

    title = LinkColumn(gettext_lazy("Call"), sort="title_ro")
    reference = Column(gettext_lazy("Reference"))
    programme = Column(gettext_lazy("Project"), sort="programme__title_ro")
    state = Column(gettext_lazy("State"), state_of, sort="status")
    deadline_at = DateColumn(gettext_lazy("Deadline"))
    envelope = MoneyColumn(gettext_lazy("Money available"))


class ApplicationTable(Table):
    """Applications, the last submitted first."""

    caption = gettext_lazy("Applications")
    empty = gettext_lazy("No application here.")
    default_sort = "-submitted_at"
    demo = "call__programme__is_demo"
    summed_by = "call"

    reference = LinkColumn(gettext_lazy("Reference"))
    title = Column(gettext_lazy("Project"), missing=gettext_lazy("no title yet"))
    organization = Column(gettext_lazy("Organisation"), "organization.name", sort="organization__name_ro")
    call = Column(gettext_lazy("Call"), "call.reference", sort="call__reference")
    status = StatusColumn(gettext_lazy("Status"))
    requested = MoneyColumn(gettext_lazy("Requested"), currency="call.currency", total=True)
    submitted_at = DateColumn(
        pgettext_lazy("application", "Submitted"), missing=pgettext_lazy("application", "not submitted")
    )


def _labels(application: Application) -> str:
    return ", ".join(each.label.name for each in application.labels_shown)  # type: ignore[attr-defined]  # prefetched


class LabelledApplicationTable(ApplicationTable):
    """The same with the labels of the staff, for their eyes alone. Needs: `labels_shown` on each row."""

    labels = Column(gettext_lazy("Labels"), _labels, sort=False)
