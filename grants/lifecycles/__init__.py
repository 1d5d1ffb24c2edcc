"""In which order the acts on money may follow each other; one table a module."""

from grants.lifecycles.programme import PROGRAMME
from grants.lifecycles.reversal import REVERSAL

__all__ = ["PROGRAMME", "REVERSAL"]
