"""Menu, tasks, sections and checks of frameworks, measurements and progress reports."""


def register() -> None:
    """Fill the registries; called once, when the app is ready."""
