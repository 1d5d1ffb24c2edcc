"""The life of a question about a call: confirmed by a stranger, then answered to the person or for everyone."""

from django.utils.translation import gettext_lazy as _

from grants.models import EnquiryStatus
from kernel.lifecycle import Lifecycle, move

ENQUIRY = Lifecycle(
    "enquiry",
    _("Question about a call"),
    move(
        "confirm",
        from_=EnquiryStatus.UNCONFIRMED,
        to=EnquiryStatus.WAITING,
        permission=None,
        label=_("Confirm the address, by the link"),
    ),
    move(
        "publish",
        from_=[EnquiryStatus.WAITING, EnquiryStatus.ANSWERED],
        to=EnquiryStatus.PUBLISHED,
        permission="grants.answer_enquiry",
        label=_("Answer for everyone"),
    ),
    move(
        "answer",
        from_=EnquiryStatus.WAITING,
        to=EnquiryStatus.ANSWERED,
        permission="grants.answer_enquiry",
        label=_("Answer the person alone"),
    ),
    move(
        "set_aside",
        from_=EnquiryStatus.WAITING,
        to=EnquiryStatus.SET_ASIDE,
        permission="grants.answer_enquiry",
        label=_("Set aside without an answer"),
    ),
)
