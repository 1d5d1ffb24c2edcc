"""The register of appeals."""

from django.utils.translation import gettext_lazy, pgettext_lazy

from kernel.tables import Column, DateColumn, LinkColumn, StatusColumn, Table


class AppealTable(Table):
    """Appeals, those whose answer is due first on top."""

    caption = gettext_lazy("Appeals")
    empty = gettext_lazy("No appeal here.")
    default_sort = "due_on"
    demo = "application__call__programme__is_demo"

    reference = LinkColumn(gettext_lazy("Reference"))
    application = Column(gettext_lazy("Application"), "application.reference", sort="application__reference")
    organization = Column(
        gettext_lazy("Organisation"), "application.organization", sort="application__organization__name_ro"
    )
    call = Column(gettext_lazy("Call"), "application.call", sort="application__call__title_ro")
    status = StatusColumn(gettext_lazy("Status"))
    filed_at = DateColumn(pgettext_lazy("appeal", "Filed"))
    due_on = DateColumn(gettext_lazy("Answer due on"))
