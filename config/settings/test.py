"""The test suite: quick hashing, mail in memory, files in a temporary folder, the queue run by hand."""

import tempfile
from pathlib import Path

from config.settings.base import *  # noqa: F403 - a settings module is the one place where a star import is the idiom
from config.settings.base import CACHES, STORAGES, databases

DEBUG = False
LANGUAGE_CODE = "en"  # tests read the source language
SECRET_KEY = "test-only"
FIELD_KEYS = ["XvSqO7kqCkD1dvYbZQWvEb4sQ0OtZbJ0b0hF1m1r4sE="]
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
DATABASES = databases("sqlite://:memory:")
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Tests change facts without acts, so nothing is kept of a page but where a test asks for it.
CACHES = {**CACHES, "pages": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
KEPT_MAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
_FILES = Path(tempfile.mkdtemp(prefix="raboj-test-"))
MEDIA_ROOT = _FILES / "media"
PRIVATE_ROOT = _FILES / "private"
STATIC_ROOT = _FILES / "static"
STATIC_ROOT.mkdir()
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True
STORAGES = {
    **STORAGES,
    "private": STORAGES["private"] | {"OPTIONS": {"location": PRIVATE_ROOT}},  # type: ignore[operator]  # mixed
}
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "queue": {"BACKEND": "django_tasks_db.DatabaseBackend"},
}
