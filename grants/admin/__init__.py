"""Reference data of grants in Django's admin, for the operator."""

from grants.admin import rates, texts  # noqa: F401 - importing registers
