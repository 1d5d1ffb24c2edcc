"""Which rows make the content of an application, so that working copies carry them. Higher floors add theirs.

Filled from `AppConfig.ready()` of each floor.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from grants.models import Application
from kernel.registries import Registry


@dataclass(frozen=True)
class ApplicationPart:
    """Rows that belong to the content of an application and hang on it by a key called `application`.

    `rows(application)` are those rows. A working copy gets a copy of each; when it is submitted, its rows take the
    place of the ones that stood there. Rows that other rows point to are not among them.
    """

    name: str
    rows: Callable[[Application], models.QuerySet[Any]] = field(repr=False)
    order: int = 100


application_parts: Registry[ApplicationPart] = Registry()
