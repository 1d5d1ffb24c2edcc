"""Facts about results and answers."""

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
from monitoring.models.measurement import EDITABLE, IN_WORK, Measurement, MeasurementStatus, MeasurementValue
from monitoring.models.period import ENTERABLE, Period, PeriodStatus
from monitoring.models.progress_report import ProgressReport, ReportAnswer, ReportQuestion, ReportStatus

__all__ = [
    "EDITABLE",
    "ENTERABLE",
    "IN_WORK",
    "AcrossGrants",
    "AcrossPeriods",
    "Category",
    "Counts",
    "Dimension",
    "Direction",
    "Framework",
    "Indicator",
    "Kind",
    "Level",
    "Measurement",
    "MeasurementStatus",
    "MeasurementValue",
    "Operator",
    "Period",
    "PeriodStatus",
    "ProgressReport",
    "ReportAnswer",
    "ReportQuestion",
    "ReportStatus",
    "Result",
    "Target",
]
