"""Tables of machinery; none of them knows the domain."""

from kernel.models.counter import Counter
from kernel.models.sent_message import SentMessage

__all__ = ["Counter", "SentMessage"]
