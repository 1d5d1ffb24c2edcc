"""Agreements, payments and financial reports in the registries: menu, tasks, integrity checks, setup."""


def register() -> None:
    """Nothing of this part stands in the registries yet."""
