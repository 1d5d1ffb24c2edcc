"""The entry point of a WSGI server."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from kernel.settling import settle
from kernel.turns import Turns

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
application = Turns(get_wsgi_application())
settle()

if not settings.DEVELOPMENT:
    from config.checks import refuse_demo_people

    refuse_demo_people()
