"""`make run`: a laptop, SQLite, mail kept for reading at /dev/mail/, and the demo's role bar."""

import os

from config.settings.base import *  # noqa: F403 - a settings module is the one place where a star import is the idiom
from config.settings.base import CONTEXT_PROCESSORS, MIDDLEWARE, PUBLIC_ROUTES

# People who look at the demo meet our own pages of errors; a developer sets DEBUG=1 and reads Django's.
DEBUG = os.environ.get("DEBUG") == "1"
DEVELOPMENT = True
DEMO = os.environ.get("DEMO") == "1"
SECRET_KEY = "development-only-key-that-protects-nothing"  # production reads its own from the environment
FIELD_KEYS = ["XvSqO7kqCkD1dvYbZQWvEb4sQ0OtZbJ0b0hF1m1r4sE="]
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
KEPT_MAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
# Static files are read where they lie, as they are now.
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
WHITENOISE_MAX_AGE = 0
PUBLIC_ROUTES = [*PUBLIC_ROUTES, "gallery_"]
if DEMO:
    MIDDLEWARE = [*MIDDLEWARE, "config.demo.bar.FreshCountsMiddleware"]
    CONTEXT_PROCESSORS.append("config.demo.bar.bar")
