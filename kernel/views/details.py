"""The page of one thing, found in the scope of the person who asks."""

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views import View

from kernel.lifecycle import Lifecycle
from kernel.registries import sections_for
from kernel.requests import PersonRequest


class Scoped(View):
    """Finds a thing: 404 when the person does not see it, 403 when they see it and may not do this to it.

    `model.objects.visible_to(user)` is the scope, or what `get_queryset` says. `keys` names the fields that the address
    may give. `permission` is asked of the thing; a page that makes something new has no thing and asks it of
    `permission_object()`.
    """

    model: ClassVar[Any]
    keys: ClassVar[tuple[str, ...]] = ("pk", "reference", "slug", "code")
    permission: ClassVar[str | None] = None
    request: PersonRequest
    kwargs: dict[str, Any]

    def get_queryset(self) -> models.QuerySet:
        """The rows that this person sees."""
        return self.model.objects.visible_to(self.request.user)

    def find(self) -> Any:
        """The thing that the address names, or None when the address names none."""
        named = {key: self.kwargs[key] for key in self.keys if key in self.kwargs}
        return get_object_or_404(self.get_queryset(), **named) if named else None

    def permission_object(self, thing: Any) -> Any:
        """What the permission is asked of: the thing itself, or what it hangs on."""
        return thing

    def demand(self, thing: Any) -> None:
        """Raise PermissionDenied unless the person may."""
        if self.permission and not self.request.user.has_perm(self.permission, self.permission_object(thing)):
            raise PermissionDenied


class DetailPage(Scoped):
    """One thing with what may be done to it.

    The template gets `object`, what `facts` adds, the `lifecycle` that `{% moves object %}` draws its buttons from, and
    `sections`: the parts that other floors add to `place`.
    """

    template_name: ClassVar[str]
    lifecycle: ClassVar[Lifecycle | None] = None
    place: ClassVar[str] = ""

    def facts(self, thing: Any) -> dict[str, Any]:
        """What the template prints beside the thing itself."""
        return {}

    def get(self, request: PersonRequest, **kwargs: Any) -> HttpResponse:
        thing = self.find()
        if thing is None:
            raise Http404
        self.demand(thing)
        sections = sections_for(self.place, thing, request) if self.place else []
        context = {"object": thing, "lifecycle": self.lifecycle, "sections": sections, **self.facts(thing)}
        return render(request, self.template_name, context)
