"""Who may do what to results and answers; imported by the autodiscovery of rules."""

from monitoring.rules import results, scorecards

__all__ = ["results", "scorecards"]
