"""Reference data about money in Django's admin, for the operator."""

from grants.admin import rates  # noqa: F401 - importing registers
