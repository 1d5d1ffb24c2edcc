"""Tables of machinery; none of them knows the domain."""

from kernel.models.counter import Counter
from kernel.models.sent_message import SentAbout, SentMessage
from kernel.models.shelf import BatchRow, BatchRun, Export, Outcome, SavedFilter
from kernel.models.worker import Heartbeat, RoutineRun

__all__ = [
    "BatchRow",
    "BatchRun",
    "Counter",
    "Export",
    "Heartbeat",
    "Outcome",
    "RoutineRun",
    "SavedFilter",
    "SentAbout",
    "SentMessage",
]
