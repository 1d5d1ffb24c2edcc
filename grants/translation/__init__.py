"""Which titles stand in three languages; one module for each aggregate. modeltranslation discovers this package."""

from grants.translation import agreements, awards, calls, correspondence, programmes  # noqa: F401 - importing registers
