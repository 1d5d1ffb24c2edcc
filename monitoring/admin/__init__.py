"""Reference data about results and answers in Django's admin, for the operator."""

from monitoring.admin import scorecards  # noqa: F401 - importing registers
