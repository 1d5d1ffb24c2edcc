"""What this floor puts into the registries of the kernel when the system starts; one module for each part."""

from grants import batches
from grants.wiring import (
    after,
    agreements,
    calls,
    correspondence,
    decisions,
    profiles,
    programmes,
    public_calls,
    questions,
)


def register() -> None:
    """Fill the registries; called once, from AppConfig.ready()."""
    parts = (
        programmes,
        calls,
        public_calls,
        after,
        decisions,
        agreements,
        profiles,
        correspondence,
        questions,
        batches,
    )
    for part in parts:
        part.register()
