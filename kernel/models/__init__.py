"""Tables of machinery; none of them knows the domain."""

from kernel.models.counter import Counter
from kernel.models.sent_message import SentMessage
from kernel.models.worker import Heartbeat, RoutineRun

__all__ = ["Counter", "Heartbeat", "RoutineRun", "SentMessage"]
