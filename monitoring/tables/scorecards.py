"""Columns of the lists of scorecards and commitments."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kernel.tables import Column, DateColumn, LinkColumn, StatusColumn, Table


class ScorecardTable(Table):
    """The cycles that a person sees."""

    caption = _("Scorecards")
    demo = "competence__authority__organization__is_demo"
    default_sort = "-collects_from"

    reference = LinkColumn(_("Reference"))
    title = Column(_("Title"), sort="title_ro")
    authority = Column(
        _("Authority"), "competence.authority.organization", sort="competence__authority__organization__name_ro"
    )
    service = Column(_("Service"), "competence.service", sort="competence__service_ro")
    facilitator = Column(_("Facilitator"), sort="facilitator__name_ro")
    collects_from = DateColumn(_("Collected from"))
    reply_due_on = DateColumn(_("Reply due on"), missing=_("not asked yet"))
    status = StatusColumn(_("Status"))


class CommitmentTable(Table):
    """The commitments that a person sees; both due dates stand beside each other."""

    caption = _("Public promises")
    demo = "owner__is_demo"
    default_sort = "due_on"

    reference = LinkColumn(_("Reference"))
    owner = Column(_("Owner"), sort="owner__name_ro")
    text = Column(_("Promise"), sort="text_ro")
    made_on = DateColumn(pgettext_lazy("promise", "Made on"))
    original_due_on = DateColumn(_("Due at first"))
    due_on = DateColumn(_("Due on"))
    status = StatusColumn(_("Status"))
