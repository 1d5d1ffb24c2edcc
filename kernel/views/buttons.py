"""A button that makes one act."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views import View

from kernel.notices import say_done
from kernel.refusals import NotAllowed, Refusal
from kernel.requests import PersonRequest


class ActButton(View):
    """A button that makes one act and goes back to the thing; a refusal is said on the page."""

    request: PersonRequest
    done: Any = ""
    change: Any = ""

    def find(self) -> Any:
        """The thing, in the scope of the person."""
        raise Http404

    def act(self, thing: Any) -> Any:
        """The act; returns where to go on to."""
        raise NotImplementedError

    def post(self, request: PersonRequest, **kwargs: Any) -> HttpResponse:
        thing = self.find()
        try:
            target = self.act(thing)
        except NotAllowed as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return redirect(self.back(thing))
        if self.done:
            say_done(request, str(self.done), change=self.change, public=target)
        return redirect(target)

    def back(self, thing: Any) -> Any:
        """Where a refusal is said."""
        return thing
