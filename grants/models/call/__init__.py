"""Facts of calls and what they ask."""

from grants.models.call.call import civil_society, validate_natures

__all__ = ["civil_society", "validate_natures"]
