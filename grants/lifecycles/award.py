"""The lives of an award list and of an award."""

from django.utils.translation import gettext_lazy as _

from grants.models import AwardListStatus, AwardStatus
from kernel.lifecycle import Lifecycle, move

AWARD_LIST = Lifecycle(
    "award_list",
    _("Award list"),
    move(
        "approve",
        from_=AwardListStatus.PROPOSED,
        to=AwardListStatus.APPROVED,
        permission="grants.decide_award_list",
        label=_("Approve the list"),
    ),
    move(
        "ask_donor",
        from_=AwardListStatus.PROPOSED,
        to=AwardListStatus.AWAITING_DONOR,
        permission=None,
        label=_("Approve the list, subject to the donor"),
    ),
    move(
        "offer",
        from_=AwardListStatus.AWAITING_DONOR,
        to=AwardListStatus.APPROVED,
        permission="grants.record_no_objection",
        label=_("Record the donor's no-objection"),
    ),
    move(
        "refuse",
        from_=AwardListStatus.AWAITING_DONOR,
        to=AwardListStatus.RETURNED,
        permission="grants.record_no_objection",
        label=_("Record that the donor objects"),
    ),
    move(
        "return",
        from_=AwardListStatus.PROPOSED,
        to=AwardListStatus.RETURNED,
        permission="grants.decide_award_list",
        label=_("Send the list back"),
    ),
)

AWARD = Lifecycle(
    "award",
    _("Award"),
    move(
        "accept",
        from_=AwardStatus.OFFERED,
        to=AwardStatus.ACCEPTED,
        permission="grants.answer_award",
        label=_("Accept the award"),
    ),
    move(
        "decline",
        from_=AwardStatus.OFFERED,
        to=AwardStatus.DECLINED,
        permission="grants.answer_award",
        label=_("Decline the award"),
    ),
    move(
        "lapse",
        from_=AwardStatus.OFFERED,
        to=AwardStatus.LAPSED,
        permission="grants.lapse_award",
        label=_("Record that no answer came"),
    ),
)
