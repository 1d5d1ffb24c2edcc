"""A real installation: refuses to start without its secrets, over HTTPS only, never with the demo.

Every variable read here is explained in docs/operations.md.
"""

import os

from django.core.exceptions import ImproperlyConfigured

from config.settings.base import *  # noqa: F403 - a settings module is the one place where a star import is the idiom
from config.settings.base import CACHES, STORAGES


def required(name: str) -> str:
    """The environment variable `name`; without it the installation does not start, and says which is missing."""
    value = os.environ.get(name, "").strip()
    if not value:
        raise ImproperlyConfigured(f"Set the environment variable {name}; docs/operations.md says what it is for.")
    return value


if os.environ.get("DEMO"):
    raise ImproperlyConfigured("DEMO is set. The demo's role bar must never run in production: unset DEMO.")

DEBUG = False
SECRET_KEY = required("SECRET_KEY")
FIELD_KEYS = required("FIELD_KEYS").split(",")
ALLOWED_HOSTS = required("ALLOWED_HOSTS").split(",")
BASE_URL = WAGTAILADMIN_BASE_URL = required("BASE_URL")
CSRF_TRUSTED_ORIGINS = [BASE_URL]
EMAIL_HOST = required("EMAIL_HOST")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = EMAIL_PORT == 587
EMAIL_USE_SSL = EMAIL_PORT == 465

# Login limits live in the cache, so all web processes must share it.
CACHES = {**CACHES, "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}

SECURE_SSL_REDIRECT = os.environ.get("SECURE_SSL_REDIRECT", "1") == "1"
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # asked by supervisors on the same machine, without TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
