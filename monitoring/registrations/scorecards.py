"""Menu, tasks, sections and checks of scorecards, replies and commitments."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from kernel import tones
from kernel.registries import (
    Calendar,
    IntegrityCheck,
    MenuEntry,
    MenuGroup,
    SetupStep,
    TaskSource,
    calendars,
    integrity_checks,
    menu,
    menu_groups,
    setup_steps,
    task_sources,
)
from kernel.tasking import Routine, routines
from monitoring.actions.reference_data import lay_down_calendar, lay_down_methodology
from monitoring.actions.reminders import remind_authorities
from monitoring.queries.calendar import exceptions_between
from monitoring.queries.scorecard_checks import (
    faults_of_commitments,
    faults_of_frozen_counts,
    faults_of_sheets,
    faults_of_snapshots,
)
from monitoring.queries.scorecard_documents import may_read_scorecard_document
from monitoring.queries.scorecard_tasks import commitment_tasks, scorecard_tasks
from organizations.models import Role
from organizations.registries import DocumentReader, document_readers, tell
from organizations.roles import holds_anywhere

INVOLVED = (Role.FACILITATOR, Role.REPRESENTATIVE, Role.MONITORING_OFFICER, Role.OFFICER)
SENTENCES = {
    "scorecard_planned": _("Scorecard planned"),
    "scorecard_criteria_written": _("Criteria written"),
    "scorecard_collecting_started": _("Collection of scores started"),
    "focus_group_recorded": _("Focus group recorded"),
    "focus_group_voided": _("Focus group left out of the figures"),
    "group_counts_recorded": _("Counts of a focus group recorded"),
    "provider_scores_recorded": _("Scores of the staff recorded"),
    "input_recorded": _("Input recorded"),
    "input_audited": _("Input audited by a second person"),
    "scorecard_frozen": _("Draft frozen"),
    "scorecard_reopened": _("Draft opened again"),
    "scorecard_reply_asked": _("Authority asked for its reply"),
    "scorecard_reply_reminded": _("Authority reminded of its reply"),
    "scorecard_replied": _("Authority replied"),
    "interface_meeting_held": _("Interface meeting held"),
    "scorecard_published": _("Scorecard published"),
    "scorecard_cancelled": _("Scorecard cancelled"),
    "commitment_made": _("Promise made"),
    "commitment_claimed": _("Promise claimed as done"),
    "commitment_verified": _("Promise verified as kept"),
    "commitment_claim_returned": _("Claim returned: not done yet"),
    "commitment_not_kept": _("Promise closed as not kept"),
    "commitment_postponed": _("Promise postponed"),
}
TONES = {
    "collecting": tones.INFO,
    "frozen": tones.WAIT,
    "in_reply": tones.WAIT,
    "meeting": tones.INFO,
    "made": tones.INFO,
    "claimed": tones.WAIT,
}


def is_involved(user: Any) -> bool:
    """Whether scorecards and commitments may concern `user`."""
    return holds_anywhere(user, *INVOLVED)


def register() -> None:
    """Fill the registries; called once, when the app is ready."""
    menu_groups.add(MenuGroup("public", _("In public"), order=40))
    menu.add(MenuEntry("scorecards", _("Scorecards"), "monitoring:scorecards", is_involved, order=60, group="public"))
    menu.add(
        MenuEntry("commitments", _("Public promises"), "monitoring:commitments", is_involved, order=61, group="public")
    )
    task_sources.add(TaskSource("scorecards", scorecard_tasks, order=60))
    task_sources.add(TaskSource("commitments", commitment_tasks, order=61))
    calendars.add(Calendar("public holidays", exceptions_between))
    setup_steps.add(SetupStep("calendar of working days", lay_down_calendar, order=60))
    setup_steps.add(SetupStep("methodology of scorecards", lay_down_methodology, order=61))
    integrity_checks.add(IntegrityCheck("frozen counts", faults_of_frozen_counts, order=60))
    integrity_checks.add(IntegrityCheck("scorecard snapshots", faults_of_snapshots, order=61))
    integrity_checks.add(IntegrityCheck("score sheets", faults_of_sheets, order=62))
    integrity_checks.add(IntegrityCheck("commitments", faults_of_commitments, order=63))
    routines.add(Routine("reminders of replies", timedelta(days=1), remind_authorities))
    document_readers.add(DocumentReader("scorecards", may_read_scorecard_document))
    tones.register(TONES)
    tell(SENTENCES)
