"""The settings of a server that is measured: those of the measurements, with the connections a real server shares."""

from benchmarks.settings import *  # noqa: F403 - a settings module is the one place where a star import is the idiom
from config.settings.base import POOL, databases

DATABASES = databases("sqlite://:memory:", pool=POOL)
