"""Which titles stand in three languages."""

from monitoring.translation import results, scorecards

__all__ = ["results", "scorecards"]
