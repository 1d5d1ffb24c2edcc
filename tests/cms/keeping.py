"""The settings of tests that ask what is kept between two requests; all others keep nothing."""

from django.conf import settings

KEEPING = {**settings.CACHES, "pages": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
