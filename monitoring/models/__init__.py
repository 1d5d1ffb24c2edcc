"""Facts about results and answers."""

from monitoring.models.ballots import (
    COUNT_FIELDS,
    SCORES,
    CountsDraft,
    FocusGroup,
    GroupKind,
    ProviderScore,
    ScoreSheet,
    StaffGroup,
)
from monitoring.models.calendar import CalendarDay
from monitoring.models.commitment import Commitment, CommitmentStatus, Postponement
from monitoring.models.framework import Category, Dimension, Framework, Level, Result
from monitoring.models.indicator import (
    AcrossGrants,
    AcrossPeriods,
    Counts,
    Direction,
    Indicator,
    Kind,
    Operator,
    Target,
)
from monitoring.models.indicator_total import IndicatorTotal
from monitoring.models.inputs import AuditOutcome, InputItem
from monitoring.models.measurement import EDITABLE, IN_WORK, Measurement, MeasurementStatus, MeasurementValue
from monitoring.models.methodology import MethodologyVersion
from monitoring.models.period import ENTERABLE, Period, PeriodStatus
from monitoring.models.progress_report import ProgressReport, ReportAnswer, ReportQuestion, ReportStatus
from monitoring.models.proposed_indicator import ProposedIndicator
from monitoring.models.reply import (
    InterfaceMeeting,
    Reply,
    ReplyChannel,
    ReplyDraft,
    ReplyItem,
    ReplyLanguage,
    ReplyReminder,
    Stance,
)
from monitoring.models.scorecard import AFTER_FREEZE, Criterion, PeerGroup, ScorecardCycle, ScorecardStatus
from monitoring.models.snapshot import Snapshot

__all__ = [
    "AFTER_FREEZE",
    "COUNT_FIELDS",
    "EDITABLE",
    "ENTERABLE",
    "IN_WORK",
    "SCORES",
    "AcrossGrants",
    "AcrossPeriods",
    "AuditOutcome",
    "CalendarDay",
    "Category",
    "Commitment",
    "CommitmentStatus",
    "Counts",
    "CountsDraft",
    "Criterion",
    "Dimension",
    "Direction",
    "FocusGroup",
    "Framework",
    "GroupKind",
    "Indicator",
    "IndicatorTotal",
    "InputItem",
    "InterfaceMeeting",
    "Kind",
    "Level",
    "Measurement",
    "MeasurementStatus",
    "MeasurementValue",
    "MethodologyVersion",
    "Operator",
    "PeerGroup",
    "Period",
    "PeriodStatus",
    "Postponement",
    "ProgressReport",
    "ProposedIndicator",
    "ProviderScore",
    "Reply",
    "ReplyChannel",
    "ReplyDraft",
    "ReplyItem",
    "ReplyLanguage",
    "ReplyReminder",
    "ReportAnswer",
    "ReportQuestion",
    "ReportStatus",
    "Result",
    "ScoreSheet",
    "ScorecardCycle",
    "ScorecardStatus",
    "Snapshot",
    "StaffGroup",
    "Stance",
    "Target",
]
