"""The life of a programme. Its publication is a decision of its own and no status."""

from django.utils.translation import gettext_lazy as _

from grants.models import ProgrammeStatus
from kernel.lifecycle import Lifecycle, move

PROGRAMME = Lifecycle(
    "programme",
    _("Project"),
    move(
        "start",
        from_=ProgrammeStatus.PREPARED,
        to=ProgrammeStatus.ACTIVE,
        permission="grants.manage_programme",
        label=_("Start"),
    ),
    move(
        "complete",
        from_=ProgrammeStatus.ACTIVE,
        to=ProgrammeStatus.COMPLETED,
        permission="grants.manage_programme",
        label=_("Complete"),
    ),
    move(
        "cancel",
        from_=[ProgrammeStatus.PREPARED, ProgrammeStatus.ACTIVE],
        to=ProgrammeStatus.CANCELLED,
        permission="grants.manage_programme",
        label=_("Cancel"),
    ),
)
