"""Is it you? Asked before people's rights, money and data are touched: of everyone, whatever they log in by."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from allauth.account.authentication import get_authentication_records
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.http import HttpResponseBase
from django.utils.decorators import method_decorator
from django.views import View

from kernel import clock
from kernel.views import PersonRequest

V = TypeVar("V", bound=type[View])


def is_fresh(request: PersonRequest) -> bool:
    """Whether this person showed in this session, within the last 15 minutes, that it is them.

    A login counts like a confirmation. People of the demo story are not asked while it runs: they have nothing to show.
    """
    if settings.DEMO and request.user.is_demo:
        return True
    shown = max((each["at"] for each in get_authentication_records(request, request.user)), default=0.0)
    return clock.now().timestamp() - shown < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def _required(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    @wraps(view)
    def guarded(request: PersonRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not is_fresh(request):
            # allauth's middleware keeps a POST that was on its way, and goes on with it afterwards.
            raise ReauthenticationRequired
        return view(request, *args, **kwargs)

    return guarded


def again(view: V) -> V:
    """Class decorator of a page: it opens when the person has just shown that it is them."""
    return method_decorator(_required, name="dispatch")(view)
