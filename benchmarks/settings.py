"""The test suite's settings as a real installation would have them: pages are kept, files are not looked for anew."""

from config.settings.base import CACHES as HOUSE_CACHES
from config.settings.test import *  # noqa: F403 - a settings module is the one place where a star import is the idiom

CACHES = HOUSE_CACHES
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = False
