"""The measurements in a process of their own: a server did not make the data it serves, and its memory is tidy."""

import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")

if TYPE_CHECKING:
    from benchmarks.data import Installation
    from benchmarks.measure import Row


def measure_apart(installation: "Installation", measure: "Callable[[Installation], list[Row]]") -> "list[Row]":
    """The rows that `measure` finds on the present database, in a process that is begun for it."""
    from django.db import connection  # noqa: PLC0415 - Django is set up first

    name = str(connection.settings_dict["NAME"])
    connection.close()
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=django.setup) as pool:
        return pool.submit(_measure, name, installation, measure).result()


def _measure(name: str, installation: "Installation", measure: "Callable[[Installation], list[Row]]") -> "list[Row]":
    from django.conf import settings  # noqa: PLC0415
    from django.db import connections  # noqa: PLC0415

    from kernel.settling import settle  # noqa: PLC0415

    settings.ALLOWED_HOSTS = ["*"]
    connections.settings["default"]["NAME"] = name
    connections["default"] = connections.create_connection("default")
    settle()
    return measure(installation)
