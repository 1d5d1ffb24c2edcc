"""In which order the acts on people's wishes to join may follow each other."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kernel.lifecycle import Lifecycle, move
from organizations.models import JoinStatus

JOIN_REQUEST = Lifecycle(
    "join_request",
    _("Request to join an organisation"),
    move(
        "accept",
        from_=JoinStatus.WAITING,
        to=JoinStatus.ACCEPTED,
        permission="organizations.answer_join_request",
        label=_("Let them in"),
    ),
    move(
        "decline",
        from_=JoinStatus.WAITING,
        to=JoinStatus.DECLINED,
        permission="organizations.answer_join_request",
        label=pgettext_lazy("join request", "Decline"),
    ),
    move(
        "withdraw",
        from_=JoinStatus.WAITING,
        to=JoinStatus.WITHDRAWN,
        permission="organizations.withdraw_join_request",
        label=_("Take the request back"),
    ),
)
