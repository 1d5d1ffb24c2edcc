"""In which order a scorecard cycle and a commitment go their way."""

from django.utils.translation import gettext_lazy as _

from kernel.lifecycle import Lifecycle, move
from monitoring.models import CommitmentStatus as Promise
from monitoring.models import ScorecardStatus as Card

BEFORE_PUBLICATION = (Card.PLANNED, Card.COLLECTING, Card.FROZEN, Card.IN_REPLY, Card.MEETING)

SCORECARD = Lifecycle(
    "scorecard",
    _("Scorecard"),
    move(
        "start_collecting",
        from_=Card.PLANNED,
        to=Card.COLLECTING,
        permission="monitoring.run_scorecard",
        label=_("Start collecting scores"),
    ),
    move(
        "freeze",
        from_=Card.COLLECTING,
        to=Card.FROZEN,
        permission="monitoring.run_scorecard",
        label=_("Freeze the draft"),
    ),
    move(
        "reopen",
        from_=Card.FROZEN,
        to=Card.COLLECTING,
        permission="monitoring.control_scorecard",
        label=_("Open the draft again"),
    ),
    move(
        "ask_for_reply",
        from_=Card.FROZEN,
        to=Card.IN_REPLY,
        permission="monitoring.run_scorecard",
        label=_("Ask the authority for its reply"),
    ),
    move(
        "hold_meeting",
        from_=Card.IN_REPLY,
        to=Card.MEETING,
        permission="monitoring.run_scorecard",
        label=_("Record the interface meeting"),
    ),
    move(
        "publish",
        from_=Card.MEETING,
        to=Card.PUBLISHED,
        permission="monitoring.control_scorecard",
        label=_("Publish the scorecard"),
    ),
    move(
        "cancel",
        from_=BEFORE_PUBLICATION,
        to=Card.CANCELLED,
        permission="monitoring.control_scorecard",
        label=_("Cancel the cycle"),
    ),
)

COMMITMENT = Lifecycle(
    "commitment",
    _("Public promise"),
    move(
        "claim",
        from_=Promise.MADE,
        to=Promise.CLAIMED,
        permission="monitoring.own_commitment",
        label=_("Say that it is done"),
    ),
    move(
        "verify",
        from_=Promise.CLAIMED,
        to=Promise.VERIFIED,
        permission="monitoring.verify_commitment",
        label=_("Verify that it was kept"),
    ),
    move(
        "return_claim",
        from_=Promise.CLAIMED,
        to=Promise.MADE,
        permission="monitoring.verify_commitment",
        label=_("Return: not done yet"),
    ),
    move(
        "close_as_not_kept",
        from_=(Promise.MADE, Promise.CLAIMED),
        to=Promise.NOT_KEPT,
        permission="monitoring.verify_commitment",
        label=_("Close as not kept"),
    ),
)
