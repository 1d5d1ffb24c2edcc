"""Menu, tasks, sections and checks of scorecards, replies and commitments."""


def register() -> None:
    """Fill the registries; called once, when the app is ready."""
