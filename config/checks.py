"""What a real installation must not contain, asked before it serves its first request."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured

from organizations.models import User


def demo_people_are_present() -> bool:
    """Whether a person of the demo story is in the database."""
    return User.objects.filter(is_demo=True).exists()


def refuse_demo_people() -> None:
    """Raise ImproperlyConfigured when a production process meets a person of the demo story."""
    if demo_people_are_present():
        raise ImproperlyConfigured(
            "This database holds people of the demo story, who log in without a password. Production does not start "
            "with them: use a database of its own."
        )


@register(Tags.database, deploy=True)
def no_demo_people(
    app_configs: Any = None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """`manage.py check --deploy --database default` says the same before the server is started."""
    if not databases or settings.DEMO or not demo_people_are_present():
        return []
    return [Error("The database holds people of the demo story.", hint="Use a database of its own.", id="raboj.E001")]
