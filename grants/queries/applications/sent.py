"""Mails that went out about an application or a call, for staff; those that were not delivered among them.

Mails to people outside, who asked a question or follow a call, are not shown: their addresses are theirs.
"""

from django.db.models import Q, QuerySet

from grants.models import Application, Call
from kernel.models import SentAbout, SentMessage

APPLICATION, CALL = "grants.application", "grants.call"


def sent_about_application(application: Application) -> QuerySet[SentMessage]:
    """Every mail about the application, the last first."""
    about = SentAbout.objects.filter(model=APPLICATION, key=application.pk)
    return SentMessage.objects.filter(about="", pk__in=about.values("message")).order_by("-sent_at", "-pk")


def sent_about_call(call: Call) -> QuerySet[SentMessage]:
    """Every mail about the call or one of its applications, the last first."""
    keys = Application.objects.filter(call=call).values("pk")
    about = SentAbout.objects.filter(Q(model=CALL, key=call.pk) | Q(model=APPLICATION, key__in=keys))
    return SentMessage.objects.filter(about="", pk__in=about.values("message")).order_by("-sent_at", "-pk")
