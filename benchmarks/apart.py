"""The measurements in a process of their own: a server did not make the data it serves, and its memory is tidy."""

import os
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")

if TYPE_CHECKING:
    from benchmarks.data import Installation
    from benchmarks.measure import Row


def measure_apart(installation: "Installation") -> "list[Row]":
    """The rows of the table, measured on the present database by a process that is begun for it."""
    from django.db import connection  # noqa: PLC0415 - Django is set up first

    name = str(connection.settings_dict["NAME"])
    connection.close()
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=django.setup) as pool:
        return pool.submit(_measure, name, installation).result()


def _measure(name: str, installation: "Installation") -> "list[Row]":
    from django.conf import settings  # noqa: PLC0415
    from django.db import connections  # noqa: PLC0415

    from benchmarks.pages import measure_all  # noqa: PLC0415
    from kernel.settling import settle  # noqa: PLC0415

    settings.ALLOWED_HOSTS = ["*"]
    connections.settings["default"]["NAME"] = name
    connections["default"] = connections.create_connection("default")
    settle()
    return measure_all(installation)
