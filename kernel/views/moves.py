"""The page on which a move of a lifecycle is confirmed and made."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from kernel.lifecycle import Lifecycle
from kernel.notices import say_done
from kernel.refusals import NotAllowed, Refusal
from kernel.requests import PersonRequest
from kernel.views.details import Scoped
from kernel.views.forms import safe_next


class MovePage(Scoped):
    """The moves that need nothing but a person who agrees. GET says what the move is and asks; POST makes its act.

        path("tranches/<int:pk>/<slug:move>/", MovePage.as_view(
            model=Tranche, lifecycle=TRANCHE, acts={"release": release_tranche}), name="tranche_move")

    Each act is called as `act(thing, by=user)`. `texts` says by move what follows from it, `changes` what
    the public reads differently afterwards. A move that asks for more
    (a reason, an amount) has an ActPage of its own, under the route `<model>_<move>`.
    """

    model: ClassVar[Any] = None
    lifecycle: ClassVar[Lifecycle] = Lifecycle("none", "")
    acts: ClassVar[Mapping[str, Callable[..., Any]]] = {}
    texts: ClassVar[Mapping[str, str | Promise]] = {}
    changes: ClassVar[Mapping[str, str | Promise]] = {}

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if kwargs["move"] not in self.acts:
            raise Http404
        self.thing = self.find()
        self.move = self.lifecycle.moves[kwargs["move"]]
        return super().dispatch(request, *args, **kwargs)

    def page(self, refusal: Refusal | None = None) -> HttpResponse:
        """The question, or why it was not done."""
        context = {
            "object": self.thing,
            "kind": self.thing._meta.verbose_name,
            "move": self.move,
            "text": self.texts.get(self.move.name, ""),
            "refusal": refusal,
            "next": safe_next(self.request),
            "back_url": safe_next(self.request) or self.success_url(self.thing),
        }
        return render(self.request, "pages/move.html", context, status=409 if refusal else 200)

    def get(self, request: PersonRequest, **kwargs: Any) -> HttpResponse:
        try:
            self.lifecycle.check(self.thing, self.move.name, by=request.user)
        except NotAllowed as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        except Refusal as refusal:
            return self.page(refusal)
        return self.page()

    def post(self, request: PersonRequest, **kwargs: Any) -> HttpResponse:
        # Who may not is told so before what the act itself would say about the thing. Whether it is the time for it,
        # the act says under its lock: it may first record what is overdue, such as the close of a call.
        try:
            self.lifecycle.permit(self.thing, self.move.name, by=request.user)
            done = self.acts[self.move.name](self.thing, by=request.user)
        except NotAllowed as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        except Refusal as refusal:
            return self.page(refusal)
        words, change = _("Done: %(act)s.") % {"act": self.move.label}, self.changes.get(self.move.name, "")
        say_done(request, words, change=change, public=self.public_thing(done or self.thing))
        return redirect(safe_next(request) or self.success_url(done or self.thing))

    def public_thing(self, done: Any) -> Any:
        """The thing on whose public page the change is seen."""
        return done

    def success_url(self, done: Any) -> str:
        """Where the person goes on afterwards: to the thing."""
        return done.get_absolute_url()
